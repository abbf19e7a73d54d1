import { signed, type Template, type Values } from './mail.text.js';

const leaveIt =
  'Se non vuoi accettare puoi disdire il contratto in ogni momento e senza costi dall’area riservata: il credito residuo ti sarà restituito.';
const leaveEn =
  'If you do not want to accept this you can cancel the contract at any time and at no cost in the reserved area: the residual credit will be returned to you.';

const priceRise: Template = {
  it: (v) =>
    signed(
      `I prezzi del contratto ${v.contractNumber} cambiano dal ${v.fromIt}`,
      `Buongiorno ${v.name},\ndal ${v.fromIt} cambiano i prezzi di alcuni servizi del contratto ${v.contractNumber}, al mese e IVA compresa:\n${v.changesIt}`,
      `In tutto, da ${v.oldMonthly} a ${v.newMonthly} al mese.`,
      leaveIt,
    ),
  en: (v) =>
    signed(
      `The prices of the contract ${v.contractNumber} change on ${v.fromEn}`,
      `Dear ${v.name},\nfrom ${v.fromEn} on the prices of some services of the contract ${v.contractNumber} change, a month and with VAT:\n${v.changesEn}`,
      `In all, from ${v.oldMonthly} to ${v.newMonthly} a month.`,
      leaveEn,
    ),
};

const termsChange: Template = {
  it: (v) =>
    signed(
      `Le condizioni di contratto cambiano dal ${v.fromIt}`,
      `Buongiorno ${v.name},\ndal ${v.fromIt} valgono le nuove condizioni di contratto, versione ${v.version}. Che cosa cambia: ${v.changesIt}`,
      `Le trovi per intero su:\n${v.link}/v1/terms/${v.version}`,
      leaveIt,
    ),
  en: (v) =>
    signed(
      `The terms of contract change on ${v.fromEn}`,
      `Dear ${v.name},\nfrom ${v.fromEn} on the new terms of contract hold, version ${v.version}. What changes: ${v.changesEn}`,
      `You find them in full at:\n${v.link}/v1/terms/${v.version}`,
      leaveEn,
    ),
};

/** What customers are told 30 days or more before it changes for them (R26). */
export const NOTICE_TEMPLATES = { priceRise, termsChange } as const;

/** For whoever registers before something that is known already changes. */
export const coming = {
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
