import { BILLING, CUSTOMER } from '../kernel/callers.js';
import { rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { BillingPeriod, Cents, Count, Id, Instant, Many, OneOf, RomeDay, Text } from '../kernel/fields.js';
import { INVOICE_STATES, type InvoiceState } from './invoice-states.js';
import { PageQuery } from '../kernel/shared.js';

/** An electronic invoice of a contract's month, or of its holder's part of it. */
export class InvoiceView {
  @Id() id!: string;
  @Text({ example: '42/2026' }) number!: string;
  @OneOf(['TD24', 'TD01', 'TD04'], {
    description: 'TD24: invoice of a month; TD01: invoice of a top-up; TD04: credit note',
  })
  kind!: string;
  @RomeDay() date!: string;
  @BillingPeriod() period!: string;
  @Count({ description: 'Which part of the month, from 1: a change of holder splits it' }) part!: number;
  @Id() contractId!: string;
  @Text() contractNumber!: string;
  @Id() customerId!: string;
  @Text() holderName!: string;
  @Text() holderTaxCode!: string;
  @Cents() netCents!: number;
  @Cents() vatCents!: number;
  @Cents() grossCents!: number;
  @Text({ description: 'The name it is sent to the exchange system with' }) fileName!: string;
  @Instant() issuedAt!: string;
  @OneOf(INVOICE_STATES, {
    description:
      'Where it is (R23): issued, sent, delivered; undeliverable: it lies in its customer’s area at the Agenzia delle Entrate; rejected: it is corrected and issued again',
  })
  state!: InvoiceState;
  @Text({ optional: true, max: 40, description: 'IdentificativoSdI, once SdI has told it' }) sdiId?: string;
  @RomeDay({ optional: true, description: 'Of a rejected one: the last day to send it again' }) sendAgainBy?: string;
}
export class ListInvoices extends PageQuery {
  @BillingPeriod({ optional: true }) period?: string;
  @Id({ optional: true }) contractId?: string;
  @OneOf(INVOICE_STATES, { optional: true }) state?: InvoiceState;
}
export class InvoicePage {
  @Many(() => InvoiceView) items!: InvoiceView[];
  @Text({ optional: true }) nextCursor?: string;
}
export class OfInvoice {
  @Id({ description: 'The invoice' }) invoiceId!: string;
}
export class InvoiceFile extends InvoiceView {
  @Text({ max: 4_000_000, description: 'FatturaPA FPR12' }) xml!: string;
}

export class InvoicingFailure {
  @Id() contractId!: string;
  @Text({ max: 1_000 }) reason!: string;
}
/** What issuing a month did. */
export class InvoicingReport {
  @BillingPeriod() period!: string;
  @Count() issued!: number;
  @Count({ description: 'Invoices that were there already' }) already!: number;
  @Cents({ description: 'Of those issued now, credit notes taken off' }) netCents!: number;
  @Cents() vatCents!: number;
  @Cents() grossCents!: number;
  @Many(() => InvoicingFailure, { max: 100_000 }) failures!: InvoicingFailure[];
}

/** A document of one movement of credit that is due and not issued: a top-up's invoice, or the credit note of what went back (R24). */
export class WaitingDocument {
  @Id({ description: 'The ledger entry it is for' }) entryId!: string;
  @Id() contractId!: string;
  @Text() contractNumber!: string;
  @Id() customerId!: string;
  @Text() holderName!: string;
  @Text({ description: 'What it is for: the cause of the movement, as in the movements' }) cause!: string;
  @Cents({ description: 'Negative where it is credited' }) netCents!: number;
  @Cents() vatCents!: number;
  @Instant({ description: 'When it was booked: since then it is due' }) since!: string;
  @Text({ optional: true, max: 1_000, description: 'Why it could not be issued when it was last tried' })
  reason?: string;
  @Instant({ optional: true, description: 'When it is tried again, where it could not be issued' })
  triedAgainAt?: string;
}
/** A contract's month that is over and whose invoice could not be issued. */
export class WaitingMonth {
  @BillingPeriod() period!: string;
  @Id() contractId!: string;
  @Text({ max: 1_000, description: 'Why not, when it was last tried' }) reason!: string;
  @Instant() triedAt!: string;
}
export class WaitingDocumentPage {
  @Many(() => WaitingDocument, { description: 'Of single movements, the oldest first' }) items!: WaitingDocument[];
  @Many(() => WaitingMonth, { max: 1_000, description: 'Months, whatever the page: the oldest first, the first 1000' })
  months!: WaitingMonth[];
  @Count({
    description: 'Documents that are issued and not sent to SdI yet: GET /v1/staff/invoices?state=issued lists them',
  })
  notSent!: number;
  @Text({ optional: true }) nextCursor?: string;
}

export const billingInvoicesRpc = {
  /** Customers see those made out to them, staff all; newest first. */
  listInvoices: rpc('billing.invoice.list', ListInvoices, InvoicePage, {
    callers: [...CUSTOMER, ...BILLING],
    errors: [NotFound],
  }),
  /** With its file, as it was issued. */
  getInvoice: rpc('billing.invoice.get', OfInvoice, InvoiceFile, {
    callers: [...CUSTOMER, ...BILLING],
    errors: [NotFound],
  }),
  /** Documents that are due and not issued, for staff. */
  listWaiting: rpc('billing.invoice.list-waiting', PageQuery, WaitingDocumentPage, { callers: BILLING }),
} as const;
