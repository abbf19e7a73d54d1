import { emailTemplates, leave, signed, type Template } from '../mail/mail.text.js';

const termsChange: Template = {
  it: (v) =>
    signed(
      `Le condizioni di contratto cambiano dal ${v.fromIt}`,
      `Buongiorno ${v.name},\ndal ${v.fromIt} valgono le nuove condizioni di contratto, versione ${v.version}. Che cosa cambia: ${v.changesIt}`,
      `Le trovi per intero su:\n${v.link}/v1/terms/${v.version}`,
      leave.it,
    ),
  en: (v) =>
    signed(
      `The terms of contract change on ${v.fromEn}`,
      `Dear ${v.name},\nfrom ${v.fromEn} on the new terms of contract hold, version ${v.version}. What changes: ${v.changesEn}`,
      `You find them in full at:\n${v.link}/v1/terms/${v.version}`,
      leave.en,
    ),
};

/** What customers are told 30 days or more before new terms hold for them (R26). */
export const TERMS_EMAILS = emailTemplates({ termsChange });
