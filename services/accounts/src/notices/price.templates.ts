import { emailTemplates, leave, signed, type Template } from '../mail/mail.text.js';

const priceRise: Template = {
  it: (v) =>
    signed(
      `I prezzi del contratto ${v.contractNumber} cambiano dal ${v.fromIt}`,
      `Buongiorno ${v.name},\ndal ${v.fromIt} cambiano i prezzi di alcuni servizi del contratto ${v.contractNumber}, al mese e IVA compresa:\n${v.changesIt}`,
      `In tutto, da ${v.oldMonthly} a ${v.newMonthly} al mese.`,
      leave.it,
    ),
  en: (v) =>
    signed(
      `The prices of the contract ${v.contractNumber} change on ${v.fromEn}`,
      `Dear ${v.name},\nfrom ${v.fromEn} on the prices of some services of the contract ${v.contractNumber} change, a month and with VAT:\n${v.changesEn}`,
      `In all, from ${v.oldMonthly} to ${v.newMonthly} a month.`,
      leave.en,
    ),
};

/** What customers are told 30 days or more before prices rise for them (R26). */
export const PRICE_EMAILS = emailTemplates({ priceRise });
