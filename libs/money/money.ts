/**
 * Amounts of money: whole cents of euro, never a fraction.
 *
 * `Cents` is a plain number at run time (it is stored and sent as an integer) and a type of its own for the compiler,
 * so a price in another unit or the result of bare `+ - * /` is not taken for money. Every function returns a safe
 * integer or throws `RangeError`; rounding is half up on the absolute value, so a reversal is exactly its opposite.
 */

declare const unit: unique symbol;

/** Whole cents of euro; negative for a debt or a reversal. */
export type Cents = number & { readonly [unit]: 'EUR cents' };

/** Whole millionths of a euro (ten-thousandths of a cent): the unit of per-minute prices in a rate deck. */
export type Micros = number & { readonly [unit]: 'EUR millionths' };

/** One line of a charge: `net + vat === gross`, always. */
export interface VatSplit {
  readonly net: Cents;
  readonly vat: Cents;
  readonly gross: Cents;
}

export type MoneyLocale = 'it' | 'en';

const MICROS_PER_CENT = 10_000;
const BASIS_POINTS = 10_000;

/** The number as cents. Throws `RangeError` unless it is a safe integer. */
export function cents(value: number): Cents {
  return safeInteger(value, 'cents') as Cents;
}

/** The number as millionths of a euro. Throws `RangeError` unless it is a safe integer. */
export function micros(value: number): Micros {
  return safeInteger(value, 'millionths of a euro') as Micros;
}

export const ZERO = cents(0);

/** The sum of the amounts; zero of none. */
export function add(...amounts: Cents[]): Cents {
  return sum(amounts);
}

/** The sum of a list of any length; zero of an empty one. */
export function sum(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total = safeInteger(total + amount, 'cents');
  return total as Cents;
}

/** `from` less `amount`. */
export function subtract(from: Cents, amount: Cents): Cents {
  return cents(from - amount);
}

/** The amount with its sign turned. */
export function negate(amount: Cents): Cents {
  return cents(-amount);
}

/** The price of `quantity` pieces. Throws `RangeError` unless the quantity is a whole number. */
export function times(amount: Cents, quantity: number): Cents {
  return cents(amount * safeInteger(quantity, 'a quantity'));
}

/** Negative, zero or positive, as `a` is less than, equal to or more than `b`: fit for `sort`. */
export function compare(a: Cents, b: Cents): number {
  return a - b;
}

/**
 * VAT on one line, rounded half up to the cent (D.P.R. 633/1972 art. 21 and Reg. (EC) 1103/97: 0.005 and above goes up).
 * The rate is in basis points: 2200 is 22%. Throws `RangeError` on a rate that is negative or not whole.
 */
export function vatOn(net: Cents, rateBasisPoints: number): VatSplit {
  const vat = cents(multiplyDivide(net, rate(rateBasisPoints), BASIS_POINTS));
  return { net, vat, gross: add(net, vat) };
}

/** As `vatOn`, for prices of traffic: in millionths of a euro, rounded half up. */
export function vatOnMicros(net: Micros, rateBasisPoints: number): { net: Micros; vat: Micros; gross: Micros } {
  const vat = micros(multiplyDivide(net, rate(rateBasisPoints), BASIS_POINTS));
  return { net, vat, gross: micros(net + vat) };
}

/**
 * Net and VAT contained in a gross amount: net is rounded half up, VAT is the rest. Gives back the net that `vatOn`
 * started from. The rate is in basis points. Throws `RangeError` on a rate that is negative or not whole.
 */
export function splitGross(gross: Cents, rateBasisPoints: number): VatSplit {
  const net = cents(multiplyDivide(gross, BASIS_POINTS, BASIS_POINTS + rate(rateBasisPoints)));
  return { net, vat: subtract(gross, net), gross };
}

/**
 * The part of a monthly price that `days` of a month of `ofDays` days cost, rounded half up. Never above the whole
 * price, and never less for more days. Throws `RangeError` unless 0 ≤ days ≤ ofDays and ofDays > 0.
 */
export function prorate(amount: Cents, days: number, ofDays: number): Cents {
  if (!Number.isSafeInteger(days) || !Number.isSafeInteger(ofDays) || days < 0 || ofDays <= 0 || days > ofDays) {
    throw new RangeError(`Cannot prorate ${days} of ${ofDays} days`);
  }
  return cents(multiplyDivide(amount, days, ofDays));
}

/**
 * The total shared out by weight, largest remainder first (earlier share first when remainders are equal). The shares
 * sum to the total exactly and none is a whole cent or more away from its exact part. Throws `RangeError` when a weight
 * is negative or not whole, or when they sum to zero.
 */
export function allocate(total: Cents, weights: readonly number[]): Cents[] {
  const parts = weights.map((weight) => BigInt(safeInteger(weight, 'a weight')));
  const whole = parts.reduce((a, b) => a + b, 0n);
  if (whole <= 0n || parts.some((part) => part < 0n))
    throw new RangeError('Weights must be whole, not negative, and not all zero');

  const size = BigInt(Math.abs(total));
  const shares = parts.map((part) => (size * part) / whole);
  const byRemainder = parts
    .map((part, index) => ({ index, remainder: (size * part) % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));

  const left = size - shares.reduce((a, b) => a + b, 0n);
  for (const { index } of byRemainder.slice(0, Number(left))) shares[index]! += 1n;
  return shares.map((share) => cents(total < 0 ? -Number(share) : Number(share)));
}

/** The amount as customers read it: `1.234,56 €` in Italian, `€1,234.56` in English; a debt is `-1.234,56 €`, `-€1,234.56`. */
export function formatCents(amount: Cents, locale: MoneyLocale = 'it'): string {
  const sign = amount < 0 ? '-' : '';
  const digits = formatters[locale].format(toDecimal(cents(Math.abs(amount))) as `${number}`);
  return locale === 'it' ? `${sign}${digits}\u00a0€` : `${sign}€${digits}`;
}

/** The amount as documents between machines carry it (FatturaPA, ISO 20022): `1234.50`, two decimals, no separator. */
export function toDecimal(amount: Cents): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Reads what `toDecimal` writes, with none to two decimals. Throws `RangeError` on anything else. */
export function parseDecimal(text: string): Cents {
  const parts = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  if (!parts) throw new RangeError(`Not an amount in euro: ${text}`);
  const value = Number(`${parts[2]}${(parts[3] ?? '').padEnd(2, '0')}`);
  return cents(parts[1] ? -value : value);
}

/** What `seconds` of traffic cost at a price per minute, in millionths of a euro, rounded half up. */
export function priceOfSeconds(perMinute: Micros, seconds: number): Micros {
  if (!Number.isSafeInteger(seconds) || seconds < 0)
    throw new RangeError(`Not a duration in whole seconds: ${seconds}`);
  return micros(multiplyDivide(perMinute, seconds, 60));
}

/** Millionths of a euro to cents, rounded half up: once, when the traffic is posted to the ledger. */
export function roundMicros(amount: Micros): Cents {
  return cents(multiplyDivide(amount, 1, MICROS_PER_CENT));
}

/** Cents as millionths of a euro, exactly. */
export function toMicros(amount: Cents): Micros {
  return micros(amount * MICROS_PER_CENT);
}

const numberFormat = (language: string) =>
  new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2, useGrouping: 'always' });
const formatters = { it: numberFormat('it-IT'), en: numberFormat('en-GB') } satisfies Record<
  MoneyLocale,
  Intl.NumberFormat
>;

function rate(basisPoints: number): number {
  if (!Number.isSafeInteger(basisPoints) || basisPoints < 0)
    throw new RangeError(`Not a VAT rate in basis points: ${basisPoints}`);
  return basisPoints;
}

function safeInteger(value: number, what: string): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a whole number of ${what}: ${value}`);
  return value === 0 ? 0 : value; // never -0
}

/** value × by ÷ of, half up on the absolute value; exact because the product is a BigInt. */
function multiplyDivide(value: number, by: number, of: number): number {
  const divisor = BigInt(of);
  const product = BigInt(Math.abs(value)) * BigInt(by);
  const rounded = Number((2n * product + divisor) / (2n * divisor));
  return value < 0 ? -rounded : rounded;
}
