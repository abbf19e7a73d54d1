const WINDOW = 6;
const MAX = 100;
/** From here on a number counts as easy to remember. */
export const MEMORABLE = 50;

/**
 * How easy the digits after the prefix are to remember, 0 to 100: equal digits, rising or falling runs, repeated and
 * mirrored groups, round endings; the last six digits count.
 */
export function memorability(subscriberDigits: string): number {
  const digits = subscriberDigits.slice(-WINDOW);
  const points =
    8 * (longestRun(digits, 0) - 1) +
    7 * (Math.max(longestRun(digits, 1), longestRun(digits, -1)) - 1) +
    groups(digits) +
    5 * trailingZeros(digits) +
    6 * (digits.length - new Set(digits).size - 1);
  return Math.min(MAX, Math.max(0, points));
}

/** The longest stretch in which each digit is the one before plus `step`. */
function longestRun(digits: string, step: number): number {
  let longest = 1;
  let run = 1;
  for (let index = 1; index < digits.length; index++) {
    run = Number(digits[index]) - Number(digits[index - 1]) === step ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** Points for 202020, 123123, 2020 at the end, 123321. */
function groups(digits: string): number {
  if (/^(\d\d)\1\1$/.test(digits) || /^(\d{3})\1$/.test(digits)) return 45;
  if ([...digits].toReversed().join('') === digits) return 35;
  if (/(\d\d)\1$/.test(digits)) return 25;
  return 0;
}

const trailingZeros = (digits: string): number => /0*$/.exec(digits)![0].length;
