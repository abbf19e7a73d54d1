import type { PortInReason } from '#libs/api/numbers/port-in.js';
import { addDays, isRomeDate, romeDate, type RomeDate } from '#libs/italy/rome-time.js';
import { isWorkingDay } from '#libs/italy/working-time.js';
import type { PortInRow } from './port.schema.js';

/** Days of the customer's own, which no promise counts: those after `from`, up to `to`; open while the order waits for the customer. */
export interface Pause {
  readonly from: RomeDate;
  readonly to?: RomeDate;
}
/** What a promise hangs on. */
export interface PromiseTerms {
  readonly submittedOn: RomeDate;
  readonly workingDays: number;
  readonly pauses: readonly Pause[];
}

/** The donor cannot go on: there is nothing that the customer could put right. */
const NOT_THE_CUSTOMERS: ReadonlySet<string> = new Set<PortInReason>(['technical']);
/** More than a promise and its pauses can take: orders that nobody goes on with expire long before. */
const MOST_DAYS = 2_000;

const isPaused = (day: RomeDate, pauses: readonly Pause[]): boolean =>
  pauses.some(({ from, to }) => day > from && (to === undefined || day <= to));

/**
 * R22: the day by which the numbers are to have come: so many working days after the day of submission, those of the customer's own left out.
 * Undefined while it is the customer who has to do something.
 */
export function promisedOn({ submittedOn, workingDays, pauses }: PromiseTerms): RomeDate | undefined {
  let left = workingDays;
  let day = submittedOn;
  for (let gone = 0; left > 0; gone++) {
    if (gone === MOST_DAYS) return undefined;
    day = addDays(day, 1);
    if (isWorkingDay(day) && !isPaused(day, pauses)) left--;
  }
  return day;
}

/** R22: days of the calendar after the promised one, up to the day on which the order ended, those of the customer's own left out. */
export function daysLate(terms: PromiseTerms, endedOn: RomeDate): number {
  const promised = promisedOn(terms);
  let late = 0;
  for (let day = promised; day && day < endedOn; ) {
    day = addDays(day, 1);
    if (!isPaused(day, terms.pauses)) late++;
  }
  return late;
}

/**
 * The terms of an order, read from what happened to it; none before it was first submitted. A refusal that the customer has to mend stops the
 * clock until the order is submitted again, and a day that the customer moved does until the new one.
 */
export function termsOf({ history }: Pick<PortInRow, 'history'>, workingDays: number): PromiseTerms | undefined {
  const pauses: Pause[] = [];
  let submittedOn: RomeDate | undefined;
  let waitsSince: RomeDate | undefined;
  let cutOverOn: RomeDate | undefined;
  for (const { action, at, actor, detail = '' } of history) {
    const day = romeDate(at);
    const said = isRomeDate(detail) ? detail : undefined;
    if (action === 'submit') {
      submittedOn ??= day;
      if (waitsSince) pauses.push({ from: waitsSince, to: day });
      waitsSince = undefined;
    }
    if (action === 'reject' && !NOT_THE_CUSTOMERS.has(detail)) waitsSince = day;
    if (action === 'move' && actor.startsWith('customer:') && cutOverOn && said && said > cutOverOn)
      pauses.push({ from: cutOverOn, to: said });
    if (action === 'accept' || action === 'move') cutOverOn = said;
  }
  if (waitsSince) pauses.push({ from: waitsSince });
  return submittedOn && { submittedOn, workingDays, pauses };
}
