import type { TimelineEntry } from '#libs/api/accounts/customers.js';
import type { AdjustmentView } from '#libs/api/billing/adjustments.js';
import type { StatementEntry } from '#libs/api/billing/credit.js';
import type { RefundView } from '#libs/api/billing/refunds.js';
import type { PortInView } from '#libs/api/numbers/port-in.js';
import type { PortOutView } from '#libs/api/numbers/port-out.js';
import type { SagaView } from '#libs/api/kernel/sagas.js';
import type { DeskTicket, TicketEmail } from '#libs/api/tickets/desk.js';

/** What the services beside accounts know of a customer. */
export interface Parts {
  readonly movements: readonly { readonly contractId: string; readonly entries: readonly StatementEntry[] }[];
  readonly portIns: readonly PortInView[];
  readonly portOuts: readonly PortOutView[];
  readonly refunds: readonly RefundView[];
  readonly adjustments: readonly AdjustmentView[];
  readonly sagas: readonly SagaView[];
  readonly tickets: readonly DeskTicket[];
  readonly ticketEmails: readonly TicketEmail[];
}

type Entry = TimelineEntry | undefined;
const entry = (at: string | undefined, what: string, about: string, detail?: string): Entry =>
  at ? { at, what, about, detail: detail?.slice(0, 700) } : undefined;

/** Everything that happened with a customer in any service, newest first. */
export function happened(known: readonly TimelineEntry[], parts: Parts): TimelineEntry[] {
  const entries: Entry[] = [
    ...known,
    ...parts.movements.flatMap(({ contractId, entries: moved }) =>
      moved.map(({ at, cause, amountCents, description }) =>
        entry(at, `credit_${cause}`, contractId, `${amountCents} cents: ${description}`),
      ),
    ),
    ...parts.portIns.map(({ id, createdAt, numbers, state }) =>
      entry(createdAt, 'port_in_requested', id, `${numbers.join(', ')}: ${state}`),
    ),
    ...parts.portOuts.map(({ id, createdAt, number, recipient, state }) =>
      entry(createdAt, 'port_out_requested', id, `${number} to ${recipient}: ${state}`),
    ),
    ...parts.refunds.flatMap(({ id, openedAt, executedAt, amountCents }) => [
      entry(openedAt, 'refund_opened', id, `${amountCents} cents`),
      entry(executedAt, 'refund_executed', id),
    ]),
    ...parts.adjustments.flatMap(({ id, requestedAt, decidedAt, state, reason }) => [
      entry(requestedAt, 'adjustment_requested', id, reason),
      entry(decidedAt, `adjustment_${state}`, id),
    ]),
    ...parts.sagas.flatMap(({ id, kind, history }) =>
      history.map(({ at, step, what }) => entry(at, `${kind}_step`, id, `${step}: ${what}`)),
    ),
    ...parts.tickets.map(({ id, openedAt, number, subject }) =>
      entry(openedAt, 'ticket_opened', id, `${number} ${subject}`),
    ),
    ...parts.ticketEmails.map(({ id, sentAt, kind, ticketId }) =>
      entry(sentAt, 'ticket_email_sent', ticketId, `${kind} ${id}`),
    ),
  ];
  return entries.filter((each) => each !== undefined).sort((a, b) => (a.at < b.at ? 1 : -1));
}
