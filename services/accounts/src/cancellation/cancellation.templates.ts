import { emailTemplates, signed, type Template, type Values } from '../mail/mail.text.js';

/** R21: what of an ended contract can still be taken elsewhere. */
const portable = {
  it: (v: Values): string[] =>
    v.migrationCodes
      ? [
          `Puoi ancora portare i tuoi numeri a un altro operatore, che deve chiederli entro il ${v.portableUntilIt}. Dagli il codice di migrazione (è anche nell'area riservata):\n${v.migrationCodes}`,
        ]
      : [],
  en: (v: Values): string[] =>
    v.migrationCodes
      ? [
          `You can still take your numbers to another operator, which must ask for them by ${v.portableUntilEn}. Give it the migration code (it is in the reserved area too):\n${v.migrationCodes}`,
        ]
      : [],
};

const cancellationScheduled: Template = {
  it: (v) =>
    signed(
      `Disdetta ricevuta, contratto ${v.contractNumber}`,
      `Buongiorno ${v.name},\nil contratto ${v.contractNumber} terminerà il ${v.effectiveAt}. Fino ad allora puoi ritirare la disdetta dall'area riservata.`,
    ),
  en: (v) =>
    signed(
      `Cancellation received, contract ${v.contractNumber}`,
      `Dear ${v.name},\nthe contract ${v.contractNumber} will end on ${v.effectiveAt}. Until then you can withdraw the cancellation in the reserved area.`,
    ),
};

const cancelled: Template = {
  it: (v) =>
    signed(
      `Contratto ${v.contractNumber} terminato`,
      `Buongiorno ${v.name},\nil contratto ${v.contractNumber} è terminato: non ti sarà addebitato più nulla.`,
      ...portable.it(v),
    ),
  en: (v) =>
    signed(
      `Contract ${v.contractNumber} has ended`,
      `Dear ${v.name},\nthe contract ${v.contractNumber} has ended: nothing more will be charged.`,
      ...portable.en(v),
    ),
};

const cancelledWithRefund: Template = {
  it: (v) =>
    signed(
      `Contratto ${v.contractNumber} terminato`,
      `Buongiorno ${v.name},\nil contratto ${v.contractNumber} è terminato: non ti sarà addebitato più nulla.`,
      `Il credito residuo di ${v.amount} ti sarà restituito con bonifico: indica nell'area riservata l'IBAN di un conto intestato a te.`,
      ...portable.it(v),
    ),
  en: (v) =>
    signed(
      `Contract ${v.contractNumber} has ended`,
      `Dear ${v.name},\nthe contract ${v.contractNumber} has ended: nothing more will be charged.`,
      `The residual credit of ${v.amount} will be returned by bank transfer: give the IBAN of an account in your name in the reserved area.`,
      ...portable.en(v),
    ),
};

const cancelledWithTransfer: Template = {
  it: (v) =>
    signed(
      `Contratto ${v.contractNumber} terminato`,
      `Buongiorno ${v.name},\nil contratto ${v.contractNumber} è terminato: non ti sarà addebitato più nulla.`,
      `Il credito residuo di ${v.amount} ti sarà restituito con bonifico sul conto che hai indicato.`,
      ...portable.it(v),
    ),
  en: (v) =>
    signed(
      `Contract ${v.contractNumber} has ended`,
      `Dear ${v.name},\nthe contract ${v.contractNumber} has ended: nothing more will be charged.`,
      `The residual credit of ${v.amount} will be returned by bank transfer to the account that you gave.`,
      ...portable.en(v),
    ),
};

const withdrawn: Template = {
  it: (v) =>
    signed(
      `Recesso dal contratto ${v.contractNumber}`,
      `Buongiorno ${v.name},\nabbiamo ricevuto il tuo recesso e il contratto ${v.contractNumber} è terminato: non ti sarà addebitato più nulla.`,
      `Per i servizi goduti tratteniamo ${v.kept}; ti restituiamo ${v.amount}.`,
      ...(v.ibanMissing
        ? ["Indica nell'area riservata l'IBAN di un conto intestato a te: il bonifico segue entro 14 giorni."]
        : []),
      ...(v.ibanKnown ? ['Il bonifico va sul conto che hai indicato, entro 14 giorni.'] : []),
      ...portable.it(v),
    ),
  en: (v) =>
    signed(
      `Withdrawal from the contract ${v.contractNumber}`,
      `Dear ${v.name},\nwe have received your withdrawal and the contract ${v.contractNumber} has ended: nothing more will be charged.`,
      `For the services used we keep ${v.kept}; we return ${v.amount} to you.`,
      ...(v.ibanMissing
        ? ['Give the IBAN of an account in your name in the reserved area: the transfer follows within 14 days.']
        : []),
      ...(v.ibanKnown ? ['The transfer goes to the account that you gave, within 14 days.'] : []),
      ...portable.en(v),
    ),
};

const cancellationRefused: Template = {
  it: (v) =>
    signed(
      `Disdetta non eseguita, contratto ${v.contractNumber}`,
      `Buongiorno ${v.name},\nla disdetta del contratto ${v.contractNumber} non ha potuto avere effetto e il contratto prosegue.`,
      v.reasonIt!,
    ),
  en: (v) =>
    signed(
      `Cancellation not carried out, contract ${v.contractNumber}`,
      `Dear ${v.name},\nthe cancellation of the contract ${v.contractNumber} could not take effect and the contract goes on.`,
      v.reasonEn!,
    ),
};

/** What a customer is told when a contract ends. */
export const CANCELLATION_EMAILS = emailTemplates({
  cancellationScheduled,
  cancelled,
  cancelledWithRefund,
  cancelledWithTransfer,
  withdrawn,
  cancellationRefused,
});
