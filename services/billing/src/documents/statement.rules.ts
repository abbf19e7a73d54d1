import { ADJUSTMENT_CAUSES, TOP_UP_CAUSES } from '../ledger/ledger.rules.js';
import { add, cents, sum, ZERO, type Cents, type VatSplit } from '#libs/money/money.js';

/** What a month's document needs of a ledger entry. */
export interface MonthEntry {
  readonly creditCents: number;
  readonly balanceCents: number;
  readonly cause: string;
  readonly lines: readonly { readonly netCents: number; readonly vatBasisPoints: number; readonly vatCents: number; readonly grossCents: number }[];
}

const ofCauses = (entries: readonly MonthEntry[], wanted: (entry: MonthEntry) => boolean): Cents => sum(entries.filter(wanted).map(({ creditCents }) => cents(creditCents)));

/**
 * The sums of a month, entries oldest first.
 * @throws RangeError when the entries do not lead from the opening balance to the closing one: the ledger would be broken.
 */
export function monthTotals(openingCents: number, entries: readonly MonthEntry[]): { closing: Cents; topUps: Cents; charged: Cents; refunded: Cents; adjusted: Cents } {
  const closing = add(cents(openingCents), ofCauses(entries, () => true));
  if (entries.length > 0 && entries.at(-1)!.balanceCents !== closing) throw new RangeError('the entries of the month do not come to its closing balance');
  const topUps = ofCauses(entries, ({ cause }) => TOP_UP_CAUSES.has(cause));
  const refunded = ofCauses(entries, ({ cause }) => cause === 'refund');
  const adjusted = ofCauses(entries, ({ cause }) => ADJUSTMENT_CAUSES.has(cause));
  const charged = cents(closing - openingCents - topUps - refunded - adjusted);
  return { closing, topUps, charged: cents(-charged), refunded: cents(-refunded), adjusted };
}

/** Charges by VAT rate, the highest first. An entry that takes a charge back counts against it. */
export function vatTotals(entries: readonly MonthEntry[]): Map<number, VatSplit> {
  const totals = new Map<number, VatSplit>();
  for (const { lines } of entries) {
    for (const line of lines) {
      const { net, vat, gross } = totals.get(line.vatBasisPoints) ?? { net: ZERO, vat: ZERO, gross: ZERO };
      totals.set(line.vatBasisPoints, { net: add(net, cents(line.netCents)), vat: add(vat, cents(line.vatCents)), gross: add(gross, cents(line.grossCents)) });
    }
  }
  return new Map([...totals].filter(([, { gross }]) => gross !== 0).sort(([a], [b]) => b - a));
}
