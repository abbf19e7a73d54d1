import { amount, text } from '../../kernel/details.js';
import { domainError } from '../../kernel/domain-error.js';

/** Money that comes in: cards, bank transfers and statements. */

/** A notification came before the payment that it is about: the provider sends it again later. */
export class PaymentNotYetKnown extends domainError({
  code: 'payment_not_yet_known',
  status: 409,
  text: {
    it: 'Il pagamento di questa notifica non è ancora noto: va inviata di nuovo.',
    en: 'The payment of this notification is not known yet: send it again.',
  },
  todo: { it: 'Invia di nuovo la notifica più tardi.', en: 'Send the notification again later.' },
}) {}

/** A notification that the payment provider did not sign, or that is too old. */
export class InvalidSignature extends domainError({
  code: 'invalid_signature',
  status: 400,
  text: { it: 'La firma della notifica non è valida.', en: 'The signature of the notification is not valid.' },
  todo: {
    it: 'Controlla il segreto del webhook e l’orologio di chi invia.',
    en: 'Check the secret of the webhook and the clock of who sends.',
  },
}) {}

/** No way to take cards is configured. */
export class CardsUnavailable extends domainError({
  code: 'cards_unavailable',
  status: 409,
  text: {
    it: 'Il pagamento con carta non è disponibile. Usa il bonifico.',
    en: 'Card payments are not available. Use a bank transfer.',
  },
  todo: {
    it: 'Paga con bonifico, indicando il riferimento di pagamento del contratto.',
    en: 'Pay by bank transfer, with the payment reference of the contract.',
  },
}) {}

/** The same bank reference came with another amount or contract: one of the two is wrong, and people must look. */
export class BankReferenceTaken extends domainError({
  code: 'bank_reference_taken',
  status: 409,
  text: {
    it: 'Questo riferimento bancario è già registrato con un altro importo o un altro contratto.',
    en: 'This bank reference is already booked with another amount or contract.',
  },
  todo: {
    it: 'Confronta con l’estratto conto: uno dei due è sbagliato.',
    en: 'Compare with the bank statement: one of the two is wrong.',
  },
  details: {
    contractId: text('The contract that it is booked for', 'con_68a95893s6panh5qhfd511jfmn'),
    amountCents: amount('The amount that it is booked with', 1244),
  },
}) {}

/** The file is no statement, report or notification of a bank. */
export class UnreadableStatement extends domainError({
  code: 'unreadable_statement',
  status: 422,
  text: ({ why }) => ({
    it: `L’estratto conto non è leggibile: ${why}`,
    en: `The statement cannot be read: ${why}`,
  }),
  todo: {
    it: 'Carica il file come la banca lo ha inviato: CAMT.052, 053 o 054.',
    en: 'Load the file as the bank sent it: CAMT.052, 053 or 054.',
  },
  details: { why: text('What cannot be read', 'no CAMT document') },
}) {
  constructor(why: string) {
    super({ why });
  }
}

/** The transfer was given to a contract already. */
export class AlreadyAssigned extends domainError({
  code: 'transfer_assigned',
  status: 409,
  text: {
    it: 'Il bonifico è già stato assegnato a un altro contratto.',
    en: 'The transfer was already assigned to another contract.',
  },
  todo: {
    it: 'Se è sbagliato, correggi i due contratti con delle rettifiche.',
    en: 'Where that is wrong, correct both contracts with adjustments.',
  },
  details: { contractId: text('The contract that has it', 'con_68a95893s6panh5qhfd511jfmn') },
}) {
  constructor(contractId: string) {
    super({ contractId });
  }
}

/** It is no money that a contract could be credited. */
export class TransferNotAssignable extends domainError({
  code: 'transfer_not_assignable',
  status: 409,
  text: {
    it: 'Questo movimento non può diventare credito di un contratto: controllalo con la banca e archivialo con il motivo.',
    en: 'This line cannot become credit of a contract: settle it with the bank and dismiss it with its reason.',
  },
  todo: { it: 'Archivialo con il motivo.', en: 'Dismiss it with its reason.' },
  details: { reason: text('Why it is unmatched', 'foreign_currency') },
}) {
  constructor(reason: string) {
    super({ reason });
  }
}
