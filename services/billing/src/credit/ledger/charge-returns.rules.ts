import { add, allocate, cents, subtract, sum, type Cents } from '#libs/money/money.js';
import type { PricedLine } from '../../pricing/quotes/pricing.rules.js';
import { splitOff } from './vat-basis.rules.js';

const less = (line: PricedLine, net: Cents, vat: Cents): PricedLine => {
  const [netCents, vatCents] = [subtract(line.netCents, net), subtract(line.vatCents, vat)];
  return { ...line, netCents, vatCents, grossCents: add(netCents, vatCents) };
};

/** What is left of a charge's lines once others, negative ones, have taken some back; each says which line it is left of, and lines of which nothing is left are left out. */
export function leftOf(charged: readonly PricedLine[], takenBack: readonly PricedLine[]): PricedLine[] {
  const left = charged.map((line, index) => ({ ...line, takes: index }));
  for (const { product, netCents, vatCents, takes } of takenBack) {
    let [net, vat] = [cents(-netCents), cents(-vatCents)];
    for (const [index, line] of left.entries()) {
      // Of before lines said so: the first of the product that has something left.
      if (takes === undefined ? line.product !== product : index !== takes) continue;
      const [partNet, partVat] = [cents(Math.min(net, line.netCents)), cents(Math.min(vat, line.vatCents))];
      left[index] = { ...less(line, partNet, partVat), takes: index };
      [net, vat] = [subtract(net, partNet), subtract(vat, partVat)];
    }
  }
  return left.filter(({ grossCents }) => grossCents > 0);
}

/**
 * The part of lines that so many cents of credit are, each line by its share, split into net and VAT. What stays of a line is split as a whole, so parts
 * never take more VAT than the line had. @throws RangeError when there is less than that.
 */
export function partOf(lines: readonly PricedLine[], amount: Cents): PricedLine[] {
  if (amount > sum(lines.map(({ grossCents }) => grossCents)))
    throw new RangeError('less is left of the charge than is to be taken back');
  if (amount === 0) return [];
  const shares = allocate(
    amount,
    lines.map(({ grossCents }) => grossCents),
  );
  return lines
    .map((line, index) => ({ ...line, ...splitOff(line, shares[index]!), grossCents: shares[index]! }))
    .filter(({ grossCents }) => grossCents > 0);
}
