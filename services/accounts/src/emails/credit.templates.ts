import { signed, type Template } from './template.js';

const debtOpened: Template = {
  it: (v) => signed('Il tuo credito è sotto zero', `Buongiorno ${v.name},\nquanto addebitato ha superato il credito: mancano ${v.amount}.`, `Versali con carta dall'area riservata, oppure con bonifico indicando nella causale il riferimento ${v.paymentReference}.`),
  en: (v) => signed('Your credit is below zero', `Dear ${v.name},\nwhat was charged exceeded your credit: ${v.amount} are missing.`, `Pay them by card in the reserved area, or by bank transfer quoting the reference ${v.paymentReference}.`),
};

const debtReminder: Template = {
  it: (v) => signed(`Promemoria: mancano ${v.amount}`, `Buongiorno ${v.name},\nda ${v.days} giorni il credito è sotto zero: mancano ${v.amount}.`, `Versali con carta dall'area riservata, oppure con bonifico indicando nella causale il riferimento ${v.paymentReference}.`),
  en: (v) => signed(`Reminder: ${v.amount} are missing`, `Dear ${v.name},\nfor ${v.days} days your credit has been below zero: ${v.amount} are missing.`, `Pay them by card in the reserved area, or by bank transfer quoting the reference ${v.paymentReference}.`),
};

const refundExecuted: Template = {
  it: (v) => signed('Rimborso eseguito', `Buongiorno ${v.name},\nil bonifico di ${v.amount} a tuo favore è stato eseguito.`),
  en: (v) => signed('Refund executed', `Dear ${v.name},\nthe bank transfer of ${v.amount} to you was executed.`),
};

const refundRejected: Template = {
  it: (v) => signed('Rimborso respinto dalla banca', `Buongiorno ${v.name},\nla banca ha respinto il bonifico di ${v.amount}. La somma resta tua: correggi l'IBAN nell'area riservata e lo disporremo di nuovo.`),
  en: (v) => signed('Refund rejected by the bank', `Dear ${v.name},\nthe bank rejected the transfer of ${v.amount}. The sum stays yours: correct the IBAN in the reserved area and it will be issued again.`),
};

const creditAdjusted: Template = {
  it: (v) => signed(`Rettifica del credito: ${v.amount}`, `Buongiorno ${v.name},\nil tuo credito è stato rettificato di ${v.amount}.`, `Motivo: ${v.reason}`, "La trovi tra i movimenti nell'area riservata."),
  en: (v) => signed(`Adjustment of your credit: ${v.amount}`, `Dear ${v.name},\nyour credit was adjusted by ${v.amount}.`, `Reason: ${v.reason}`, 'You find it among the movements in the reserved area.'),
};

/** What customers are told of their debts, refunds and adjustments. */
export const CREDIT_TEMPLATES = { debtOpened, debtReminder, refundExecuted, refundRejected, creditAdjusted } as const;
