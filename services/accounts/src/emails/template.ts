import type { Locale } from '#libs/contracts/actor.js';

export type Values = Readonly<Record<string, string>>;
export interface Written {
  readonly subject: string;
  readonly text: string;
}
/** An email in each language. */
export type Template = Record<Locale, (values: Values) => Written>;

export const signed = (subject: string, ...paragraphs: string[]): Written => ({ subject, text: `${paragraphs.join('\n\n')}\n\nOpenVOIP\n` });
