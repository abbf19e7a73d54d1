import { cents, type Cents } from '#libs/money/money.js';
import type { Posting } from '../../credit/ledger/ledger.rules.js';
import type { IndemnitiesConfig } from './indemnities.config.js';

/** R22: what a port that came late is indemnified with. @returns zero where the operator gives none. */
export function latePortIndemnity(
  { daysLate, changeOfOperator }: { daysLate: number; changeOfOperator: boolean },
  { LATE_PORT_INDEMNITY_CENTS: number, LATE_CHANGE_INDEMNITY_CENTS: operator }: IndemnitiesConfig,
): Cents {
  return cents(daysLate * (changeOfOperator ? operator : number));
}

/** Credit against the ledger account of indemnities, which shows what they cost; no VAT is on them (DPR 633/1972, art. 15). */
export const indemnityPostings = (amountCents: Cents): Posting[] => [
  { account: 'customer_credit', amountCents },
  { account: 'indemnities', amountCents: -amountCents },
];
