import { emailTemplates, how, signed, type Template, type Values } from '../mail/mail.text.js';

/** For whoever registers before something that is known already changes. */
const coming = {
  it: (v: Values): string[] => [
    ...(v.priceFrom
      ? [
          `Il canone è di ${v.oldPrice} al mese fino al cambio dei prezzi del ${v.priceFrom}, e da allora di ${v.newPrice} al mese.`,
        ]
      : []),
    ...(v.termsFrom
      ? [`Dal ${v.termsFrom} valgono le condizioni di contratto in versione ${v.termsVersion}: ${v.termsChange}`]
      : []),
  ],
  en: (v: Values): string[] => [
    ...(v.priceFrom
      ? [
          `The price is ${v.oldPrice} a month until prices change on ${v.priceFrom}, and ${v.newPrice} a month from then on.`,
        ]
      : []),
    ...(v.termsFrom
      ? [`From ${v.termsFrom} on the terms of contract hold in version ${v.termsVersion}: ${v.termsChange}`]
      : []),
  ],
};

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
  page: 'confirm-email',
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

/** What a customer is told of its registration. */
export const REGISTRATION_EMAILS = emailTemplates({ registered, activated, lapsed });
