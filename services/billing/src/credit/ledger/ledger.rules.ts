import { CreditShort } from '#libs/api/errors/billing/credit.errors.js';
import { cents, subtract, sum, ZERO, type Cents } from '#libs/money/money.js';

/**
 * The chart of accounts. Amounts are credits when positive and debits when negative, so `customer_credit` is what we owe
 * the customer, and `bank` −1000 is ten euro that came in.
 */
export const LEDGER_ACCOUNTS = [
  'customer_credit',
  'revenue',
  'output_vat',
  'bank',
  'payment_provider',
  'refunds_payable',
  'adjustments',
  'indemnities',
] as const;
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number];

/** Why credit changed (R18), a stable code. */
export const CAUSES = [
  'top_up',
  'top_up_refunded',
  'top_up_refund_failed',
  'top_up_disputed',
  'dispute_won',
  'activation_charge',
  'activation_reversed',
  'charge_returned',
  'withdrawal',
  'upgrade',
  'renewal',
  'traffic',
  'refund',
  'refund_paid',
  'refund_returned',
  'adjustment',
  'late_port_indemnity',
  'credit_converted',
] as const;
export type Cause = (typeof CAUSES)[number];

/** R7: no other charge may take credit below zero. Money that the payment provider took back is no charge: it was never ours to spend. */
const MAY_GO_BELOW_ZERO: ReadonlySet<Cause> = new Set<Cause>([
  'renewal',
  'traffic',
  'top_up_refunded',
  'top_up_disputed',
  'credit_converted',
]);

/** What counts as money that came in, or went the same way back. */
export const TOP_UP_CAUSES: ReadonlySet<string> = new Set<Cause>([
  'top_up',
  'top_up_refunded',
  'top_up_refund_failed',
  'top_up_disputed',
  'dispute_won',
]);

/** What credit is corrected by, which no payment and no charge is. */
export const ADJUSTMENT_CAUSES: ReadonlySet<string> = new Set<Cause>(['adjustment', 'late_port_indemnity']);

export interface Posting {
  readonly account: LedgerAccount;
  /** Credit when positive, debit when negative. */
  readonly amountCents: number;
}

/** An entry as its use case asks for it. */
export interface NewEntry {
  /** Unique for ever, made of what causes the entry, e.g. `renewal:con_…:2026-12`. */
  readonly key: string;
  readonly contractId: string;
  readonly cause: Cause;
  readonly postings: readonly Posting[];
  /** It may take credit below zero though its cause may not: the month that a registration begins in, once what it was told is paid (R31). */
  readonly mayOwe?: boolean;
  /** What people and documents need to know of it: plain JSON, kept and hashed as it is. Nothing that names a person belongs here. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly words?: Words;
}

/** What people wrote of an entry. It is kept beside the hash, so that an erasure can take it out and the chain is still proven (R29). */
export interface Words {
  /** Who paid, as bank or staff gave it. */
  readonly payer?: string;
  /** What the payer wrote. */
  readonly text?: string;
  /** Why staff corrected credit. */
  readonly reason?: string;
}

/** What an entry does to the customer's credit, in cents. */
export const creditOf = (postings: readonly Posting[]): Cents =>
  sum(postings.filter(({ account }) => account === 'customer_credit').map(({ amountCents }) => cents(amountCents)));

/** An entry has two postings or more, in whole cents, that sum to zero. @throws RangeError: it is a programmer's error. */
export function assertBalanced({ key, postings }: Pick<NewEntry, 'key' | 'postings'>): void {
  const total = sum(postings.map(({ amountCents }) => cents(amountCents)));
  if (postings.length < 2 || total !== 0) throw new RangeError(`entry ${key} has postings that do not sum to zero`);
}

/**
 * The balance after an entry; `due` says what to pay for missing credit.
 * @throws CreditShort when a debit would leave it below zero and its cause may not do that (R7).
 */
export function balanceAfter(
  balance: Cents,
  cause: Cause,
  credit: Cents,
  due: (missing: Cents) => Cents = (missing) => missing,
  mayOwe = MAY_GO_BELOW_ZERO.has(cause),
): Cents {
  const after = sum([balance, credit]);
  if (credit < 0 && after < 0 && !mayOwe) throw new CreditShort(cents(-after), balance, due(cents(-after)));
  return after;
}

/** Where money comes in from outside. */
export type MoneySource = 'bank' | 'payment_provider';

/** Postings of money that came in from outside: bank or payment provider; `vat` of it is invoiced and no credit (R24). */
export const topUpPostings = (from: MoneySource, amount: Cents, vat = ZERO): Posting[] => [
  { account: 'customer_credit', amountCents: subtract(amount, vat) },
  ...(vat === 0 ? [] : [{ account: 'output_vat' as const, amountCents: vat }]),
  { account: from, amountCents: -amount },
];

/** The money that came in with an entry, in cents; negative where it went the same way back. Not its credit: VAT is none (R24). */
export const paidIn = (postings: readonly Posting[]): Cents =>
  sum(
    postings
      .filter(({ account }) => account === 'bank' || account === 'payment_provider')
      .map(({ amountCents }) => cents(-amountCents)),
  );

/** The postings that take others back, to the cent. */
export const reversalOf = (postings: readonly Posting[]): Posting[] =>
  postings.map(({ account, amountCents }) => ({ account, amountCents: -amountCents || 0 }));

/** Postings of a charge to credit; parts that are zero are left out. */
export function chargePostings({ net, vat, gross }: { net: Cents; vat: Cents; gross: Cents }): Posting[] {
  const parts: Posting[] = [
    { account: 'customer_credit', amountCents: -gross || ZERO },
    { account: 'revenue', amountCents: net },
    { account: 'output_vat', amountCents: vat },
  ];
  return parts.filter(({ amountCents }, index) => index < 2 || amountCents !== 0);
}
