import type { Locale } from '#libs/api/kernel/actor.js';
import { emailTemplates, signed, type Template } from '../mail/mail.text.js';

/** Emails that were queued before their link had a date say only that it works once. */
const until = (expiresOn: string | undefined, locale: Locale): string =>
  ({
    it: `Il collegamento funziona una volta sola${expiresOn ? `, fino al ${expiresOn}` : ''}. Se è scaduto, chiedi di ripetere l’invito.`,
    en: `The link works once${expiresOn ? `, until ${expiresOn}` : ''}. If it has expired, ask for another invitation.`,
  })[locale];

const invitation: Template = {
  page: 'reset-password',
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

/** What is written to whoever a sign-in was made for. */
export const INVITATION_EMAILS = emailTemplates({ invitation });
