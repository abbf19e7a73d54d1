import type { Text } from '#libs/api/kernel/domain-error.js';
import { micros, type Micros } from '#libs/money/money.js';

/** The price of calls to one destination prefix while it is in force, net of VAT. */
export interface Rate {
  /** Leading digits of the E.164 number, without `+`. */
  readonly prefix: string;
  /** Its name in English, which a rated call keeps, and in both languages. */
  readonly destination: string;
  readonly name: Text;
  /** Code of the class that customers open and close it with (R27). */
  readonly destinationClass: string;
  readonly perMinute: Micros;
  /** Charged once for an answered call. */
  readonly setup: Micros;
  /** Seconds charged at least for an answered call. */
  readonly firstSeconds: number;
  /** Beyond those, seconds are charged in steps of this many. */
  readonly stepSeconds: number;
  /** Whether a FLAT allowance covers it. */
  readonly flat: boolean;
  /** In force from this instant, epoch milliseconds … */
  readonly from: number;
  /** … until before this one; without it, for ever. */
  readonly to?: number;
}

/** No rate covers a call: not an error of the call, the deck lacks the destination. */
export const NO_RATE = -1;

const RADIX = 10;
const ZERO_CODE = 48;
const PLUS_CODE = 43;
const SECONDS_A_MINUTE = 60;
const NONE = -1;
/** Keeps `perMinute × seconds` a safe integer for any call shorter than 24 days. */
const MAX_PRICE = 2 ** 31;
const MAX_SECONDS = 2 ** 21;

/**
 * A rate deck: of the rates in force when a call begins, the one with the longest prefix. Prices are millionths of a euro
 * and whole seconds. The digits of all prefixes are one table of integers, so that rating a call allocates nothing.
 */
export class RateDeck {
  /** Child of node n by digit d at [10n + d]; 0 is none. */
  private readonly children: Int32Array;
  /** The newest rate of a node, and of each rate the older one of the same prefix. */
  private readonly newest: Int32Array;
  private readonly older: Int32Array;
  private readonly from: Float64Array;
  private readonly to: Float64Array;
  private readonly terms: Int32Array;
  private nodes = 1;

  /** @throws RangeError naming a rate that is malformed, or two of one prefix that are in force together. */
  constructor(readonly rates: readonly Rate[]) {
    const size = rates.reduce((total, { prefix }) => total + prefix.length, 1);
    this.children = new Int32Array(size * RADIX);
    this.newest = new Int32Array(size).fill(NONE);
    this.older = new Int32Array(rates.length).fill(NONE);
    this.from = Float64Array.from(rates, (rate) => rate.from);
    this.to = Float64Array.from(rates, (rate) => rate.to ?? Infinity);
    this.terms = Int32Array.from(
      rates.flatMap((rate) => [rate.perMinute, rate.setup, rate.firstSeconds, rate.stepSeconds]),
    );
    const oldestFirst = rates.map((_, index) => index).sort((a, b) => rates[a]!.from - rates[b]!.from);
    for (const index of oldestFirst) this.insert(index);
  }

  private insert(index: number): void {
    assertRate(this.rates[index]!);
    const { prefix } = this.rates[index]!;
    let node = 0;
    for (const digit of prefix) {
      const slot = node * RADIX + Number(digit);
      node = this.children[slot] ||= this.nodes++;
    }
    const before = this.newest[node]!;
    if (before !== NONE && this.to[before]! > this.from[index]!)
      throw new RangeError(`prefix ${prefix} has two rates in force together`);
    this.older[index] = before;
    this.newest[node] = index;
  }

  /** The rate of a call to this number (E.164) that begins at this instant, as an index; or NO_RATE, also where `+` is missing. */
  find(number: string, at: number): number {
    if (number.charCodeAt(0) !== PLUS_CODE) return NO_RATE;
    let best = NO_RATE;
    let node = 0;
    for (let position = 1; position < number.length; position++) {
      const digit = number.charCodeAt(position) - ZERO_CODE;
      if (digit < 0 || digit >= RADIX) return NO_RATE;
      node = this.children[node * RADIX + digit]!;
      if (node === 0) break;
      for (let rate = this.newest[node]!; rate !== NONE; rate = this.older[rate]!) {
        if (this.from[rate]! > at) continue;
        if (at < this.to[rate]!) best = rate;
        break;
      }
    }
    return best;
  }

  /** The seconds charged for a call of this many: its first increment, then steps begun. An unanswered call has none. */
  billedSeconds(rate: number, seconds: number): number {
    if (seconds <= 0) return 0;
    const first = this.terms[rate * 4 + 2]!;
    if (seconds <= first) return first;
    const step = this.terms[rate * 4 + 3]!;
    return first + Math.ceil((seconds - first) / step) * step;
  }

  /** What seconds already rounded to increments cost, without set-up, in millionths of a euro, rounded half up. */
  secondsPrice(rate: number, billedSeconds: number): number {
    // Exact without BigInt: the constructor and `assertSeconds` bound the product.
    const product = this.terms[rate * 4]! * assertSeconds(billedSeconds);
    const rest = product % SECONDS_A_MINUTE;
    return (product - rest) / SECONDS_A_MINUTE + (2 * rest >= SECONDS_A_MINUTE ? 1 : 0);
  }

  /** The set-up fee, in millionths of a euro. */
  setupPrice(rate: number): number {
    return this.terms[rate * 4 + 1]!;
  }

  /** Whether calls cost nothing, whatever they last. */
  isFree(rate: number): boolean {
    return this.terms[rate * 4] === 0 && this.setupPrice(rate) === 0;
  }

  /** What an answered call of this many seconds costs, net, in millionths of a euro; nothing when it was not answered. */
  price(rate: number, seconds: number): number {
    return seconds <= 0 ? 0 : this.setupPrice(rate) + this.secondsPrice(rate, this.billedSeconds(rate, seconds));
  }
}

/** A call's share of a FLAT allowance and what is left to be metered. */
export interface RatedCall {
  readonly rate: number;
  readonly billedSeconds: number;
  /** Of those, seconds that the allowance covers. */
  readonly coveredSeconds: number;
  /** Net, in millionths of a euro. */
  readonly netMicros: Micros;
}

/**
 * Rates a call against its rate and what is left of a FLAT allowance (0 for metered traffic). Fair use: when the
 * allowance ends within a call, the seconds beyond it are metered at the call's rate; the set-up fee is due only on a call
 * that the allowance does not cover at all. What is free for everybody uses none of it.
 */
export function rateCall(deck: RateDeck, rate: number, seconds: number, allowanceSeconds: number): RatedCall {
  const billedSeconds = deck.billedSeconds(rate, seconds);
  const coveredSeconds =
    deck.rates[rate]!.flat && !deck.isFree(rate) ? Math.min(billedSeconds, Math.max(0, allowanceSeconds)) : 0;
  if (coveredSeconds === 0)
    return { rate, billedSeconds, coveredSeconds, netMicros: micros(deck.price(rate, seconds)) };
  return {
    rate,
    billedSeconds,
    coveredSeconds,
    netMicros: micros(deck.secondsPrice(rate, billedSeconds - coveredSeconds)),
  };
}

function assertRate(rate: Rate): void {
  const { prefix, perMinute, setup, firstSeconds, stepSeconds, from, to = Infinity } = rate;
  const whole = (value: number, least: number): boolean =>
    Number.isSafeInteger(value) && value >= least && value < MAX_PRICE;
  if (!/^\d{1,15}$/.test(prefix)) throw new RangeError(`not a prefix of digits: ${prefix}`);
  if (!whole(perMinute, 0) || !whole(setup, 0))
    throw new RangeError(`prefix ${prefix} has a price that is not whole millionths of a euro`);
  if (!whole(firstSeconds, 1) || !whole(stepSeconds, 1))
    throw new RangeError(`prefix ${prefix} needs increments of whole seconds`);
  if (!(from < to)) throw new RangeError(`prefix ${prefix} ends before it begins`);
}

function assertSeconds(seconds: number): number {
  if (!Number.isSafeInteger(seconds) || seconds < 0 || seconds > MAX_SECONDS)
    throw new RangeError(`Not a duration in whole seconds: ${seconds}`);
  return seconds;
}
