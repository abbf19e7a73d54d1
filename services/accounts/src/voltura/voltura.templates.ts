import { emailTemplates, signed, type Template } from '../mail/mail.text.js';

const volturaForFormer: Template = {
  it: (v) =>
    signed(
      `Voltura eseguita, contratto ${v.contractNumber}`,
      `Buongiorno ${v.name},\ndal ${v.effectiveAt} il contratto ${v.contractNumber} e i suoi numeri sono intestati a ${v.newHolder}. Nell'area riservata resta visibile quanto avvenuto fino a quel momento.`,
    ),
  en: (v) =>
    signed(
      `Change of holder done, contract ${v.contractNumber}`,
      `Dear ${v.name},\nfrom ${v.effectiveAt} on the contract ${v.contractNumber} and its numbers are held by ${v.newHolder}. What happened until then stays visible in the reserved area.`,
    ),
};

const volturaForNew: Template = {
  it: (v) =>
    signed(
      `Il contratto ${v.contractNumber} è tuo`,
      `Buongiorno ${v.name},\ndal ${v.effectiveAt} il contratto ${v.contractNumber} e i suoi numeri sono intestati a ${v.newHolder}. Servizi e credito proseguono come prima.`,
      `Accedi da:\n${v.link}`,
    ),
  en: (v) =>
    signed(
      `The contract ${v.contractNumber} is yours`,
      `Dear ${v.name},\nfrom ${v.effectiveAt} on the contract ${v.contractNumber} and its numbers are held by ${v.newHolder}. Services and credit carry on as before.`,
      `Sign in at:\n${v.link}`,
    ),
};

/** What both holders are told of a voltura. */
export const VOLTURA_EMAILS = emailTemplates({ volturaForFormer, volturaForNew });
