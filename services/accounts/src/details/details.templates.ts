import { emailTemplates, signed, type Template } from '../mail/mail.text.js';

const detailsCorrected: Template = {
  it: (v) =>
    signed(
      'I tuoi recapiti sono stati aggiornati',
      `Buongiorno ${v.name},\nil tuo indirizzo e i recapiti per la fatturazione sono stati aggiornati come richiesto. Li trovi nell'area riservata, con le modifiche precedenti.`,
      'Se non sei stato tu, contattaci subito.',
    ),
  en: (v) =>
    signed(
      'Your details were updated',
      `Dear ${v.name},\nyour address and where your invoices go were updated as asked. You find them in the reserved area, with earlier changes.`,
      'If it was not you, contact us at once.',
    ),
};

/** What a customer is told of its details. */
export const DETAILS_EMAILS = emailTemplates({ detailsCorrected });
