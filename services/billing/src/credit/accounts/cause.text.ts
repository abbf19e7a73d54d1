import type { Text } from '#libs/api/kernel/domain-error.js';
import { formatMonth } from '#libs/italy/formats.js';
import type { InvoicingBasis } from '../../pricing/catalogue/catalogue.rules.js';
import type { LedgerEntry } from '../ledger/entry.schema.js';
import type { Cause } from '../ledger/ledger.rules.js';

const TEXTS: Record<Cause, Text> = {
  top_up: { it: 'Ricarica', en: 'Top-up' },
  top_up_refunded: { it: 'Ricarica con carta restituita', en: 'Card top-up given back' },
  top_up_refund_failed: {
    it: 'Restituzione su carta non riuscita: di nuovo a credito',
    en: 'Card refund that failed: credit again',
  },
  top_up_disputed: { it: 'Ricarica con carta contestata', en: 'Card top-up disputed' },
  dispute_won: {
    it: 'Contestazione respinta: ricarica di nuovo valida',
    en: 'Dispute rejected: the top-up stands again',
  },
  activation_charge: { it: 'Attivazione del contratto', en: 'Activation of the contract' },
  activation_reversed: { it: 'Attivazione annullata', en: 'Activation taken back' },
  charge_returned: { it: 'Addebito restituito', en: 'Charge given back' },
  withdrawal: { it: 'Recesso: quota non goduta restituita', en: 'Withdrawal: what was not used is given back' },
  upgrade: { it: 'Modifica dei servizi', en: 'Change of services' },
  renewal: { it: 'Rinnovo mensile', en: 'Monthly renewal' },
  traffic: { it: 'Traffico a consumo', en: 'Metered traffic' },
  refund: { it: 'Restituzione del credito residuo', en: 'Return of the residual credit' },
  refund_paid: { it: 'Bonifico di rimborso eseguito', en: 'Refund paid by bank transfer' },
  refund_returned: { it: 'Rimborso tornato a credito', en: 'Refund back to credit' },
  adjustment: { it: 'Rettifica', en: 'Adjustment' },
  late_port_indemnity: { it: 'Indennizzo per portabilità in ritardo', en: 'Indemnity for a late port' },
  credit_converted: { it: 'IVA del credito', en: 'VAT of the credit' },
};

const CONVERTED: Record<InvoicingBasis, Text> = {
  top_up: {
    it: 'Il credito è ora al netto dell’IVA, fatturata a parte',
    en: 'Credit is net from now on: its VAT is invoiced',
  },
  consumption: {
    it: 'Il credito ora comprende l’IVA, restituita dalle ricariche',
    en: 'Credit holds its VAT from now on: that of the top-ups is given back',
  },
};

const LATE_ANSWER: Text = { it: 'Indennizzo per risposta in ritardo', en: 'Indemnity for a late answer' };

const monthOf = (period: unknown): Text =>
  typeof period === 'string'
    ? { it: ` ${formatMonth(period, 'it')}`, en: ` ${formatMonth(period, 'en')}` }
    : { it: '', en: '' };

/** Why credit moved, for people. */
export function causeText({ cause, details, words }: Pick<LedgerEntry, 'cause' | 'details' | 'words'>): Text {
  const { it, en } =
    details.ground === 'late_answer'
      ? LATE_ANSWER
      : cause === 'credit_converted'
        ? CONVERTED[details.to === 'top_up' ? 'top_up' : 'consumption']
        : TEXTS[cause];
  const period = monthOf(details.period);
  const { daysLate, reason: given } = details as { daysLate?: number; reason?: string };
  const why = words?.reason ?? given;
  const reason = cause === 'adjustment' && why ? `: ${why}` : '';
  const days = daysLate
    ? {
        it: ` (${daysLate} ${daysLate === 1 ? 'giorno' : 'giorni'})`,
        en: ` (${daysLate} ${daysLate === 1 ? 'day' : 'days'})`,
      }
    : { it: '', en: '' };
  return { it: it + days.it + period.it + reason, en: en + days.en + period.en + reason };
}
