import {
  add,
  cents,
  micros,
  roundMicros,
  splitGross,
  subtract,
  vatOn,
  ZERO,
  type Cents,
  type Micros,
  type VatSplit,
} from '#libs/money/money.js';
import type { PricedLine } from '../../pricing/quotes/pricing.rules.js';
import { rateCall, type RateDeck } from '../../pricing/rating/rating.rules.js';

/** What a call may use: money left, and seconds left of a FLAT allowance. */
export interface Means {
  readonly netMicros: number;
  readonly allowanceSeconds: number;
}

/** The longest call, at most `limit` seconds, that means pay for (one that costs nothing needs none, also in debt), and what it then uses of them. */
export function affordable(
  deck: RateDeck,
  rate: number,
  means: Means,
  limit: number,
): { seconds: number; netMicros: Micros; coveredSeconds: number } {
  const fits = (seconds: number): boolean =>
    rateCall(deck, rate, seconds, means.allowanceSeconds).netMicros <= Math.max(0, means.netMicros);
  let [least, most] = [0, limit];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle - 1;
  }
  const { netMicros, coveredSeconds } = rateCall(deck, rate, least, means.allowanceSeconds);
  return { seconds: least, netMicros, coveredSeconds };
}

/** The metered cost of a contract's day, how much of it was posted, and how much was let go. */
export interface DayCost {
  readonly netMicros: number;
  readonly postedNetCents: number;
  readonly postedVatCents: number;
  readonly waivedNetCents?: number;
  readonly waivedVatCents?: number;
  /** How much of it was posted or let go while charges carried no VAT (R24). */
  readonly untaxedNetCents?: number;
}

/** What is still to post of a day: rounded to cents once for the whole day, so that late calls never cost a cent too much. */
export function toPost(
  { netMicros, postedNetCents, postedVatCents, waivedNetCents = 0, waivedVatCents = 0, untaxedNetCents = 0 }: DayCost,
  vatBasisPoints: number,
): VatSplit {
  const whole = roundMicros(micros(netMicros));
  const net = subtract(whole, cents(postedNetCents + waivedNetCents));
  const taxed = vatOn(subtract(whole, cents(untaxedNetCents)), vatBasisPoints);
  const vat = vatBasisPoints === 0 ? ZERO : subtract(taxed.vat, cents(postedVatCents + waivedVatCents));
  return { net, vat, gross: cents(net + vat) };
}

/**
 * What a day is still to be charged, and what more of it is let go. A day that came to cost less than was posted gives back the
 * difference; what had been let go of it is then no longer due, and neither charged nor given.
 */
export function settleDay(
  day: DayCost,
  credit: number,
  vatBasisPoints: number,
): { charged: VatSplit; waived: VatSplit } {
  const due = toPost(day, vatBasisPoints);
  if (due.gross >= 0) return withinCredit(due, credit, vatBasisPoints);
  const [net, vat] = [cents(day.waivedNetCents ?? 0), cents(day.waivedVatCents ?? 0)];
  const waived = { net: cents(Math.max(-net, due.net) || 0), vat: cents(Math.max(-vat, due.vat) || 0) };
  const charged = { net: subtract(due.net, waived.net), vat: subtract(due.vat, waived.vat) };
  return {
    charged: { ...charged, gross: cents(charged.net + charged.vat) },
    waived: { ...waived, gross: cents(waived.net + waived.vat) },
  };
}

/** So much net of a charge's lines, as far as there is, with the VAT that it carried: what stays keeps the VAT of its net. */
export function takenOf(lines: readonly PricedLine[], net: Cents): PricedLine[] {
  let missing = net;
  return lines.flatMap((line) => {
    const netCents = cents(Math.min(missing, line.netCents));
    if (netCents <= 0) return [];
    missing = subtract(missing, netCents);
    const kept = netCents === line.netCents ? ZERO : vatOn(subtract(line.netCents, netCents), line.vatBasisPoints).vat;
    const vatCents = cents(Math.max(0, line.vatCents - kept));
    return [{ ...line, netCents, vatCents, grossCents: add(netCents, vatCents) }];
  });
}

/** What credit (Infinity where it may go below zero) pays for of a charge, and the rest, which is let go: on a contract that has ended no charge makes a debt (R14). */
export function withinCredit(
  due: VatSplit,
  credit: number,
  vatBasisPoints: number,
): { charged: VatSplit; waived: VatSplit } {
  const gross = cents(Math.min(due.gross, Math.max(0, credit)));
  const vat = gross === due.gross ? due.vat : cents(Math.min(due.vat, splitGross(gross, vatBasisPoints).vat));
  const charged = { net: subtract(gross, vat), vat, gross };
  return {
    charged,
    waived: { net: subtract(due.net, charged.net), vat: subtract(due.vat, vat), gross: subtract(due.gross, gross) },
  };
}
