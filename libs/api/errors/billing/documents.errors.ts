import { formatMonth } from '#libs/italy/formats.js';
import { text, words } from '../../kernel/details.js';
import { domainError } from '../../kernel/domain-error.js';

/** Invoices, their exchange with SdI, and the months that they are of. */

const PERIOD = { period: text('The month', '2026-12') };

/** Invoices cannot be made out: who issues them is not said. */
export class OperatorIdentityMissing extends domainError({
  code: 'operator_identity_missing',
  status: 409,
  text: ({ missing }) => ({
    it: `Manca l’identità fiscale dell’operatore: impostare ${missing.join(', ')}.`,
    en: `The operator’s fiscal identity is not set: set ${missing.join(', ')}.`,
  }),
  todo: { it: 'Imposta le variabili elencate e riavvia.', en: 'Set the variables that are listed and restart.' },
  details: { missing: words('The settings that are missing', ['OPERATOR_PARTITA_IVA']) },
}) {
  constructor(missing: readonly string[]) {
    super({ missing: [...missing] });
  }
}

/** A month is invoiced when nothing can be booked in it any more. */
export class PeriodOpen extends domainError({
  code: 'period_open',
  status: 409,
  text: ({ period }) => ({
    it: `Il mese di ${formatMonth(period, 'it')} non è ancora finito: le fatture si emettono dopo.`,
    en: `${formatMonth(period, 'en')} is not over yet: its invoices are issued afterwards.`,
  }),
  todo: { it: 'Attendi la fine del mese.', en: 'Wait until the month is over.' },
  details: PERIOD,
}) {
  constructor(period: string) {
    super({ period });
  }
}

/** A month is charged from its first instant on, never before. */
export class PeriodNotBegun extends domainError({
  code: 'period_not_begun',
  status: 409,
  text: ({ period }) => ({
    it: `Il mese di ${formatMonth(period, 'it')} non è ancora iniziato.`,
    en: `${formatMonth(period, 'en')} has not begun yet.`,
  }),
  todo: { it: 'Attendi il primo del mese.', en: 'Wait until the 1st of the month.' },
  details: PERIOD,
}) {
  constructor(period: string) {
    super({ period });
  }
}

/** Only what SdI rejected is sent again; anything else is corrected by a credit note. */
export class InvoiceNotRejected extends domainError({
  code: 'invoice_not_rejected',
  status: 409,
  text: {
    it: 'Si rinvia solo una fattura che il Sistema di Interscambio ha scartato.',
    en: 'Only an invoice that SdI rejected is sent again.',
  },
  todo: { it: 'Correggi con una nota di credito.', en: 'Correct it by a credit note.' },
  details: { state: text('The state of the invoice', 'delivered') },
}) {
  constructor(state: string) {
    super({ state });
  }
}

/** With these data it would be refused before SdI sees it. */
export class InvoiceNotValid extends domainError({
  code: 'invoice_not_valid',
  status: 422,
  text: ({ why }) => ({
    it: `Con questi dati la fattura non rispetta lo schema: ${why}`,
    en: `With these data the invoice breaks its schema: ${why}`,
  }),
  todo: { it: 'Correggi i dati del cliente e rinviala.', en: 'Correct the customer’s data and send it again.' },
  details: { why: text('What breaks it', 'CAP') },
}) {
  constructor(why: string) {
    super({ why });
  }
}

/** There is no way to SdI but by hand. */
export class SdiNotConfigured extends domainError({
  code: 'sdi_not_configured',
  status: 409,
  text: {
    it: 'Non c’è uno scambio con il Sistema di Interscambio: impostare SDI_FOLDER, oppure esportare i file.',
    en: 'There is no exchange with SdI: set SDI_FOLDER, or export the files.',
  },
  todo: { it: 'Imposta SDI_FOLDER, oppure esporta i file.', en: 'Set SDI_FOLDER, or export the files.' },
}) {}

/** Two rounds at once would hand a file over twice. */
export class SdiBusy extends domainError({
  code: 'sdi_busy',
  status: 409,
  text: {
    it: 'Un altro processo sta scambiando con il Sistema di Interscambio: riprova tra poco.',
    en: 'Another process is exchanging with SdI: try again in a moment.',
  },
  todo: { it: 'Riprova tra poco.', en: 'Try again in a moment.' },
}) {}
