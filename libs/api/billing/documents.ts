import { CUSTOMER, STAFF } from '../kernel/callers.js';
import { NotFound } from '../kernel/domain-error.js';
import { Invoicing } from './billing.js';
import { StatementEntry } from './credit.js';
import { rpc } from '../kernel/definition.js';
import { BillingPeriod, Cents, Count, Id, Instant, Many, Text } from '../kernel/fields.js';

/** Where a voltura split the month (R16): each holder has a part of it. */
export class StatementPart {
  @Count({
    optional: true,
    min: 1,
    max: 100,
    description: 'Which part, where the holder changed within the month: the last of the caller’s own unless said',
  })
  part?: number;
}
export class OfMonth extends StatementPart {
  @Id({ description: 'The contract' }) contractId!: string;
  @BillingPeriod({ description: 'The month', example: '2026-12' }) period!: string;
}
export class VatTotal {
  @Count({ description: '2200 is 22 %' }) vatBasisPoints!: number;
  @Cents() netCents!: number;
  @Cents() vatCents!: number;
  @Cents() grossCents!: number;
}
/** Everything that moved the credit of a contract in a month, or in the part of it that a voltura left; what it opens with, plus the entries, is what it closes with. */
export class MonthStatement {
  @Id() contractId!: string;
  @Text() contractNumber!: string;
  @Invoicing() invoicing!: string;
  @BillingPeriod() period!: string;
  @Count({ description: 'Which part of the month it is, from 1' }) part!: number;
  @Count({ description: 'How many parts changes of holder split the month into' }) parts!: number;
  @Instant() from!: string;
  @Instant({ description: 'The instant at which it ends, excluded' }) until!: string;
  @Text({ description: 'Who held the contract in this part' }) holderName!: string;
  @Text() holderTaxCode!: string;
  @Cents() openingCents!: number;
  @Cents() closingCents!: number;
  @Cents({ description: 'Credit by money that came in, less card payments that were taken back' }) topUpsCents!: number;
  @Cents({ description: 'That money: with VAT where top-ups are invoiced' }) paidCents!: number;
  @Cents({ description: 'Charged: with VAT, or net where top-ups are invoiced' }) chargedCents!: number;
  @Cents({ description: 'Given back to the customer' }) refundedCents!: number;
  @Cents({ description: 'Corrected by staff; positive: credit grew' }) adjustedCents!: number;
  @Cents({ description: 'VAT that came into credit, or went out of it, when what is invoiced changed' })
  convertedCents!: number;
  @Many(() => VatTotal, { description: 'What is invoiced, by VAT rate: charges, or top-ups; credit notes taken off' })
  vat!: VatTotal[];
  @Many(() => StatementEntry, { description: 'Oldest first' }) entries!: StatementEntry[];
}
export class DocumentFile {
  @Text() fileName!: string;
  @Text({ max: 8_000_000, description: 'Base64' }) content!: string;
}

export const billingDocumentsRpc = {
  monthStatement: rpc('billing.document.statement', OfMonth, MonthStatement, {
    callers: [...CUSTOMER, ...STAFF],
    errors: [NotFound],
  }),
  /** The same as PDF, in the caller's language. */
  monthStatementPdf: rpc('billing.document.statement-pdf', OfMonth, DocumentFile, {
    callers: [...CUSTOMER, ...STAFF],
    deadlineMs: 8_000,
    errors: [NotFound],
  }),
} as const;
