import type { ServiceItem } from '../../account/account.schema.js';
import { NUMBER } from '../../pricing/catalogue/catalogue.rules.js';

/** How many numbers a contract pays for: in the months charged, and from the next 1st on. */
export interface NumbersStanding {
  readonly now: number;
  readonly next: number;
  /** Numbers that it has, E.164, the first one first. */
  readonly numbers: readonly string[];
  /** Numbers that are to leave it on the 1st. */
  readonly giveUp: readonly string[];
}

/** What a cut-over brings to a contract. */
export interface Arrival {
  /** Numbers that it did not have. */
  readonly came: readonly string[];
  /** Those of them that have left again meanwhile. */
  readonly goneAgain: readonly string[];
  /** The number that is given back for them. */
  readonly givenBack?: string;
}

export function withQuantity(services: readonly ServiceItem[], quantity: number): ServiceItem[] {
  if (!services.some(({ product }) => product === NUMBER)) return [{ product: NUMBER, quantity }, ...services];
  return services.map((item) => (item.product === NUMBER ? { product: NUMBER, quantity } : item));
}

/**
 * A contract after ported numbers have come. Places that are paid for and stand empty, such as that of the number given back,
 * are taken first and cost nothing more this month (R10); only numbers beyond them do.
 * @returns the standing, and how many numbers are to be charged.
 */
export function afterArrival(
  { now, next, numbers, giveUp }: NumbersStanding,
  { came, goneAgain, givenBack }: Arrival,
): NumbersStanding & { charged: number } {
  const held = numbers.filter((number) => number !== givenBack);
  const staying = came.filter((number) => !goneAgain.includes(number));
  const wanted = Math.max(now, held.length + came.length);
  const freed = held.length < numbers.length && !giveUp.includes(givenBack!) ? 1 : 0;
  return {
    now: wanted,
    next: next + staying.length - freed,
    numbers: [...held, ...staying],
    giveUp: giveUp.filter((number) => number !== givenBack),
    charged: wanted - now,
  };
}

/** A contract after a number has left it: paid to the end of the month, and no longer from the next 1st on (R10). */
export function afterDeparture({ now, next, numbers, giveUp }: NumbersStanding, number: string): NumbersStanding {
  const planned = giveUp.includes(number);
  return {
    now,
    next: planned ? next : Math.max(next - 1, 1),
    numbers: numbers.filter((each) => each !== number),
    giveUp: giveUp.filter((each) => each !== number),
  };
}
