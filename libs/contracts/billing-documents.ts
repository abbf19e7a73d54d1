import { StatementEntry } from './billing-credit.js';
import { rpc } from './definition.js';
import { BillingPeriod, Cents, Count, Id, Many, Text } from './fields.js';

export class OfMonth {
  @Id({ description: 'The contract' }) contractId!: string;
  @BillingPeriod({ description: 'The month', example: '2026-12' }) period!: string;
}
export class VatTotal {
  @Count({ description: '2200 is 22 %' }) vatBasisPoints!: number;
  @Cents() netCents!: number;
  @Cents() vatCents!: number;
  @Cents() grossCents!: number;
}
/** Everything that moved the credit of a contract in a month; what it opens with, plus the entries, is what it closes with. */
export class MonthStatement {
  @Id() contractId!: string;
  @Text() contractNumber!: string;
  @BillingPeriod() period!: string;
  @Text({ description: 'The holder at the end of the month' }) holderName!: string;
  @Text() holderTaxCode!: string;
  @Cents() openingCents!: number;
  @Cents() closingCents!: number;
  @Cents({ description: 'Money that came in' }) topUpsCents!: number;
  @Cents({ description: 'Charged, with VAT' }) chargedCents!: number;
  @Cents({ description: 'Given back to the customer' }) refundedCents!: number;
  @Many(() => VatTotal, { description: 'Charges by VAT rate' }) vat!: VatTotal[];
  @Many(() => StatementEntry, { description: 'Oldest first' }) entries!: StatementEntry[];
}
export class DocumentFile {
  @Text() fileName!: string;
  @Text({ max: 8_000_000, description: 'Base64' }) content!: string;
}

export const billingDocumentsRpc = {
  monthStatement: rpc('billing.document.statement', OfMonth, MonthStatement),
  /** The same as PDF, in the caller's language. */
  monthStatementPdf: rpc('billing.document.statement-pdf', OfMonth, DocumentFile),
} as const;
