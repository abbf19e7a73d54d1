import { emailTemplates, how, signed, type Template } from '../mail/mail.text.js';

const paymentShortForActivation: Template = {
  it: (v) =>
    signed(
      `Mancano ${v.missing} per attivare il contratto ${v.contractNumber}`,
      `Buongiorno ${v.name},\nabbiamo ricevuto ${v.received}. Per attivare il contratto ${v.contractNumber} servivano ${v.due}: mancano ${v.missing}.`,
      `Versa ${v.missing} ${how.it(v)}.\nArea riservata: ${v.link}`,
      `Il numero ${v.number} è riservato per te fino al ${v.until}: il pagamento deve risultarci entro allora. Quanto hai già versato resta tuo.`,
    ),
  en: (v) =>
    signed(
      `${v.missing} are missing to activate the contract ${v.contractNumber}`,
      `Dear ${v.name},\nwe have received ${v.received}. To activate the contract ${v.contractNumber}, ${v.due} were due: ${v.missing} are missing.`,
      `Pay ${v.missing} ${how.en(v)}.\nReserved area: ${v.link}`,
      `The number ${v.number} is reserved for you until ${v.until}: the payment must have reached us by then. What you have paid stays yours.`,
    ),
};

const paymentShortForDebt: Template = {
  it: (v) =>
    signed(
      `Mancano ancora ${v.missing}`,
      `Buongiorno ${v.name},\nabbiamo ricevuto ${v.received}. Erano da versare ${v.due}: mancano ancora ${v.missing}, e il credito del contratto ${v.contractNumber} resta sotto zero finché non arrivano.`,
      `Versali ${how.it(v)}.\nArea riservata: ${v.link}`,
    ),
  en: (v) =>
    signed(
      `${v.missing} are still missing`,
      `Dear ${v.name},\nwe have received ${v.received}. ${v.due} were due: ${v.missing} are still missing, and the credit of the contract ${v.contractNumber} stays below zero until they come.`,
      `Pay them ${how.en(v)}.\nReserved area: ${v.link}`,
    ),
};

const paymentShortForChange: Template = {
  it: (v) =>
    signed(
      `Mancano ${v.missing} per la modifica richiesta`,
      `Buongiorno ${v.name},\nabbiamo ricevuto ${v.received}, che sono nel tuo credito. Per la modifica del contratto ${v.contractNumber} che hai chiesto mancano ancora ${v.missing}.`,
      `Versali ${how.it(v)}, poi conferma la modifica nell'area riservata: il suo prezzo vale fino al ${v.until}.\nArea riservata: ${v.link}`,
    ),
  en: (v) =>
    signed(
      `${v.missing} are missing for the change that you asked for`,
      `Dear ${v.name},\nwe have received ${v.received}, which are in your credit. For the change of the contract ${v.contractNumber} that you asked for, ${v.missing} are still missing.`,
      `Pay them ${how.en(v)}, then confirm the change in the reserved area: its price holds until ${v.until}.\nReserved area: ${v.link}`,
    ),
};

const again = {
  it: "Per averli indietro indica nell'area riservata l'IBAN di un conto intestato a te: li restituiamo con bonifico. Se vuoi ancora un numero, chiedi un nuovo contratto nell'area riservata, con lo stesso accesso: si paga da capo, con il riferimento nuovo.",
  en: 'To have them back give the IBAN of an account in your name in the reserved area: we return them by bank transfer. If you still want a number, ask for a new contract in the reserved area, with the same sign-in: it is paid anew, with its new reference.',
};

const creditLeftBehind: Template = {
  it: (v) =>
    signed(
      `Ti spettano ${v.amount}, contratto ${v.contractNumber}`,
      `Buongiorno ${v.name},\nil contratto ${v.contractNumber} non è stato attivato: i ${v.amount} che avevi versato sono tuoi.`,
      again.it,
    ),
  en: (v) =>
    signed(
      `${v.amount} are yours, contract ${v.contractNumber}`,
      `Dear ${v.name},\nthe contract ${v.contractNumber} was not activated: the ${v.amount} that you had paid are yours.`,
      again.en,
    ),
};

const paidTooLate: Template = {
  it: (v) =>
    signed(
      `Pagamento arrivato tardi, contratto ${v.contractNumber}`,
      `Buongiorno ${v.name},\nabbiamo ricevuto ${v.received} quando la registrazione del contratto ${v.contractNumber} era già decaduta: il contratto non si può più attivare e la somma di ${v.amount} è tua.`,
      again.it,
    ),
  en: (v) =>
    signed(
      `Payment came late, contract ${v.contractNumber}`,
      `Dear ${v.name},\nwe received ${v.received} when the registration of the contract ${v.contractNumber} had lapsed: the contract can no longer be activated, and the sum of ${v.amount} is yours.`,
      again.en,
    ),
};

/** The number went back to stock when the registration lapsed: whether it still can be had, only asking for it says. */
const bookedTooLate: Template = {
  it: (v) =>
    signed(
      `Pagamento registrato dopo la scadenza, contratto ${v.contractNumber}`,
      `Buongiorno ${v.name},\nil tuo bonifico di ${v.received} era sul nostro conto il ${v.dayIt}, in tempo, ma la banca ce l'ha comunicato quando la registrazione del contratto ${v.contractNumber} era già decaduta. A quel punto il numero${v.number ? ` ${v.number}` : ''} era già tornato disponibile per tutti e il contratto non si può più attivare. Ci dispiace: la somma di ${v.amount} è tua.`,
      `${again.it}${v.number ? ` Nel nuovo contratto puoi scegliere proprio il numero ${v.number}, se è ancora libero.` : ''}`,
    ),
  en: (v) =>
    signed(
      `Payment booked after the registration lapsed, contract ${v.contractNumber}`,
      `Dear ${v.name},\nyour transfer of ${v.received} was on our account on ${v.dayEn}, in time, but the bank told us only when the registration of the contract ${v.contractNumber} had lapsed. By then the number${v.number ? ` ${v.number}` : ''} was available to everybody again, and the contract can no longer be activated. We are sorry: the sum of ${v.amount} is yours.`,
      `${again.en}${v.number ? ` For the new contract you can choose just the number ${v.number}, if it is still free.` : ''}`,
    ),
};

const paidAfterEnd: Template = {
  it: (v) =>
    signed(
      `Pagamento dopo la fine del contratto ${v.contractNumber}`,
      `Buongiorno ${v.name},\nabbiamo ricevuto ${v.received}, ma il contratto ${v.contractNumber} è terminato. Ti restituiamo ${v.amount} con bonifico: se non ci hai già dato un IBAN, indica nell'area riservata quello di un conto intestato a te.`,
    ),
  en: (v) =>
    signed(
      `Payment after the end of the contract ${v.contractNumber}`,
      `Dear ${v.name},\nwe have received ${v.received}, but the contract ${v.contractNumber} has ended. We return ${v.amount} by bank transfer: if you have not given us an IBAN yet, give that of an account in your name in the reserved area.`,
    ),
};

/** What customers are told of payments that fell short or came too late (R31). */
export const PAYMENT_EMAILS = emailTemplates({
  paymentShortForActivation,
  paymentShortForDebt,
  paymentShortForChange,
  creditLeftBehind,
  paidTooLate,
  bookedTooLate,
  paidAfterEnd,
});
