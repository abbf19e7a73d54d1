import { domainError } from '../../kernel/domain-error.js';

/** R16: why accounts undoes a change of holder; told to who asked by the ticket. */

/** The new holder's address belongs to somebody who cannot be a customer. */
export class NewHolderUnfit extends domainError({
  code: 'new_holder_email_unfit',
  status: 409,
  text: {
    it: "L'email del nuovo intestatario non può essere usata da un cliente: indicane un'altra.",
    en: "The new holder's email cannot be a customer's: give another one.",
  },
  todo: {
    it: 'Chiedi un’altra voltura con un’altra email del nuovo intestatario.',
    en: 'Ask for another change of holder with another email of the new holder.',
  },
}) {}

/** The contract is no longer that of the customer who asked. */
export class ContractNotHeld extends domainError({
  code: 'contract_not_held',
  status: 409,
  text: {
    it: 'Il contratto non è più di chi ha chiesto la voltura.',
    en: 'The contract is no longer held by who asked for the change.',
  },
  todo: {
    it: 'La voltura può chiederla solo l’intestatario attuale.',
    en: 'Only the present holder can ask for a change of holder.',
  },
}) {}
