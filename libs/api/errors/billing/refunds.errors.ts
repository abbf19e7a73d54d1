import { text, words } from '../../kernel/details.js';
import { domainError, type Text } from '../../kernel/domain-error.js';

/** R13: residual credit on its way back. */

const STATE_WORDS: Readonly<Record<string, Text>> = {
  awaiting_iban: { it: 'in attesa dell’IBAN', en: 'waiting for the IBAN' },
  requested: { it: 'da approvare', en: 'to be approved' },
  approved: { it: 'approvato', en: 'approved' },
  exported: { it: 'inviato alla banca', en: 'sent to the bank' },
  executed: { it: 'eseguito', en: 'executed' },
  rejected: { it: 'respinto dalla banca', en: 'rejected by the bank' },
};
const said = (states: readonly string[], language: keyof Text): string =>
  states.map((state) => STATE_WORDS[state]?.[language] ?? state).join(language === 'it' ? ' o ' : ' or ');

/** The refund is not in a state in which this can be done. */
export class RefundNotReady extends domainError({
  code: 'refund_not_ready',
  status: 409,
  text: ({ state, wanted }) => ({
    it: `Il rimborso è ${said([state], 'it')}: l’operazione è possibile solo quando è ${said(wanted, 'it')}.`,
    en: `The refund is ${said([state], 'en')}: this can be done only when it is ${said(wanted, 'en')}.`,
  }),
  todo: { it: 'Rileggi il rimborso.', en: 'Read the refund again.' },
  details: {
    state: text('The state of the refund', 'exported'),
    wanted: words('The states in which it can be done', ['requested']),
  },
}) {
  constructor(state: string, wanted: readonly string[]) {
    super({ state, wanted });
  }
}

/** The account was changed between review and approval. */
export class RefundIbanChanged extends domainError({
  code: 'refund_iban_changed',
  status: 409,
  text: {
    it: 'L’IBAN del rimborso non è quello che hai verificato: rileggi il rimborso e approvalo di nuovo.',
    en: 'The IBAN of the refund is not the one that you reviewed: read the refund again and approve it anew.',
  },
  todo: { it: 'Rileggi il rimborso e approvalo di nuovo.', en: 'Read the refund again and approve it anew.' },
}) {}

/** The account holds no credit that could go back. */
export class NothingToRefund extends domainError({
  code: 'nothing_to_refund',
  status: 409,
  text: {
    it: 'Non c’è credito da rimborsare su un contratto cessato.',
    en: 'There is no credit of an ended contract to refund.',
  },
  todo: {
    it: 'Il credito si rimborsa quando il contratto è cessato.',
    en: 'Credit is refunded once the contract has ended.',
  },
}) {}

export class NothingToExport extends domainError({
  code: 'nothing_to_export',
  status: 409,
  text: { it: 'Non ci sono rimborsi approvati da esportare.', en: 'There are no approved refunds to export.' },
  todo: { it: 'Approva prima dei rimborsi.', en: 'Approve refunds first.' },
}) {}

export class OperatorIbanMissing extends domainError({
  code: 'operator_iban_missing',
  status: 409,
  text: {
    it: 'Manca il conto dell’operatore: impostare OPERATOR_IBAN.',
    en: 'The operator’s account is not set: set OPERATOR_IBAN.',
  },
  todo: { it: 'Imposta OPERATOR_IBAN e riavvia.', en: 'Set OPERATOR_IBAN and restart.' },
}) {}

/** The file is not one that a bank sends. */
export class UnreadableBankFile extends domainError({
  code: 'unreadable_bank_file',
  status: 422,
  text: ({ why }) => ({
    it: `Il file della banca non è leggibile: ${why}`,
    en: `The bank's file cannot be read: ${why}`,
  }),
  todo: {
    it: 'Carica il file come la banca lo ha inviato: pain.002, oppure CSV.',
    en: 'Load the file as the bank sent it: pain.002, or CSV.',
  },
  details: { why: text('What cannot be read', 'no pain.002 and no CSV') },
}) {
  constructor(why: string) {
    super({ why });
  }
}
