import { cents, subtract, sum, ZERO, type Cents } from '#libs/money/money.js';

/** What the provider has told of the money of one payment that goes back to its card. Instants in epoch seconds, of the provider's clock. */
export interface CardRefundsTold {
  /** How much was being given back in all, at an instant. */
  readonly totals: readonly { readonly at: number; readonly cents: number }[];
  /** Refunds that the card's bank did not take: their money came back. */
  readonly failures: readonly { readonly refundId: string; readonly at: number; readonly cents: number }[];
}

/**
 * The cents of a payment that are back on its card, whatever order the provider's messages came in: the newest total, in which
 * earlier failures are left out, less what failed since.
 */
export function backOnCard({ totals, failures }: CardRefundsTold): Cents {
  const newest = totals.reduce<CardRefundsTold['totals'][number] | undefined>(
    (last, total) => (!last || total.at > last.at || (total.at === last.at && total.cents > last.cents) ? total : last),
    undefined,
  );
  if (!newest) return ZERO;
  const since = failures.filter(({ at }) => at >= newest.at);
  return cents(Math.max(0, subtract(cents(newest.cents), sum(since.map((failure) => cents(failure.cents))))));
}
