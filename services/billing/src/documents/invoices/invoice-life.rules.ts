import type { SdiMessageKind } from '#libs/api/billing/sdi.js';
import type { InvoiceState } from '#libs/api/billing/invoice-states.js';
import { InvoiceNotRejected } from '#libs/api/errors/billing/documents.errors.js';
import { addDays, romeDate, type RomeDate } from '#libs/italy/rome-time.js';
import { machine, type MoveOf } from '#libs/platform/state-machine.js';

const STATES = ['issued', 'sent', 'delivered', 'undeliverable', 'rejected'] as const satisfies readonly InvoiceState[];

/** The life of an electronic invoice with SdI (R23). A message may come before we noted that the file was sent. */
export const invoiceLife = machine({
  of: 'invoice',
  states: STATES,
  begins: ['issued'],
  by: ['exchange', 'sdi', 'staff'],
  moves: {
    /** One that was carried by hand goes out by the exchange. */
    queue: { from: ['issued'], to: 'issued', by: ['staff'] },
    send: { from: ['issued'], to: 'sent', by: ['exchange'] },
    /** Ricevuta di consegna. */
    RC: { from: ['issued', 'sent', 'undeliverable'], to: 'delivered', by: ['sdi'] },
    /** Ricevuta di impossibilità di recapito: the invoice counts as issued, and lies in the customer's area at the Agenzia. */
    MC: { from: ['issued', 'sent'], to: 'undeliverable', by: ['sdi'] },
    /** Ricevuta di scarto: the invoice counts as not issued. */
    NS: { from: ['issued', 'sent'], to: 'rejected', by: ['sdi'] },
    reissue: { from: ['rejected'], to: 'issued', by: ['staff'] },
  },
  unwritten: 'issued',
  refuse: (_move, state) => new InvoiceNotRejected(state),
});
export type InvoiceMove = MoveOf<typeof invoiceLife>;
export type InvoiceMover = (typeof invoiceLife.table.by)[number];

/** What to do with a message: move the invoice, keep it, or hand it to staff with the reason. */
export type Verdict =
  | { readonly outcome: 'moved'; readonly move: 'RC' | 'MC' | 'NS' }
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
  if (invoiceLife.after(state, kind)) return { outcome: 'moved', move: kind };
  const toldBefore = invoiceLife.table.moves[kind].to === state;
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
