import type { Locale } from '#libs/api/kernel/actor.js';
import { CONTRACT_TEMPLATES } from './contract.templates.js';
import { CREDIT_TEMPLATES } from './credit.templates.js';
import { DATA_RIGHTS_TEMPLATES } from './data-rights.templates.js';
import { coming, NOTICE_TEMPLATES } from './notice.templates.js';
import { PAYMENT_TEMPLATES } from './payment.templates.js';
import { PORTING_TEMPLATES } from './porting.templates.js';
import { how, signed, type Template, type Values, type RenderedEmail } from './mail.text.js';

/** R31: a number that is held beyond the end of the month: both prices with their dates. */
const nextMonth = {
  it: (v: Values): string[] =>
    v.nextMonthFrom
      ? [
          `Se paghi entro il ${v.lastDay} l'importo è ${v.amount} per il mese in corso, e dal ${v.nextMonthFrom} si addebita il mese nuovo: ${v.nextMonth}. Se paghi dal ${v.nextMonthFrom}, ${v.amount} bastano ancora per attivare il contratto, ma l'addebito è quello del mese nuovo, al massimo ${v.nextMonth}: quanto manca resta da versare.`,
        ]
      : [],
  en: (v: Values): string[] =>
    v.nextMonthFrom
      ? [
          `If you pay by ${v.lastDay} the amount is ${v.amount} for the current month, and from ${v.nextMonthFrom} the new month is charged: ${v.nextMonth}. If you pay from ${v.nextMonthFrom} on, ${v.amount} is still enough to activate the contract, but the charge is that of the new month, ${v.nextMonth} at most: what is missing remains to be paid.`,
        ]
      : [],
};

const registered: Template = {
  it: (v) =>
    signed(
      `Registrazione ricevuta, contratto ${v.contractNumber}`,
      `Buongiorno ${v.name},\nil numero ${v.number} è riservato per te fino al ${v.expiresOn}.`,
      `Per attivare il contratto versa ${v.amount} ${how.it(v)}. L'importo vale finché il numero è riservato per te: di quanto paghi ti addebitiamo solo i giorni che restano, il resto è tuo credito.`,
      ...nextMonth.it(v),
      ...coming.it(v),
      ...(v.unconfirmed
        ? [
            `Conferma il tuo indirizzo email${v.confirmedUntil ? ` entro il ${v.expiresOn}: il numero resta allora riservato per te fino al ${v.confirmedUntil}` : ''}.\n${v.link}`,
          ]
        : []),
    ),
  en: (v) =>
    signed(
      `Registration received, contract ${v.contractNumber}`,
      `Dear ${v.name},\nthe number ${v.number} is reserved for you until ${v.expiresOn}.`,
      `To activate the contract pay ${v.amount} ${how.en(v)}. The amount holds as long as the number is reserved for you: of what you pay only the days that remain are charged, the rest is your credit.`,
      ...nextMonth.en(v),
      ...coming.en(v),
      ...(v.unconfirmed
        ? [
            `Confirm your email address${v.confirmedUntil ? ` by ${v.expiresOn}: the number then stays reserved for you until ${v.confirmedUntil}` : ''}.\n${v.link}`,
          ]
        : []),
    ),
};

const activated: Template = {
  it: (v) =>
    signed(
      `Contratto ${v.contractNumber} attivo`,
      `Buongiorno ${v.name},\nil contratto ${v.contractNumber} è attivo e il numero ${v.number} è tuo: puoi usarlo da subito.`,
    ),
  en: (v) =>
    signed(
      `Contract ${v.contractNumber} is active`,
      `Dear ${v.name},\nthe contract ${v.contractNumber} is active and the number ${v.number} is yours: you can use it now.`,
    ),
};

const lapsed: Template = {
  it: (v) =>
    signed(
      `Registrazione decaduta, contratto ${v.contractNumber}`,
      `Buongiorno ${v.name},\nla registrazione è decaduta${v.unconfirmed ? ` perché l'indirizzo email non è stato confermato in tempo` : ''} e il numero ${v.number} non è più riservato per te. Il credito eventualmente versato resta rimborsabile. Puoi registrare un nuovo contratto quando vuoi.`,
    ),
  en: (v) =>
    signed(
      `Registration lapsed, contract ${v.contractNumber}`,
      `Dear ${v.name},\nthe registration has lapsed${v.unconfirmed ? ' because the email address was not confirmed in time' : ''} and the number ${v.number} is no longer reserved for you. Credit that you paid remains refundable. You can register a new contract at any time.`,
    ),
};

const confirmEmail: Template = {
  it: (v) =>
    signed('Conferma il tuo indirizzo email', `Buongiorno ${v.name},\nconferma il tuo indirizzo email:\n${v.link}`),
  en: (v) => signed('Confirm your email address', `Dear ${v.name},\nconfirm your email address:\n${v.link}`),
};

const resetPassword: Template = {
  it: (v) =>
    signed(
      'Reimposta la password',
      `Buongiorno ${v.name},\nper scegliere una nuova password apri:\n${v.link}`,
      'Il collegamento funziona una volta sola. Se non hai chiesto tu di reimpostare la password, ignora questo messaggio.',
    ),
  en: (v) =>
    signed(
      'Reset your password',
      `Dear ${v.name},\nto choose a new password open:\n${v.link}`,
      'The link works once. If you did not ask to reset the password, ignore this message.',
    ),
};

const passwordChanged: Template = {
  it: (v) =>
    signed(
      'La tua password è stata cambiata',
      `Buongiorno ${v.name},\nla password è stata cambiata e tutti gli accessi aperti sono stati chiusi. Se non sei stato tu, contattaci subito.`,
    ),
  en: (v) =>
    signed(
      'Your password was changed',
      `Dear ${v.name},\nthe password was changed and every open session was ended. If it was not you, contact us at once.`,
    ),
};

/** Emails that were queued before their link had a date say only that it works once. */
const until = (expiresOn: string | undefined, locale: Locale): string =>
  ({
    it: `Il collegamento funziona una volta sola${expiresOn ? `, fino al ${expiresOn}` : ''}. Se è scaduto, chiedi di ripetere l’invito.`,
    en: `The link works once${expiresOn ? `, until ${expiresOn}` : ''}. If it has expired, ask for another invitation.`,
  })[locale];

const invitation: Template = {
  it: (v) =>
    signed(
      'Il tuo accesso a OpenVOIP',
      `Buongiorno ${v.name},\nè stato creato un accesso per te. Scegli la password:\n${v.link}`,
      until(v.expiresOn, 'it'),
    ),
  en: (v) =>
    signed(
      'Your access to OpenVOIP',
      `Dear ${v.name},\na sign-in was made for you. Choose its password:\n${v.link}`,
      until(v.expiresOn, 'en'),
    ),
};

/** Every email that accounts sends. */
export const EMAIL_TEMPLATES = {
  registered,
  activated,
  lapsed,
  confirmEmail,
  resetPassword,
  passwordChanged,
  invitation,
  ...CONTRACT_TEMPLATES,
  ...CREDIT_TEMPLATES,
  ...PAYMENT_TEMPLATES,
  ...PORTING_TEMPLATES,
  ...DATA_RIGHTS_TEMPLATES,
  ...NOTICE_TEMPLATES,
} as const;
export type EmailTemplate = keyof typeof EMAIL_TEMPLATES;

/** The subject and text of an email in the reader's language. */
export const renderEmail = (template: EmailTemplate, locale: Locale, values: Values): RenderedEmail =>
  EMAIL_TEMPLATES[template][locale](values);
