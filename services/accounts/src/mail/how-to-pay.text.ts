import type { Locale } from '#libs/api/kernel/actor.js';
import type { PayBy, WayOfPaying } from '#libs/api/billing/payment-ways.js';
import { formatIban } from '#libs/italy/iban.js';
import { formatCreditorReference } from '#libs/italy/creditor-reference.js';

const CARD: Record<Locale, string> = { it: "con carta dall'area riservata", en: 'by card in the reserved area' };
const TRANSFER: Record<Locale, (payBy: PayBy) => string> = {
  it: ({ paymentReference, iban, beneficiary }) =>
    `con bonifico${iban ? ` a ${beneficiary}, IBAN ${formatIban(iban)},` : ''} indicando nella causale il riferimento ${formatCreditorReference(paymentReference)}`,
  en: ({ paymentReference, iban, beneficiary }) =>
    `by bank transfer${iban ? ` to ${beneficiary}, IBAN ${formatIban(iban)},` : ''} quoting the reference ${formatCreditorReference(paymentReference)}`,
};
const OR: Record<Locale, string> = { it: ', oppure ', en: ', or ' };

/** How an amount can be paid, to stand after "pay so much": only ways that billing says take it (R40). */
export function howToPay(payBy: PayBy, locale: Locale): string {
  const sentences: Record<WayOfPaying, string> = { card: CARD[locale], bank_transfer: TRANSFER[locale](payBy) };
  return payBy.ways.map((way) => sentences[way]).join(OR[locale]);
}

/** What was told before ways were: a transfer takes every amount. */
export const payByOf = ({
  payBy,
  paymentReference,
}: {
  readonly payBy?: PayBy;
  readonly paymentReference: string;
}): PayBy => payBy ?? { ways: ['bank_transfer'], paymentReference };
