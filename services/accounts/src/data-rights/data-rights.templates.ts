import { emailTemplates, signed, type Template } from '../mail/mail.text.js';

const dataExportReady: Template = {
  it: (v) =>
    signed(
      'La copia dei tuoi dati è pronta',
      `Buongiorno ${v.name},\nla copia di tutti i dati che conserviamo su di te è pronta. Puoi scaricarla dall'area riservata fino al ${v.expiresAt}.`,
      'Se non l’hai chiesta tu, contattaci subito.',
    ),
  en: (v) =>
    signed(
      'The copy of your data is ready',
      `Dear ${v.name},\nthe copy of all the data that we keep about you is ready. You can fetch it in the reserved area until ${v.expiresAt}.`,
      'If you did not ask for it, contact us at once.',
    ),
};

const erased: Template = {
  it: (v) =>
    signed(
      'I tuoi dati sono stati cancellati',
      `Buongiorno ${v.name},\ncome richiesto, i tuoi dati sono stati cancellati e il tuo accesso è chiuso.`,
      'Restano soltanto i dati che la legge ci impone di conservare, come le fatture, e solo per il tempo che essa stabilisce: poi saranno rimossi senza che tu debba chiederlo. Questo è l’ultimo messaggio che ricevi da noi.',
    ),
  en: (v) =>
    signed(
      'Your data was erased',
      `Dear ${v.name},\nas you asked, your data was erased and your access is closed.`,
      'Only the data that the law requires us to keep remains, such as invoices, and only for as long as it says: then it is removed without your asking. This is the last message that you get from us.',
    ),
};

/** What a customer is told of its data. */
export const DATA_RIGHTS_EMAILS = emailTemplates({ dataExportReady, erased });
