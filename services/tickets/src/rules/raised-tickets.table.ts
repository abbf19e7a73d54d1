import { adjustmentChanged } from '#libs/api/billing/adjustments.js';
import { barredCallsMade } from '#libs/api/billing/call-limits.js';
import { creditUnclaimed, handBookingUnproven } from '#libs/api/billing/payments.js';
import { refundChanged, refundQuestioned } from '#libs/api/billing/refunds.js';
import { invoiceMoved, invoicesUnanswered, invoiceStillRejected, sdiMessageOdd } from '#libs/api/billing/sdi.js';
import type { MessageDefinition } from '#libs/api/kernel/definition.js';
import { assignmentRefused } from '#libs/api/numbers/numbers.js';
import { districtRunsLow } from '#libs/api/numbers/inventory.js';
import { portInChanged, portInCommented } from '#libs/api/numbers/port-in.js';
import { cents, formatCents } from '#libs/money/money.js';
import type { TicketCategory, TicketPriority } from '#libs/api/tickets/tickets.js';

/** The ticket that an event raises; its customer sees nothing of it before staff write to it. */
export interface RaisedTicket {
  readonly category: TicketCategory;
  readonly priority: TicketPriority;
  readonly subject: string;
  /** An internal note: what happened, for staff. */
  readonly note: string;
  readonly customerId?: string;
  readonly contractId?: string;
  /** What is wrong; however often the event comes, one cause raises one ticket. */
  readonly cause: string;
}
export interface RaisingRule<Body = any> {
  readonly on: MessageDefinition<Body>;
  /** The ticket, or undefined when this event is not a reason for one. */
  readonly raise: (body: Body) => RaisedTicket | undefined;
}

const rule = <Body>(on: MessageDefinition<Body>, raise: RaisingRule<Body>['raise']): RaisingRule => ({ on, raise });

/**
 * Which events raise tickets. A new row here needs its event in the tickets row of libs/api/subscriptions.ts, and
 * nothing else.
 */
export const RAISING_RULES: readonly RaisingRule[] = [
  rule(refundChanged, ({ state, refundId, customerId, contractId, rejectionReason }) =>
    state !== 'rejected'
      ? undefined
      : {
          category: 'billing',
          priority: 'high',
          customerId,
          contractId,
          cause: `refund-rejected:${refundId}`,
          subject: 'Rimborso respinto dalla banca / Refund rejected by the bank',
          note: `The bank rejected refund ${refundId}: ${rejectionReason ?? 'no reason given'}. Ask the customer for a corrected IBAN, then issue it again.`,
        },
  ),
  rule(refundQuestioned, ({ refundId, endToEndId, customerId, contractId, code, reason }) => ({
    category: 'billing',
    priority: 'high',
    customerId,
    contractId,
    cause: `refund-questioned:${endToEndId}:${code}`,
    subject: `Rimborso messo in dubbio dalla banca / Refund questioned by the bank: ${code}`,
    note: `The bank reported ${code}${reason ? ` (${reason})` : ''} of refund ${refundId}, transfer ${endToEndId}. RVNM, RVMC: the account has another name, or nearly; BLCK: it is blocked. Look at its IBAN and holder, then let the bank go on or stop it.`,
  })),
  rule(handBookingUnproven, ({ entryId, contractId, amountCents, bankReference, bookedBy, bookedAt }) => ({
    category: 'billing',
    priority: 'high',
    contractId,
    cause: `hand-booking-unproven:${entryId}`,
    subject: 'No statement shows a transfer that was booked by hand',
    note: `${bookedBy} booked ${formatCents(cents(amountCents), 'en')} for contract ${contractId} on ${bookedAt}, bank reference ${bankReference}. Look for it on the account; if it never came, take it back with an adjustment.`,
  })),
  rule(creditUnclaimed, ({ contractId, customerId, contractNumber, holderName, amountCents, days, since }) => ({
    category: 'billing',
    priority: 'normal',
    customerId,
    contractId,
    cause: `credit-unclaimed:${contractId}:${since}`,
    subject: `Credito di ${contractNumber} da restituire / Credit of a lapsed registration`,
    note: `${formatCents(cents(amountCents), 'en')} of ${holderName} lie on ${contractNumber}, whose registration lapsed, and nobody has asked for them for ${days} days. Its customer has been told, and asks for the transfer in the reserved area (POST /v1/contracts/${contractId}/refunds): get hold of it, or of the payer.`,
  })),
  rule(adjustmentChanged, ({ state, adjustmentId, customerId, contractId, amountCents, reason, requestedBy }) =>
    state !== 'waiting_approval'
      ? undefined
      : {
          category: 'billing',
          priority: 'normal',
          customerId,
          contractId,
          cause: `adjustment-waiting:${adjustmentId}`,
          subject: 'An adjustment of credit waits for another person',
          note: `${requestedBy} asked for adjustment ${adjustmentId} of ${formatCents(cents(amountCents), 'en')}: ${reason}\nSomebody else approves or refuses it.`,
        },
  ),
  rule(invoiceMoved, ({ state, invoiceId, customerId, contractId, number, fileName, reason, sendAgainBy }) =>
    state !== 'rejected'
      ? undefined
      : {
          // Sent again it can be rejected again: each file is a cause of its own.
          category: 'billing',
          priority: 'high',
          customerId,
          contractId,
          cause: `invoice-rejected:${invoiceId}:${fileName}`,
          subject: `Fattura ${number} scartata da SdI / Invoice rejected`,
          note: `SdI rejected invoice ${number} (${fileName}): ${reason ?? 'no reason given'}\nCorrect the data of its holder and send it again, number and date stay, by ${sendAgainBy}: POST /v1/staff/invoices/${invoiceId}/resend.`,
        },
  ),
  rule(invoiceStillRejected, ({ invoiceId, customerId, contractId, number, sendAgainBy, reason }) => ({
    category: 'billing',
    priority: 'urgent',
    customerId,
    contractId,
    cause: `invoice-still-rejected:${invoiceId}:${sendAgainBy}`,
    subject: `Fattura ${number} ancora scartata / Invoice still rejected`,
    note: `Invoice ${number} was rejected three days ago and not sent again; the time for it ends on ${sendAgainBy}. SdI said: ${reason}\nSend it again: POST /v1/staff/invoices/${invoiceId}/resend.`,
  })),
  rule(invoicesUnanswered, ({ count, number, sentOn }) => ({
    category: 'billing',
    priority: 'high',
    cause: `invoices-unanswered:${number}`,
    subject: `SdI has not answered for ${count} invoices`,
    note: `Invoice ${number}, sent on ${sentOn}, is the oldest: see whether the intermediary still takes files from the exchange folder and puts SdI's messages there.`,
  })),
  rule(sdiMessageOdd, ({ messageId, fileName, reason, known }) => ({
    category: 'billing',
    priority: 'normal',
    cause: `sdi-message:${messageId}`,
    subject: 'A message of SdI waits for a decision',
    note: `${fileName}${known ? ', about an invoice of ours' : ''}: ${reason}.\nThe original is at /v1/staff/sdi-messages/${messageId}/original; nothing was changed by it.`,
  })),
  rule(barredCallsMade, ({ contractId, customerId, day, classes, calls }) => ({
    category: 'technical',
    priority: 'high',
    customerId,
    contractId,
    cause: `barred-calls:${contractId}:${day}`,
    subject: 'Calls to closed destinations were made',
    note: `On ${day} the switch let contract ${contractId} call ${classes.join(', ')}, which its customer keeps closed (${calls} calls when this was noticed). They are charged as they were made. Find out why the switch did not ask, or did not obey.`,
  })),
  rule(portInChanged, ({ state, portInId, customerId, contractId, numbers, reason, at }) =>
    state !== 'rejected'
      ? undefined
      : {
          // An amended order can be rejected again: each rejection is a cause of its own.
          category: 'portability',
          priority: 'high',
          customerId,
          contractId,
          cause: `port-in-rejected:${portInId}:${at}`,
          subject: `Portabilità di ${numbers[0]} rifiutata / Port-in rejected`,
          note: `The donor operator rejected port-in ${portInId} (${numbers.join(', ')}): ${reason ?? 'no reason given'}. Help the customer to amend it.`,
        },
  ),
  rule(portInCommented, ({ from, portInId, customerId, contractId, numbers, text, at }) =>
    from !== 'customer'
      ? undefined
      : {
          category: 'portability',
          priority: 'normal',
          customerId,
          contractId,
          cause: `port-in-comment:${portInId}:${at}`,
          subject: `Commento sulla portabilità di ${numbers[0]} / Comment on a port-in`,
          note: `The customer commented on port-in ${portInId} (${numbers.join(', ')}), answer there:\n${text}`,
        },
  ),
  rule(districtRunsLow, ({ district, locality, available, lowBelow, at }) => ({
    category: 'technical',
    priority: 'high',
    cause: `runs-low:${district}:${at}`,
    subject: `District ${district} (${locality}) runs low`,
    note: `${available} numbers are free, fewer than ${lowBelow}: ask the regulator for another block and load it.`,
  })),
  rule(assignmentRefused, ({ contractId, number, reason }) => ({
    category: 'technical',
    priority: 'urgent',
    contractId,
    cause: `assignment-refused:${contractId}`,
    subject: `Number ${number} could not be assigned`,
    note: `The reservation of ${number} was gone when contract ${contractId} had paid: ${reason}. Its activation is undone.`,
  })),
];
