import { DomainError } from '#libs/api/kernel/domain-error.js';

/** The new holder's address belongs to somebody who cannot be a customer. */
export class NewHolderUnfit extends DomainError {
  constructor() {
    super({
      code: 'new_holder_email_unfit',
      status: 409,
      text: {
        it: "L'email del nuovo intestatario non può essere usata da un cliente: indicane un'altra.",
        en: "The new holder's email cannot be a customer's: give another one.",
      },
    });
  }
}

/** The contract is no longer that of the customer who asked. */
export class ContractNotHeld extends DomainError {
  constructor() {
    super({
      code: 'contract_not_held',
      status: 409,
      text: {
        it: 'Il contratto non è più di chi ha chiesto la voltura.',
        en: 'The contract is no longer held by who asked for the change.',
      },
    });
  }
}
