import type { Locale } from '#libs/api/kernel/actor.js';
import { endSentencesOnce, formatDay } from '#libs/italy/formats.js';
import { answerBy, conciliationText, type Complaint } from '../promises/complaint.rules.js';
import { ANSWER_ABOVE } from './quoted-text.rules.js';
import type { TicketMailKind } from '../outgoing/mail.schema.js';

/** What a mail says; `text` is what staff wrote, `link` where the new holder of a voltura agrees. */
export interface MailValues {
  readonly number: string;
  readonly subject: string;
  readonly text?: string;
  readonly link?: string;
  readonly holder?: string;
  /** Files that are in the reserved area only. */
  readonly left?: readonly string[];
  /** Where the ticket is a complaint. */
  readonly complaint?: Complaint;
  /** Which promise of service broke, or which complaint is late. */
  readonly promise?: string;
}
type Template = (values: MailValues) => string;

const PROMISES: Record<Locale, Record<string, string>> = {
  it: { first_answer: 'prima risposta', resolution: 'soluzione' },
  en: { first_answer: 'first answer', resolution: 'resolution' },
};

const TEMPLATES: Record<TicketMailKind, Record<Locale, Template>> = {
  opened: {
    it: ({ number }) =>
      `Abbiamo ricevuto la tua richiesta: il suo numero è ${number}.\nTi rispondiamo appena possibile. Per aggiungere qualcosa rispondi a questa email.`,
    en: ({ number }) =>
      `We received your request: its number is ${number}.\nWe will answer as soon as we can. To add something, answer this email.`,
  },
  complaint_received: {
    it: ({ number, complaint }) =>
      `Abbiamo ricevuto il tuo reclamo: il numero di ricevuta è ${complaint!.receiptNumber} (richiesta ${number}).\nTi rispondiamo per iscritto entro il ${formatDay(answerBy(complaint!), 'it')}. Per aggiungere qualcosa rispondi a questa email.${complaint!.contact ? `\nPer i reclami puoi scrivere anche a ${complaint!.contact}.` : ''}\n\n${conciliationText(complaint!, 'it')}`,
    en: ({ number, complaint }) =>
      `We received your complaint: its receipt number is ${complaint!.receiptNumber} (request ${number}).\nWe answer in writing by ${formatDay(answerBy(complaint!), 'en')}. To add something, answer this email.${complaint!.contact ? `\nYou can write about complaints to ${complaint!.contact} too.` : ''}\n\n${conciliationText(complaint!, 'en')}`,
  },
  answered: {
    it: ({ text, left = [] }) =>
      `${text}${left.length > 0 ? `\n\nNell'area riservata trovi anche: ${left.join(', ')}.` : ''}\n\nPer rispondere rispondi a questa email, oppure dall'area riservata.`,
    en: ({ text, left = [] }) =>
      `${text}${left.length > 0 ? `\n\nIn the reserved area you also find: ${left.join(', ')}.` : ''}\n\nTo answer, answer this email, or use the reserved area.`,
  },
  resolved: {
    it: ({ number }) =>
      `La tua richiesta ${number} è stata risolta.\nSe il problema c'è ancora rispondi a questa email: la richiesta sarà riaperta.`,
    en: ({ number }) =>
      `Your request ${number} is resolved.\nIf the problem is still there, answer this email: the request will be reopened.`,
  },
  sla_breached: {
    it: ({ number, subject, promise }) =>
      `La promessa di servizio è scaduta sul ticket ${number}: ${PROMISES.it[promise!]}.\n${subject}\n\nRicevi questo messaggio perché il ticket è tuo, lo segui o nessuno lo ha preso in carico.`,
    en: ({ number, subject, promise }) =>
      `A promise of service broke on ticket ${number}: ${PROMISES.en[promise!]}.\n${subject}\n\nYou get this message because the ticket is yours, you watch it, or nobody has it.`,
  },
  complaint_late: {
    it: ({ number, subject, promise }) =>
      `Il reclamo ${promise} (ticket ${number}) non ha avuto risposta entro il termine: ora è urgente.\n${subject}\n\nRicevi questo messaggio perché coordini l'assistenza.`,
    en: ({ number, subject, promise }) =>
      `The complaint ${promise} (ticket ${number}) was not answered within its time: it is urgent now.\n${subject}\n\nYou get this message because you lead the desk.`,
  },
  customer_wrote: {
    it: ({ number, text }) => `Il cliente ha scritto sul ticket ${number}, che segui:\n\n${text}`,
    en: ({ number, text }) => `The customer wrote on ticket ${number}, which you watch:\n\n${text}`,
  },
  voltura_agreement: {
    it: ({ holder, link, number }) =>
      `È stato chiesto di intestare un contratto OpenVOIP a ${holder} (richiesta ${number}).\nSe sei d'accordo conferma entro 14 giorni:\n${link}\n\nConfermando accetti le condizioni di contratto in vigore, pubblicate sul nostro sito. Se non ne sai nulla ignora questo messaggio: senza la tua conferma non cambia niente.`,
    en: ({ holder, link, number }) =>
      `It was asked to make ${holder} the holder of an OpenVOIP contract (request ${number}).\nIf you agree, confirm within 14 days:\n${link}\n\nBy confirming you accept the terms of contract in force, published on our site. If you know nothing of it, ignore this message: without your confirmation nothing changes.`,
  },
};

const SUBJECTS: Record<TicketMailKind, Record<Locale, Template>> = {
  opened: {
    it: ({ number, subject }) => `[${number}] ${subject}`,
    en: ({ number, subject }) => `[${number}] ${subject}`,
  },
  answered: {
    it: ({ number, subject }) => `Re: [${number}] ${subject}`,
    en: ({ number, subject }) => `Re: [${number}] ${subject}`,
  },
  resolved: {
    it: ({ number, subject }) => `Risolto: [${number}] ${subject}`,
    en: ({ number, subject }) => `Resolved: [${number}] ${subject}`,
  },
  complaint_received: {
    it: ({ number, complaint }) => `[${number}] Reclamo ricevuto: ${complaint!.receiptNumber}`,
    en: ({ number, complaint }) => `[${number}] Complaint received: ${complaint!.receiptNumber}`,
  },
  complaint_late: {
    it: ({ number, promise }) => `[${number}] Reclamo ${promise} senza risposta`,
    en: ({ number, promise }) => `[${number}] Complaint ${promise} not answered`,
  },
  sla_breached: {
    it: ({ number }) => `[${number}] Promessa di servizio scaduta`,
    en: ({ number }) => `[${number}] A promise of service broke`,
  },
  customer_wrote: {
    it: ({ number, subject }) => `[${number}] Il cliente ha scritto: ${subject}`,
    en: ({ number, subject }) => `[${number}] The customer wrote: ${subject}`,
  },
  voltura_agreement: {
    it: ({ number }) => `Conferma il cambio di intestatario [${number}]`,
    en: ({ number }) => `Confirm the change of holder [${number}]`,
  },
};

/** An answer to one of these lands on the ticket. */
export const ANSWERABLE: ReadonlySet<TicketMailKind> = new Set<TicketMailKind>([
  'opened',
  'complaint_received',
  'answered',
  'resolved',
]);

/** What of a complaint says how to go on from the answer. */
const CARRIES_RIGHTS: ReadonlySet<TicketMailKind> = new Set<TicketMailKind>(['answered', 'resolved']);

/** The subject and text of a mail in the reader's language. */
export function renderMail(
  kind: TicketMailKind,
  locale: Locale,
  values: MailValues,
): { subject: string; text: string } {
  const marker = ANSWERABLE.has(kind) ? `${ANSWER_ABOVE}\n\n` : '';
  const rights =
    values.complaint && CARRIES_RIGHTS.has(kind) ? `\n\n${conciliationText(values.complaint, locale)}` : '';
  return {
    subject: endSentencesOnce(SUBJECTS[kind][locale](values).replace(/[\r\n]+/g, ' ')),
    text: endSentencesOnce(`${marker}${TEMPLATES[kind][locale](values)}${rights}\n\nOpenVOIP\n`),
  };
}
