import { cancellationDropped, cancellationScheduled, contractCancelled } from '#libs/api/accounts/endings.js';
import { contractActivated, contractLapsed } from '#libs/api/accounts/accounts.js';
import { servicesChanged } from '#libs/api/billing/changes.js';
import { debtOpened, debtSettled } from '#libs/api/billing/debts.js';
import { refundChanged } from '#libs/api/billing/refunds.js';
import { invoiceMoved, type InvoiceMoved } from '#libs/api/billing/sdi.js';
import { creditChanged } from '#libs/api/billing/billing.js';
import type { MessageDefinition } from '#libs/api/kernel/definition.js';
import { numberAssigned } from '#libs/api/numbers/numbers.js';
import { portInChanged, portInCommented, portInCutOver } from '#libs/api/numbers/port-in.js';
import { numberPortedOut, portOutChanged } from '#libs/api/numbers/port-out.js';
import {
  ticketAnswered,
  ticketMoved,
  ticketOpened,
  type TicketAnswered,
  type TicketFact,
} from '#libs/api/tickets/tickets.js';

/** An event of the customer's stream. */
export interface PublishedEvent {
  readonly definition: MessageDefinition<any>;
  /** What its customer sees of the body; nothing: the event is not for the customer. */
  readonly view: (body: any) => object | undefined;
}

const whole = (definition: MessageDefinition<any>): PublishedEvent => ({ definition, view: (body: object) => body });

/** Staff's ids, watchers and priorities stay inside, and tickets that the customer does not see altogether. */
const ticketView = ({ ticketId, number, contractId, state, at, hidden }: TicketFact): object | undefined =>
  hidden ? undefined : { ticketId, number, contractId, state, at };

/**
 * The events that a customer's own stream carries: each names its customer. An event that is not here never leaves the
 * platform.
 */
export const PUBLISHED_EVENTS: readonly PublishedEvent[] = [
  ...[contractActivated, contractLapsed, contractCancelled, cancellationScheduled, cancellationDropped].map(whole),
  ...[creditChanged, servicesChanged, debtOpened, debtSettled, refundChanged].map(whole),
  ...[numberAssigned, portInChanged, portInCommented, portInCutOver, portOutChanged, numberPortedOut].map(whole),
  {
    definition: invoiceMoved,
    view: ({ invoiceId, contractId, number, date, state, at }: InvoiceMoved) => ({
      invoiceId,
      contractId,
      number,
      date,
      state,
      at,
    }),
  },
  {
    definition: ticketAnswered,
    view: (body: TicketAnswered) => (body.internal ? undefined : { ...ticketView(body), by: body.by }),
  },
  { definition: ticketOpened, view: ticketView },
  { definition: ticketMoved, view: ticketView },
];
