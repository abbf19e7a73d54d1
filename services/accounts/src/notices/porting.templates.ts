import { emailTemplates, signed, type Template } from '../mail/mail.text.js';

const portInDraft: Template = {
  it: (v) =>
    signed(
      'Portabilità: completa la richiesta',
      `Buongiorno ${v.name},\nla richiesta di portare in OpenVOIP ${v.numbers} è pronta da completare.`,
      "Scarica la delega dall'area riservata, firmala, caricala con un documento d'identità e invia la richiesta.",
    ),
  en: (v) =>
    signed(
      'Number porting: complete the order',
      `Dear ${v.name},\nthe order to bring ${v.numbers} to OpenVOIP is ready to be completed.`,
      'Download the letter of authority in the reserved area, sign it, upload it with an identity document and submit the order.',
    ),
};

const portInSubmitted: Template = {
  it: (v) =>
    signed(
      'Portabilità: richiesta inviata',
      `Buongiorno ${v.name},\nabbiamo inviato all'operatore attuale la richiesta per ${v.numbers}. Ti scriveremo quando risponde.`,
      ...(v.promisedIt
        ? [
            `I numeri passano entro il ${v.promisedIt}. Se il ritardo è nostro o dell'operatore attuale, ti indennizziamo senza che tu debba chiederlo.`,
          ]
        : []),
    ),
  en: (v) =>
    signed(
      'Number porting: order submitted',
      `Dear ${v.name},\nwe sent the order for ${v.numbers} to the current operator. You will hear from us when it answers.`,
      ...(v.promisedEn
        ? [
            `The numbers come by ${v.promisedEn}. If we or the current operator are late, we indemnify you without being asked.`,
          ]
        : []),
    ),
};

const portInVerifying: Template = {
  it: (v) =>
    signed(
      'Portabilità: richiesta in verifica',
      `Buongiorno ${v.name},\nl'operatore attuale sta verificando la richiesta per ${v.numbers}.`,
    ),
  en: (v) =>
    signed(
      'Number porting: order in verification',
      `Dear ${v.name},\nthe current operator is verifying the order for ${v.numbers}.`,
    ),
};

const portInAccepted: Template = {
  it: (v) =>
    signed(
      `Portabilità: i numeri passano il ${v.dayIt}`,
      `Buongiorno ${v.name},\n${v.numbers}: il passaggio a OpenVOIP è fissato per il ${v.dayIt}. Puoi spostarlo dall'area riservata finché è permesso.`,
      "Non disdire il contratto con l'operatore attuale prima di quel giorno.",
    ),
  en: (v) =>
    signed(
      `Number porting: the numbers come on ${v.dayEn}`,
      `Dear ${v.name},\n${v.numbers}: they come to OpenVOIP on ${v.dayEn}. You can move the day in the reserved area while that is allowed.`,
      'Do not cancel the contract with the current operator before that day.',
    ),
};

const portInCutOver: Template = {
  it: (v) =>
    signed(
      'Portabilità completata',
      `Buongiorno ${v.name},\n${v.numbers}: la portabilità è completata e il servizio è attivo con OpenVOIP.`,
    ),
  en: (v) =>
    signed(
      'Number porting completed',
      `Dear ${v.name},\n${v.numbers}: porting is complete and the service is active with OpenVOIP.`,
    ),
};

const portInRejected: Template = {
  it: (v) =>
    signed(
      'Portabilità: richiesta respinta',
      `Buongiorno ${v.name},\nl'operatore attuale ha respinto la richiesta per ${v.numbers}.`,
      v.whatToDoIt!,
    ),
  en: (v) =>
    signed(
      'Number porting: order rejected',
      `Dear ${v.name},\nthe current operator rejected the order for ${v.numbers}.`,
      v.whatToDoEn!,
    ),
};

const portInCancelled: Template = {
  it: (v) =>
    signed(
      'Portabilità annullata',
      `Buongiorno ${v.name},\nla richiesta di portabilità per ${v.numbers} è annullata: i numeri restano all'operatore attuale.`,
    ),
  en: (v) =>
    signed(
      'Number porting cancelled',
      `Dear ${v.name},\nthe porting order for ${v.numbers} is cancelled: the numbers stay with the current operator.`,
    ),
};

const portInExpired: Template = {
  it: (v) =>
    signed(
      'Portabilità: richiesta scaduta',
      `Buongiorno ${v.name},\nla richiesta di portabilità per ${v.numbers} è scaduta senza essere completata. Puoi farne una nuova quando vuoi.`,
    ),
  en: (v) =>
    signed(
      'Number porting: order expired',
      `Dear ${v.name},\nthe porting order for ${v.numbers} expired without being completed. You can make a new one at any time.`,
    ),
};

const portInCommented: Template = {
  it: (v) =>
    signed(
      'Portabilità: un nuovo commento',
      `Buongiorno ${v.name},\nsulla richiesta di portabilità per ${v.numbers} c'è un nuovo commento:`,
      v.text!,
      "Per rispondere usa l'area riservata.",
    ),
  en: (v) =>
    signed(
      'Number porting: a new comment',
      `Dear ${v.name},\nthere is a new comment on the porting order for ${v.numbers}:`,
      v.text!,
      'To answer, use the reserved area.',
    ),
};

const portOutAccepted: Template = {
  it: (v) =>
    signed(
      `Il numero ${v.numbers} passa ad altro operatore il ${v.dayIt}`,
      `Buongiorno ${v.name},\n${v.recipient} ha chiesto il numero ${v.numbers} con il suo codice di migrazione: il numero passa a ${v.recipient} il ${v.dayIt}.`,
      "Se non l'hai chiesto tu, apri subito un ticket e avverti l'altro operatore.",
    ),
  en: (v) =>
    signed(
      `The number ${v.numbers} moves to another operator on ${v.dayEn}`,
      `Dear ${v.name},\n${v.recipient} asked for the number ${v.numbers} with its migration code: the number moves to ${v.recipient} on ${v.dayEn}.`,
      'If you did not ask for this, open a ticket at once and tell the other operator.',
    ),
};

const portOutCancelled: Template = {
  it: (v) =>
    signed(
      `Il numero ${v.numbers} resta con noi`,
      `Buongiorno ${v.name},\nla richiesta di ${v.recipient} per il numero ${v.numbers} è stata ritirata: il numero resta in OpenVOIP.`,
    ),
  en: (v) =>
    signed(
      `The number ${v.numbers} stays with us`,
      `Dear ${v.name},\nthe request of ${v.recipient} for the number ${v.numbers} was withdrawn: the number stays with OpenVOIP.`,
    ),
};

const numberPortedOut: Template = {
  it: (v) =>
    signed(
      `Il numero ${v.numbers} è passato ad altro operatore`,
      `Buongiorno ${v.name},\nil numero ${v.numbers} è passato a ${v.recipient} e con noi non è più in servizio. Dal prossimo mese non ti sarà più addebitato.`,
    ),
  en: (v) =>
    signed(
      `The number ${v.numbers} has moved to another operator`,
      `Dear ${v.name},\nthe number ${v.numbers} has moved to ${v.recipient} and is no longer in service with us. It is not charged from the next month on.`,
    ),
};

const endedNumberPortedOut: Template = {
  it: (v) =>
    signed(
      `Il numero ${v.numbers} è passato ad altro operatore`,
      `Buongiorno ${v.name},\nil numero ${v.numbers}, che era del tuo contratto terminato, è passato a ${v.recipient}. Non c'è nulla da pagare.`,
    ),
  en: (v) =>
    signed(
      `The number ${v.numbers} has moved to another operator`,
      `Dear ${v.name},\nthe number ${v.numbers}, which was of your ended contract, has moved to ${v.recipient}. There is nothing to pay.`,
    ),
};

/** What customers are told of numbers that come and leave by port. */
export const PORTING_EMAILS = emailTemplates({
  portInDraft,
  portInSubmitted,
  portInVerifying,
  portInAccepted,
  portInCutOver,
  portInRejected,
  portInCancelled,
  portInExpired,
  portInCommented,
  portOutAccepted,
  portOutCancelled,
  numberPortedOut,
  endedNumberPortedOut,
});
