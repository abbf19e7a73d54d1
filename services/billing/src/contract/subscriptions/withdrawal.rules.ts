import { add, prorate, subtract, vatOn, ZERO, type Cents } from '#libs/money/money.js';
import { addDays, romeDate, type RomeDate } from '#libs/italy/rome-time.js';
import { chargedDays } from '../../pricing/quotes/charged-days.rules.js';
import type { LineReason, PricedLine } from '../../pricing/quotes/pricing.rules.js';

/** What begins on the day it is charged, also where a whole month is charged for it. */
const BEGUN_WHEN_CHARGED: ReadonlySet<LineReason> = new Set<LineReason>([
  'activation',
  'upgrade',
  'exchange',
  'port_in',
]);

/** A charge as the ledger holds it. */
export interface Charge {
  readonly at: Date;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * What of a charge's lines goes back to a consumer who withdraws on `lastDay` (R25, Codice del consumo art. 57): all of
 * them, unless the service was to begin at once at the consumer's express request. Then what was provided stays: the share
 * of the days until `lastDay`, that day included, and traffic carried.
 */
export function unusedLines(
  lines: readonly PricedLine[],
  charge: Charge,
  lastDay: RomeDate,
  immediateStart: boolean,
): PricedLine[] {
  return lines
    .map((line) => lessKept(line, immediateStart ? keptNet(line, charge, lastDay) : ZERO))
    .filter(({ netCents, vatCents }) => netCents !== 0 || vatCents !== 0);
}

/** Net of the days used, of all that the line is for. */
function keptNet(line: PricedLine, { at, details }: Charge, lastDay: RomeDate): Cents {
  if (line.reason === 'traffic') return line.netCents;
  const [from, last] = chargedDays(line, at, details);
  const begun = BEGUN_WHEN_CHARGED.has(line.reason) && romeDate(at) > from ? romeDate(at) : from;
  const used = daysFrom(begun, lastDay < last ? lastDay : last);
  return prorate(line.netCents, used, daysFrom(from, last));
}

/** The line without what is kept; each part rounds its own VAT, as charges do. A line without VAT stays without. */
function lessKept(line: PricedLine, keptNetCents: Cents): PricedLine {
  const all = keptNetCents === line.netCents;
  const keptVat = all ? line.vatCents : line.vatCents === 0 ? ZERO : vatOn(keptNetCents, line.vatBasisPoints).vat;
  const netCents = subtract(line.netCents, keptNetCents);
  const vatCents = subtract(line.vatCents, keptVat);
  return {
    ...line,
    netCents,
    vatCents,
    grossCents: subtract(line.grossCents, all ? line.grossCents : add(keptNetCents, keptVat)),
  };
}

/** Days from one to the other, both included; none when it is earlier. */
function daysFrom(from: RomeDate, last: RomeDate): number {
  let days = 0;
  for (let day = from; day <= last; day = addDays(day, 1)) days++;
  return days;
}
