import { optional, text, whole, words } from '../../kernel/details.js';
import { domainError } from '../../kernel/domain-error.js';

const READ_AGAIN = { it: 'Rileggi il ticket e ripeti.', en: 'Read the ticket again and repeat.' };

/** The state of the ticket does not allow what was asked. */
export class ActNotPossible extends domainError({
  code: 'ticket_state',
  status: 409,
  text: {
    it: 'Nello stato attuale del ticket questa operazione non è possibile.',
    en: 'The state of the ticket does not allow this.',
  },
  todo: READ_AGAIN,
  details: { act: text('What was asked', 'resolve'), state: text('The state of the ticket', 'closed') },
}) {
  constructor(act: string, state: string) {
    super({ act, state });
  }
}

/** Another agent has the ticket: of two who claim at once, one gets this. */
export class AlreadyClaimed extends domainError({
  code: 'ticket_claimed',
  status: 409,
  text: {
    it: 'Il ticket è già stato preso in carico da un altro operatore: chiedi un trasferimento.',
    en: 'Another agent already has this ticket: ask for a transfer.',
  },
  todo: { it: 'Prendine un altro, o chiedi un trasferimento.', en: 'Take another one, or ask for a transfer.' },
  details: { assigneeId: text('Who has it', 'usr_68a95893s6panh5qhfd511jfmn') },
}) {
  constructor(assigneeId: string) {
    super({ assigneeId });
  }
}

/** The customer wrote since the agent looked: what was answered must be read first (nasty case 12). */
export class TicketChanged extends domainError({
  code: 'ticket_changed',
  status: 409,
  text: {
    it: "Il ticket è cambiato nel frattempo: rileggilo e ripeti l'operazione.",
    en: 'The ticket has changed in the meantime: read it again and repeat.',
  },
  todo: READ_AGAIN,
  details: { version: whole('The version that it has now', 4) },
}) {
  constructor(version: number) {
    super({ version });
  }
}

/** The ticket was merged: work goes on in the other one. */
export class TicketMerged extends domainError({
  code: 'ticket_merged',
  status: 409,
  text: {
    it: 'Questo ticket è stato unito a un altro: prosegui su quello.',
    en: 'This ticket was merged into another one: go on there.',
  },
  todo: { it: 'Prosegui sul ticket indicato in mergedInto.', en: 'Go on in the ticket named by mergedInto.' },
  details: { mergedInto: text('The ticket that it became part of', 'tic_68a95893s6panh5qhfd511jfmn') },
}) {
  constructor(mergedInto: string) {
    super({ mergedInto });
  }
}

/** These two tickets cannot become one. */
export class MergeNotPossible extends domainError({
  code: 'merge_not_possible',
  status: 409,
  text: {
    it: 'Si possono unire solo due ticket diversi dello stesso cliente, e non uno con una richiesta di voltura o un reclamo.',
    en: 'Only two different tickets of the same customer can be merged, and none that carries a voltura request or a complaint.',
  },
  todo: { it: 'Collegali invece di unirli.', en: 'Link them instead of merging them.' },
}) {}

/** R30: a complaint ends with a written answer. */
export class ComplaintNotAnswered extends domainError({
  code: 'complaint_not_answered',
  status: 409,
  text: ({ receiptNumber }) => ({
    it: `Il reclamo ${receiptNumber} non ha ancora una risposta scritta: rispondi al cliente prima di chiuderlo.`,
    en: `The complaint ${receiptNumber} has no written answer yet: answer the customer before ending it.`,
  }),
  todo: { it: 'Rispondi al cliente, poi chiudi il reclamo.', en: 'Answer the customer, then end the complaint.' },
  details: { receiptNumber: text('The number of the complaint’s receipt', 'R-2026-000001') },
}) {
  constructor(receiptNumber: string) {
    super({ receiptNumber });
  }
}

/** Nobody who works on tickets has this id: a customer, a carrier, or somebody who is shut out. */
export class AssigneeUnfit extends domainError({
  code: 'assignee_unfit',
  status: 422,
  text: { it: 'A questa persona non si possono affidare ticket.', en: 'Tickets cannot be given to this person.' },
  todo: {
    it: 'Scegli una persona dell’assistenza che possa accedere.',
    en: 'Choose a person of the desk that can sign in.',
  },
  details: { assigneeId: text('Who was chosen', 'usr_68a95893s6panh5qhfd511jfmn') },
}) {
  constructor(assigneeId: string) {
    super({ assigneeId });
  }
}

export class AttachmentTypeRefused extends domainError({
  code: 'attachment_type',
  status: 422,
  text: {
    it: 'Il tipo di file non è accettato, o il contenuto non corrisponde al nome.',
    en: 'This type of file is not accepted, or the content is not what the name says.',
  },
  todo: {
    it: 'Invia un file di un tipo accettato, con il nome giusto.',
    en: 'Send a file of a type that is accepted, with its right name.',
  },
  details: {
    fileName: text('The file that was sent', 'photo.exe'),
    accepted: words('The endings that are accepted', ['pdf', 'png', 'jpg']),
  },
}) {}

export class AttachmentSizeRefused extends domainError({
  code: 'attachment_size',
  status: 422,
  text: { it: 'Il file è vuoto o troppo grande.', en: 'The file is empty or too large.' },
  todo: { it: 'Comprimi o dividi il file.', en: 'Compress or split the file.' },
  details: {
    fileName: text('The file that was sent', 'scan.pdf'),
    mostBytes: whole('How large a file may be', 7_340_032),
  },
}) {}

export class TooManyAttachments extends domainError({
  code: 'too_many_attachments',
  status: 422,
  text: { it: 'Il ticket ha già troppi allegati.', en: 'The ticket already has too many attachments.' },
  todo: { it: 'Apri un altro ticket.', en: 'Open another ticket.' },
  details: { most: optional(whole('How many a ticket may have', 20)) },
}) {}
