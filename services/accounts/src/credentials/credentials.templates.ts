import { emailTemplates, signed, type Template } from '../mail/mail.text.js';

const confirmEmail: Template = {
  page: 'confirm-email',
  it: (v) =>
    signed('Conferma il tuo indirizzo email', `Buongiorno ${v.name},\nconferma il tuo indirizzo email:\n${v.link}`),
  en: (v) => signed('Confirm your email address', `Dear ${v.name},\nconfirm your email address:\n${v.link}`),
};

const resetPassword: Template = {
  page: 'reset-password',
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

/** What a user is told of its own address and password. */
export const CREDENTIALS_EMAILS = emailTemplates({ confirmEmail, resetPassword, passwordChanged });
