import { emailTemplates, how, signed, type Template } from '../mail/mail.text.js';

const debtOpened: Template = {
  it: (v) =>
    signed(
      'Il tuo credito è sotto zero',
      `Buongiorno ${v.name},\nquanto addebitato ha superato il credito: mancano ${v.amount}.`,
      `Versali ${how.it(v)}.`,
    ),
  en: (v) =>
    signed(
      'Your credit is below zero',
      `Dear ${v.name},\nwhat was charged exceeded your credit: ${v.amount} are missing.`,
      `Pay them ${how.en(v)}.`,
    ),
};

const debtReminder: Template = {
  it: (v) =>
    signed(
      `Promemoria: mancano ${v.amount}`,
      `Buongiorno ${v.name},\nda ${v.days} giorni il credito è sotto zero: mancano ${v.amount}.`,
      `Versali ${how.it(v)}.`,
    ),
  en: (v) =>
    signed(
      `Reminder: ${v.amount} are missing`,
      `Dear ${v.name},\nfor ${v.days} days your credit has been below zero: ${v.amount} are missing.`,
      `Pay them ${how.en(v)}.`,
    ),
};

const refundExecuted: Template = {
  it: (v) =>
    signed('Rimborso eseguito', `Buongiorno ${v.name},\nil bonifico di ${v.amount} a tuo favore è stato eseguito.`),
  en: (v) => signed('Refund executed', `Dear ${v.name},\nthe bank transfer of ${v.amount} to you was executed.`),
};

const refundRejected: Template = {
  it: (v) =>
    signed(
      'Rimborso respinto dalla banca',
      `Buongiorno ${v.name},\nla banca ha respinto il bonifico di ${v.amount}. La somma resta tua: correggi l'IBAN nell'area riservata e lo disporremo di nuovo.`,
    ),
  en: (v) =>
    signed(
      'Refund rejected by the bank',
      `Dear ${v.name},\nthe bank rejected the transfer of ${v.amount}. The sum stays yours: correct the IBAN in the reserved area and it will be issued again.`,
    ),
};

const creditAdjusted: Template = {
  it: (v) =>
    signed(
      `Rettifica del credito: ${v.amount}`,
      `Buongiorno ${v.name},\nil tuo credito è stato rettificato di ${v.amount}.`,
      `Motivo: ${v.reason}`,
      "La trovi tra i movimenti nell'area riservata.",
    ),
  en: (v) =>
    signed(
      `Adjustment of your credit: ${v.amount}`,
      `Dear ${v.name},\nyour credit was adjusted by ${v.amount}.`,
      `Reason: ${v.reason}`,
      'You find it among the movements in the reserved area.',
    ),
};

const lateAnswerIndemnified: Template = {
  it: (v) =>
    signed(
      `Indennizzo per risposta in ritardo: ${v.amount}`,
      `Buongiorno ${v.name},\nti abbiamo risposto in ritardo: per questo il tuo credito cresce di ${v.amount}.`,
      `Motivo: ${v.reason}`,
      "Lo trovi tra i movimenti nell'area riservata.",
    ),
  en: (v) =>
    signed(
      `Indemnity for a late answer: ${v.amount}`,
      `Dear ${v.name},\nwe answered you late: for that your credit grows by ${v.amount}.`,
      `Reason: ${v.reason}`,
      'You find it among the movements in the reserved area.',
    ),
};

const latePortIndemnified: Template = {
  it: (v) =>
    signed(
      `Indennizzo per portabilità in ritardo: ${v.amount}`,
      `Buongiorno ${v.name},\nla portabilità di ${v.numbers} è in ritardo di ${v.days === '1' ? 'un giorno' : `${v.days} giorni`} rispetto a quanto promesso: ti riconosciamo ${v.amount}.`,
      v.ended
        ? 'Il contratto è terminato: la somma ti è restituita con bonifico.'
        : "Li trovi nel credito e tra i movimenti nell'area riservata: non devi chiedere nulla.",
    ),
  en: (v) =>
    signed(
      `Indemnity for a late port: ${v.amount}`,
      `Dear ${v.name},\nthe porting of ${v.numbers} is ${v.days === '1' ? 'a day' : `${v.days} days`} later than was promised: we owe you ${v.amount} for it.`,
      v.ended
        ? 'The contract has ended: the sum is returned by bank transfer.'
        : 'You find it in your credit and among the movements in the reserved area: there is nothing to ask for.',
    ),
};

const invoiceAvailable: Template = {
  it: (v) =>
    signed(
      `La fattura ${v.number} è a tua disposizione`,
      `Buongiorno ${v.name},\nla fattura elettronica n. ${v.number} del ${v.dateIt ?? v.date} non è stata recapitata a un tuo indirizzo telematico: è nella tua area riservata del sito dell'Agenzia delle Entrate (Fatture e Corrispettivi), dove puoi consultarla e scaricarla.`,
      "Una copia in PDF è nell'area riservata di OpenVOIP. Se hai un codice destinatario o una PEC per le fatture, indicacelo: le prossime arriveranno lì.",
    ),
  en: (v) =>
    signed(
      `Invoice ${v.number} is available to you`,
      `Dear ${v.name},\nelectronic invoice no. ${v.number} of ${v.dateEn ?? v.date} was not delivered to an electronic address of yours: it is in your reserved area on the site of the Agenzia delle Entrate (Fatture e Corrispettivi), where you can read and download it.`,
      'A copy as PDF is in the reserved area of OpenVOIP. If you have a codice destinatario or a PEC address for invoices, tell us: the next ones will go there.',
    ),
};

/** What customers are told of their debts, refunds, adjustments and invoices. */
export const CREDIT_EMAILS = emailTemplates({
  debtOpened,
  debtReminder,
  refundExecuted,
  refundRejected,
  creditAdjusted,
  lateAnswerIndemnified,
  latePortIndemnified,
  invoiceAvailable,
});
