import { add, cents, negate, prorate, times, vatOn, ZERO, type Cents, type VatSplit } from '#libs/money/money.js';
import { productOf, vatOnCharge, type CatalogueVersion } from '../catalogue/catalogue.rules.js';

/** R9: the price of what begins within a month: its remaining days, or the whole month. */
export const PRORATION_POLICIES = ['daily', 'full_month'] as const;
export type ProrationPolicy = (typeof PRORATION_POLICIES)[number];

/** Why a line is charged, a stable code. */
export type LineReason =
  | 'activation'
  | 'upgrade'
  | 'exchange'
  | 'renewal'
  | 'traffic'
  | 'port_in'
  | 'returned'
  | 'withdrawn'
  | 'corrected';

/** One line of a charge, in cents; it is stored with the ledger entry. */
export interface PricedLine {
  readonly product: string;
  readonly quantity: number;
  readonly days: number;
  readonly ofDays: number;
  readonly netCents: Cents;
  readonly vatBasisPoints: number;
  readonly vatCents: Cents;
  readonly grossCents: Cents;
  readonly reason: LineReason;
  /** The product whose price, already paid for the month, is taken off (an exchange within a group). */
  readonly replaces?: string;
  /** Of a line that takes a charge back: the place of the line that it takes of, from 0. */
  readonly takes?: number;
}

/** The part of a month that is charged. */
export interface Span {
  readonly days: number;
  readonly ofDays: number;
}

/** The span to charge from a day on, today included: `daily` the remaining days, `full_month` all of them. */
export const spanOf = (policy: ProrationPolicy, remainingDays: number, ofDays: number): Span => ({
  days: policy === 'daily' ? remainingDays : ofDays,
  ofDays,
});

/**
 * The price of one product for a part of a month as it is charged to credit: net prorated once for the whole quantity, VAT on the line (none in `top_up`, R24). `replaces`
 * takes off the monthly price of another product that is already paid for the same month.
 */
export function priceLine(
  version: CatalogueVersion,
  product: string,
  quantity: number,
  { days, ofDays }: Span,
  reason: LineReason,
  replaces?: string,
): PricedLine {
  const { monthlyNetCents } = productOf(version, product);
  const vatBasisPoints = vatOnCharge(version, product);
  const paid = replaces ? productOf(version, replaces).monthlyNetCents : 0;
  const monthly = times(cents(Math.max(monthlyNetCents - paid, 0)), quantity);
  const { net, vat, gross } = vatOn(prorate(monthly, days, ofDays), vatBasisPoints);
  return {
    product,
    quantity,
    days,
    ofDays,
    netCents: net,
    vatBasisPoints,
    vatCents: vat,
    grossCents: gross,
    reason,
    ...(replaces ? { replaces } : {}),
  };
}

/** A line that was priced under another version, as this one charges it: its net, with the VAT that charges have now (R24). */
export function chargedUnder(version: CatalogueVersion, line: PricedLine): PricedLine {
  const vatBasisPoints = vatOnCharge(version, line.product);
  const { vat, gross } = vatOn(line.netCents, vatBasisPoints);
  return { ...line, vatBasisPoints, vatCents: vat, grossCents: gross };
}

/** The price of services for a part of a month, a line each. */
export const priceServices = (
  version: CatalogueVersion,
  services: readonly { product: string; quantity: number }[],
  span: Span,
  reason: LineReason,
): PricedLine[] => services.map(({ product, quantity }) => priceLine(version, product, quantity, span, reason));

/** The line that takes another back. */
export const negated = (line: PricedLine, reason: LineReason): PricedLine => ({
  ...line,
  netCents: negate(line.netCents),
  vatCents: negate(line.vatCents),
  grossCents: negate(line.grossCents),
  reason,
});

/** What lines come to. */
export const totalOf = (lines: readonly PricedLine[]): VatSplit =>
  lines.reduce<VatSplit>(
    (total, line) => ({
      net: add(total.net, line.netCents),
      vat: add(total.vat, line.vatCents),
      gross: add(total.gross, line.grossCents),
    }),
    { net: ZERO, vat: ZERO, gross: ZERO },
  );
