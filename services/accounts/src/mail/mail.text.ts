import type { Locale } from '#libs/api/kernel/actor.js';
import { endSentencesOnce } from '#libs/italy/formats.js';

export type Values = Readonly<Record<string, string>>;
export interface RenderedEmail {
  readonly subject: string;
  readonly text: string;
}
/** An email in each language. */
export type Template = Record<Locale, (values: Values) => RenderedEmail>;

/** How to pay what is due. Emails that were queued before ways were told say the reference alone: a transfer takes every amount. */
export const how: Record<Locale, (values: Values) => string> = {
  it: ({ howToPay, paymentReference }) =>
    howToPay ?? `con bonifico indicando nella causale il riferimento ${paymentReference}`,
  en: ({ howToPay, paymentReference }) => howToPay ?? `by bank transfer quoting the reference ${paymentReference}`,
};

export const signed = (subject: string, ...paragraphs: string[]): RenderedEmail => ({
  subject: endSentencesOnce(subject),
  text: endSentencesOnce(`${paragraphs.join('\n\n')}\n\nOpenVOIP\n`),
});
