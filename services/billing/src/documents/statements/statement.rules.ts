import { ADJUSTMENT_CAUSES, TOP_UP_CAUSES } from '../../credit/ledger/ledger.rules.js';
import { add, cents, sum, ZERO, type Cents, type VatSplit } from '#libs/money/money.js';
import type { VatPart } from '../../credit/ledger/vat-basis.rules.js';

/** What a month's document needs of a ledger entry. */
export interface MonthEntry {
  readonly creditCents: number;
  readonly balanceCents: number;
  readonly cause: string;
  /** Money that came in with it. */
  readonly paidCents: number;
  /** What of it is invoiced, or credited: charges with VAT, or by itself (R24). */
  readonly vat: readonly VatPart[];
}

const ofCauses = (entries: readonly MonthEntry[], wanted: (entry: MonthEntry) => boolean): Cents =>
  sum(entries.filter(wanted).map(({ creditCents }) => cents(creditCents)));

/**
 * The sums of a month, entries oldest first.
 * @throws RangeError when the entries do not lead from the opening balance to the closing one: the ledger would be broken.
 */
export function monthTotals(openingCents: number, entries: readonly MonthEntry[]) {
  const closing = add(
    cents(openingCents),
    ofCauses(entries, () => true),
  );
  if (entries.length > 0 && entries.at(-1)!.balanceCents !== closing)
    throw new RangeError('the entries of the month do not come to its closing balance');
  const topUps = ofCauses(entries, ({ cause }) => TOP_UP_CAUSES.has(cause));
  const refunded = ofCauses(entries, ({ cause }) => cause === 'refund');
  const adjusted = ofCauses(entries, ({ cause }) => ADJUSTMENT_CAUSES.has(cause));
  const converted = ofCauses(entries, ({ cause }) => cause === 'credit_converted');
  const charged = cents(closing - openingCents - topUps - refunded - adjusted - converted);
  const paid = sum(entries.filter(({ cause }) => TOP_UP_CAUSES.has(cause)).map(({ paidCents }) => cents(paidCents)));
  return { closing, topUps, paid, charged: cents(-charged), refunded: cents(-refunded), adjusted, converted };
}

/** What is invoiced by VAT rate, the highest first. What takes something back counts against it. */
export function vatTotals(entries: readonly MonthEntry[]): Map<number, VatSplit> {
  const totals = new Map<number, VatSplit>();
  for (const { vatBasisPoints, netCents, vatCents } of entries.flatMap(({ vat }) => vat)) {
    const { net, vat, gross } = totals.get(vatBasisPoints) ?? { net: ZERO, vat: ZERO, gross: ZERO };
    totals.set(vatBasisPoints, {
      net: add(net, netCents),
      vat: add(vat, vatCents),
      gross: add(gross, netCents, vatCents),
    });
  }
  return new Map([...totals].filter(([, { gross }]) => gross !== 0).sort(([a], [b]) => b - a));
}
