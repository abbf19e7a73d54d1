import type { Locale } from '#libs/api/kernel/actor.js';
import { endSentencesOnce } from '#libs/italy/formats.js';

export type Values = Readonly<Record<string, string>>;
export interface RenderedEmail {
  readonly subject: string;
  readonly text: string;
}
/** An email in each language. */
export type Template = Record<Locale, (values: Values) => RenderedEmail> & {
  /** The page that its link opens, where it carries a token. */
  readonly page?: string;
};
/** A template and the name by which a queued email keeps it. */
export type EmailTemplate = Template & { readonly name: string };

/** The way out of mail. */
export const MAIL_TRANSPORT = Symbol('MailTransport');
/** Every template that an email may be queued with, by its name. */
export const EMAIL_TEMPLATES = Symbol('EmailTemplates');

/** Names each template by its key. */
export const emailTemplates = <Name extends string>(
  templates: Readonly<Record<Name, Template>>,
): Readonly<Record<Name, EmailTemplate>> =>
  Object.fromEntries(
    Object.entries<Template>(templates).map(([name, template]) => [name, { ...template, name }]),
  ) as unknown as Record<Name, EmailTemplate>;

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

/** What a customer can do that does not accept what changes. */
export const leave: Record<Locale, string> = {
  it: 'Se non vuoi accettare puoi disdire il contratto in ogni momento e senza costi dall’area riservata: il credito residuo ti sarà restituito.',
  en: 'If you do not want to accept this you can cancel the contract at any time and at no cost in the reserved area: the residual credit will be returned to you.',
};
