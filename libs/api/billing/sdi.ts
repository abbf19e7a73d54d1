import {
  InvoiceNotRejected,
  InvoiceNotValid,
  OperatorIdentityMissing,
} from '#libs/api/errors/billing/documents.errors.js';
import { BILLING, CUSTOMER } from '../kernel/callers.js';
import { event, rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { InvoiceView, OfInvoice } from './invoices.js';
import { DocumentFile } from './documents.js';
import { Count, Flag, Id, Instant, Many, Nested, OneOf, RomeDay, Text } from '../kernel/fields.js';
import { Holder } from '../kernel/holder.js';
import { INVOICE_STATES, type InvoiceState } from './invoice-states.js';
import { PageQuery } from '../kernel/shared.js';

/** What became of electronic invoices once they were issued (R23): the exchange with SdI, Sistema di Interscambio. */

/** What SdI tells of a file, by the letters in its message's name; the last is none of SdI's. */
export const SDI_MESSAGE_KINDS = ['RC', 'MC', 'NS', 'AT', 'DT', 'NE', 'MT', 'unknown'] as const;
export type SdiMessageKind = (typeof SDI_MESSAGE_KINDS)[number];
/** `moved`: it changed an invoice's state. `noted`: it is kept and changes nothing. `odd`: staff look at it. */
export const SDI_OUTCOMES = ['moved', 'noted', 'odd'] as const;
export type SdiOutcome = (typeof SDI_OUTCOMES)[number];

export class SdiError {
  @Text({ max: 20, description: 'SdI’s control, e.g. 00311' }) code!: string;
  @Text({ min: 0, max: 1_000, lines: true }) text!: string;
  @Text({ optional: true, max: 1_000, lines: true, description: 'What SdI suggests' }) suggestion?: string;
}
/** A message of SdI, as it was read; the original is kept beside it. */
export class SdiMessageView {
  @Id() id!: string;
  @OneOf(SDI_MESSAGE_KINDS) kind!: SdiMessageKind;
  @Text({ max: 255, description: 'The name it came with' }) fileName!: string;
  @OneOf(SDI_OUTCOMES) outcome!: SdiOutcome;
  @Text({ optional: true, max: 500, description: 'Why staff are asked to look at it' }) reason?: string;
  @Id({ optional: true }) invoiceId?: string;
  @Text({ optional: true, max: 36, description: 'The file it is about' }) aboutFile?: string;
  @Text({ optional: true, max: 40, description: 'IdentificativoSdI' }) sdiId?: string;
  @Many(() => SdiError) errors!: SdiError[];
  @Instant() receivedAt!: string;
}
export class ListSdiMessages extends PageQuery {
  @OneOf(SDI_OUTCOMES, { optional: true }) outcome?: SdiOutcome;
}
export class SdiMessagePage {
  @Many(() => SdiMessageView) items!: SdiMessageView[];
  @Text({ optional: true }) nextCursor?: string;
}
/** A message of SdI as it came. */
export class SdiOriginal {
  @Text({ max: 255 }) fileName!: string;
  @Text({ min: 0, max: 2_000_000, description: 'Base64; empty where the file was empty, or too large to be a message' })
  content!: string;
}
export class OfSdiMessage {
  @Id({ description: 'The message' }) messageId!: string;
}

/** Something that happened to an invoice. */
export class InvoiceHappening {
  @Instant() at!: string;
  @Text({ max: 40, description: 'Stable code: issued, queued, sent, RC, MC, NS, reissued' }) what!: string;
  @Text({ description: 'The file that it happened to' }) fileName!: string;
  @Text({ max: 100 }) by!: string;
  @Text({ optional: true, max: 1_000, lines: true }) detail?: string;
}
/** An invoice with its life, for staff. */
export class InvoiceDetail extends InvoiceView {
  @Many(() => InvoiceHappening, { description: 'Oldest first' }) history!: InvoiceHappening[];
  @Many(() => SdiError, { description: 'Why SdI rejected it, while it is rejected' }) errors!: SdiError[];
  @Many(() => SdiMessageView, { description: 'What SdI told of it, newest first' }) messages!: SdiMessageView[];
}
/** Sends a rejected invoice again: the same number and date under a new file name. */
export class ResendInvoice extends OfInvoice {
  @Nested(() => Holder, {
    optional: true,
    description: 'Whom it is made out to, corrected; without it, as the customer’s data stand today',
  })
  holder?: Holder;
}

export class InvoiceMoved {
  @Id() invoiceId!: string;
  @Id() customerId!: string;
  @Id() contractId!: string;
  @Text() number!: string;
  @RomeDay() date!: string;
  @OneOf(INVOICE_STATES) state!: InvoiceState;
  @Text() fileName!: string;
  @Text({ optional: true, max: 2_000, description: 'What SdI found wrong', lines: true }) reason?: string;
  @RomeDay({ optional: true, description: 'Of a rejected one: the last day to send it again' }) sendAgainBy?: string;
  @Instant() at!: string;
}
export class InvoiceStillRejected {
  @Id() invoiceId!: string;
  @Id() customerId!: string;
  @Id() contractId!: string;
  @Text() number!: string;
  @RomeDay({ description: 'The last day to send it again' }) sendAgainBy!: string;
  @Text({ max: 2_000, lines: true }) reason!: string;
}
export class InvoicesUnanswered {
  @Count({ min: 1, description: 'How many have waited that long' }) count!: number;
  @Text({ description: 'The oldest of them' }) number!: string;
  @RomeDay({ description: 'When that one was sent' }) sentOn!: string;
}
export class SdiMessageOdd {
  @Id() messageId!: string;
  @Text({ max: 255 }) fileName!: string;
  @Text({ max: 500 }) reason!: string;
  @Flag({ description: 'Whether it is about an invoice of ours' }) known!: boolean;
}

export const billingSdiRpc = {
  /** For staff. */
  invoiceDetail: rpc('billing.invoice.detail', OfInvoice, InvoiceDetail, { callers: BILLING, errors: [NotFound] }),
  /** For people, in the caller's language: a copy of the electronic invoice, which alone is the original. */
  invoicePdf: rpc('billing.invoice.pdf', OfInvoice, DocumentFile, {
    callers: [...CUSTOMER, ...BILLING],
    deadlineMs: 8_000,
    errors: [NotFound],
  }),
  /** For staff; refused with `invoice_not_rejected` unless SdI rejected it. */
  resendInvoice: rpc('billing.invoice.resend', ResendInvoice, InvoiceView, {
    callers: BILLING,
    key: true,
    deadlineMs: 8_000,
    errors: [InvoiceNotRejected, InvoiceNotValid, NotFound, OperatorIdentityMissing],
  }),
  /** For staff, newest first. */
  listSdiMessages: rpc('billing.sdi-message.list', ListSdiMessages, SdiMessagePage, { callers: BILLING }),
  /** For staff: the original. */
  getSdiMessage: rpc('billing.sdi-message.get', OfSdiMessage, SdiOriginal, { callers: BILLING, errors: [NotFound] }),
} as const;

export const invoiceMoved = event(
  'billing.invoice.moved.v1',
  InvoiceMoved,
  'What SdI says of an invoice changed its state, or it was issued again: its customer hears of one that could not be delivered, staff of one that was rejected.',
);
export const invoiceStillRejected = event(
  'billing.invoice.still-rejected.v1',
  InvoiceStillRejected,
  'A rejected invoice was not sent again for days, and the time that the law gives for it runs out.',
);
export const invoicesUnanswered = event(
  'billing.invoice.unanswered.v1',
  InvoicesUnanswered,
  'Invoices were sent days ago and SdI has said nothing of them: it may never have had them. Once for the oldest.',
);
export const sdiMessageOdd = event(
  'billing.sdi-message.odd.v1',
  SdiMessageOdd,
  'A file in the exchange with SdI cannot be understood, or contradicts what is known: staff decide.',
);
