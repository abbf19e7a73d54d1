import type { SdiMessageKind } from '#libs/api/billing/sdi.js';
import type { InvoiceState } from '#libs/api/billing/invoice-states.js';
import { addDays, romeDate, type RomeDate } from '#libs/italy/rome-time.js';

/** What may happen to an invoice, from which states, and the state it leads to (R23). A message may come before we noted that the file was sent. */
export const INVOICE_MOVES = {
  send: { from: ['issued'], to: 'sent' },
  /** Ricevuta di consegna. */
  RC: { from: ['issued', 'sent', 'undeliverable'], to: 'delivered' },
  /** Ricevuta di impossibilità di recapito: the invoice counts as issued, and lies in the customer's area at the Agenzia. */
  MC: { from: ['issued', 'sent'], to: 'undeliverable' },
  /** Ricevuta di scarto: the invoice counts as not issued. */
  NS: { from: ['issued', 'sent'], to: 'rejected' },
  reissue: { from: ['rejected'], to: 'issued' },
} as const satisfies Record<string, { from: readonly InvoiceState[]; to: InvoiceState }>;
export type InvoiceMove = keyof typeof INVOICE_MOVES;

/** The state that a move leads to; undefined when the state does not allow it. */
export function invoiceAfter(state: InvoiceState, move: InvoiceMove): InvoiceState | undefined {
  const { from, to } = INVOICE_MOVES[move];
  return (from as readonly InvoiceState[]).includes(state) ? to : undefined;
}

/** What to do with a message: move the invoice, keep it, or hand it to staff with the reason. */
export type Verdict =
  | { readonly outcome: 'moved'; readonly to: InvoiceState }
  | { readonly outcome: 'noted' }
  | { readonly outcome: 'odd'; readonly reason: string };

const odd = (reason: string): Verdict => ({ outcome: 'odd', reason });
const NOTED: Verdict = { outcome: 'noted' };

/** "File name used before", "invoice sent before": SdI has the invoice, and what became of it stands in another message. */
const DUPLICATE = ['00002', '00404'];

const isDecisive = (kind: SdiMessageKind): kind is 'RC' | 'MC' | 'NS' =>
  kind === 'RC' || kind === 'MC' || kind === 'NS';

/**
 * What a message means for an invoice in a state, whatever the order in which messages come, and however often. `about` is the
 * file that it speaks of: the one of today, or one that SdI had rejected before.
 */
export function verdictOn(
  {
    kind,
    codes,
    about,
  }: { readonly kind: SdiMessageKind; readonly codes: readonly string[]; readonly about: 'current' | 'former' },
  state: InvoiceState,
): Verdict {
  if (!isDecisive(kind)) return NOTED;
  if (about === 'former')
    return kind === 'NS' ? NOTED : odd('it speaks of a file that SdI had rejected, and that was sent again since');
  if (kind === 'NS' && codes.length > 0 && codes.every((code) => DUPLICATE.includes(code)))
    return odd('SdI says that it has had this invoice before: see what it told of it');
  const to = invoiceAfter(state, kind);
  if (to) return { outcome: 'moved', to };
  const toldBefore = INVOICE_MOVES[kind].to === state;
  const overtaken = kind === 'MC' && state === 'delivered';
  return toldBefore || overtaken ? NOTED : odd(`it contradicts what SdI told before: the invoice is ${state}`);
}

/** A rejected invoice is sent again within five days of the rejection, under its number and date (Agenzia delle Entrate, circolare 13/E of 2 July 2018). */
const SEND_AGAIN_DAYS = 5;
const ALARM_DAYS = 3;
/** SdI says within five days what becomes of a file (as the Agenzia delle Entrate describes it; unverified in the rules themselves). */
const ANSWERED_DAYS = 5;

/** The last day on which a file may have been sent whose answer is late today; days of Rome. */
export const unansweredSince = (today: RomeDate): RomeDate => addDays(today, -ANSWERED_DAYS - 1);

/** The last day to send a rejected invoice again, and the day on which staff are reminded; days of Rome. */
export function deadlinesOf(rejectedAt: Date): { readonly sendAgainBy: RomeDate; readonly alarmOn: RomeDate } {
  const day = romeDate(rejectedAt);
  return { sendAgainBy: addDays(day, SEND_AGAIN_DAYS), alarmOn: addDays(day, ALARM_DAYS) };
}
