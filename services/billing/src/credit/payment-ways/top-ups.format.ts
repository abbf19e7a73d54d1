import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { WAYS_OF_PAYING, type WayOfPaying } from '#libs/api/billing/payment-ways.js';
import { ConfigError } from '#libs/platform/config.js';

/** What one payment of a way may be, in cents of money. */
export interface WayLimits {
  /** The least of a top-up of free choice. */
  readonly minimum: number;
  /** The least of what is exactly due. */
  readonly exactMinimum: number;
  readonly maximum?: number;
}
/** What is offered to top up (R40). */
export interface TopUpOffer {
  /** Fixed amounts of credit, in cents, rising. */
  readonly amounts: readonly number[];
  readonly ways: Readonly<Record<WayOfPaying, WayLimits>>;
}

const whole = { type: 'integer', minimum: 1 };
const limits = {
  type: 'object',
  additionalProperties: false,
  required: ['minimum', 'exactMinimum'],
  properties: { minimum: whole, exactMinimum: whole, maximum: whole },
};
/** Closed on purpose: a fee of any kind is refused at start (R40). */
const SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['amounts', 'ways'],
  properties: {
    amounts: { type: 'array', minItems: 1, items: whole },
    ways: {
      type: 'object',
      additionalProperties: false,
      required: [...WAYS_OF_PAYING],
      properties: Object.fromEntries(WAYS_OF_PAYING.map((way) => [way, limits])),
    },
  },
};

/** Reads and proves what is offered. @throws ConfigError naming what is wrong. */
export function parseTopUps(yaml: string): TopUpOffer {
  const file = read(yaml);
  const validate = new Ajv({ allErrors: true }).compile<TopUpOffer>(SCHEMA);
  if (!validate(file))
    throw new ConfigError(
      validate.errors!.map(
        ({ instancePath, message, params }) => `top-ups ${instancePath} ${message} ${JSON.stringify(params)}`,
      ),
    );
  const problems = problemsOf(file);
  if (problems.length > 0) throw new ConfigError(problems);
  return file;
}

function read(yaml: string): unknown {
  try {
    return parse(yaml);
  } catch (error) {
    throw new ConfigError([`top-ups: ${(error as Error).message}`]);
  }
}

function problemsOf({ amounts, ways }: TopUpOffer): string[] {
  const problems = amounts.some((amount, index) => index > 0 && amount <= amounts[index - 1]!)
    ? ['top-ups: amounts must rise']
    : [];
  for (const [way, { minimum, exactMinimum, maximum = Infinity }] of Object.entries(ways)) {
    if (exactMinimum > minimum || minimum > maximum)
      problems.push(`top-ups: ${way} must have exactMinimum ≤ minimum ≤ maximum`);
  }
  // What is due can be any cent: one way at least takes it (R40).
  if (ways.bank_transfer.exactMinimum !== 1 || ways.bank_transfer.maximum !== undefined)
    problems.push('top-ups: bank_transfer must take every amount that is due');
  return problems;
}

/** Whether a way takes so many cents: from its minimum on, or less where that is exactly what is due. */
export const takes = (
  { minimum, exactMinimum, maximum = Infinity }: WayLimits,
  amountCents: number,
  isDue: boolean,
): boolean => amountCents >= (isDue ? exactMinimum : minimum) && amountCents <= maximum;
