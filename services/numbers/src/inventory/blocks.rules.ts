import { BlockNotValid } from '#libs/api/errors/numbers/inventory.errors.js';
import { districtOf, isGeographicNumber } from '#libs/italy/phone-number.js';

/** Sizes that the regulator gives blocks in, largest first. */
export const BLOCK_SIZES = [10_000, 1_000, 100] as const;
const SMALLEST = 100;

/** Consecutive numbers, first and last in E.164. */
export interface Range {
  readonly from: string;
  readonly to: string;
  readonly size: number;
}

/** The number `offset` after `from`, of the same length; `from` in E.164. */
export function numberAt(from: string, offset: number): string {
  return `+${String(BigInt(from.slice(1)) + BigInt(offset)).padStart(from.length - 1, '0')}`;
}

/**
 * Splits consecutive numbers into blocks of 10,000, 1,000 and 100 that each begin at a multiple of their size.
 * @param first as dialled within Italy
 * @throws BlockNotValid unless the numbers are of the district and begin and end at a multiple of 100.
 */
export function blocksOf(district: string, first: string, count: number): Range[] {
  if (count % SMALLEST !== 0 || Number(first.slice(-2)) !== 0) {
    throw new BlockNotValid({ from: first, count });
  }
  const from = `+39${first}`;
  const ranges: Range[] = [];
  for (let offset = 0; offset < count; ) {
    const start = numberAt(from, offset);
    const size = BLOCK_SIZES.find((each) => BigInt(start.slice(1)) % BigInt(each) === 0n && count - offset >= each)!;
    ranges.push({ from: start, to: numberAt(start, size - 1), size });
    offset += size;
  }
  for (const range of ranges) assertOfDistrict(district, range);
  return ranges;
}

function assertOfDistrict(district: string, { from, to }: Range): void {
  const wrong = [from, to].find((number) => !isGeographicNumber(number) || districtOf(number)?.prefix !== district);
  if (wrong) throw new BlockNotValid({ number: wrong, district });
}
