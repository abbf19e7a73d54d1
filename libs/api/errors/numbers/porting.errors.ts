import { formatNumber } from '#libs/italy/phone-number.js';
import { formatDay } from '#libs/italy/formats.js';
import { day, number, text, whole, word, words } from '../../kernel/details.js';
import { domainError, type Text } from '../../kernel/domain-error.js';

/** Numbers that come from and go to other operators. */

const NOT_PORTABLE: Readonly<Record<'not_geographic' | 'here_already' | 'port_in_progress', (n: string) => Text>> = {
  not_geographic: (written) => ({
    it: `${written} non è un numero geografico italiano.`,
    en: `${written} is not an Italian geographic number.`,
  }),
  here_already: (written) => ({
    it: `Il numero ${written} è già dei nostri: non serve la portabilità.`,
    en: `Number ${written} is ours already: there is no need to port it.`,
  }),
  port_in_progress: (written) => ({
    it: `Per il numero ${written} c'è già una richiesta di portabilità aperta.`,
    en: `Number ${written} has an open port-in order already.`,
  }),
};
/** One of the numbers is here already, or on its way. */
export class NumberNotPortable extends domainError({
  code: 'number_not_portable',
  status: 409,
  text: ({ number: asked, why }) => NOT_PORTABLE[why](formatNumber(asked)),
  todo: { it: 'Togli il numero dalla richiesta.', en: 'Leave the number out of the order.' },
  details: { number: number(), why: word<keyof typeof NOT_PORTABLE>('Why', 'here_already') },
}) {
  constructor(asked: string, why: keyof typeof NOT_PORTABLE) {
    super({ number: asked, why });
  }
}

/** A contract cannot have so many numbers. */
export class TooManyNumbers extends domainError({
  code: 'too_many_numbers',
  status: 409,
  text: ({ atMost }) => ({
    it: `Un contratto può avere al massimo ${atMost} numeri, compresi quelli in arrivo.`,
    en: `A contract can have at most ${atMost} numbers, those on their way included.`,
  }),
  todo: { it: 'Apri un altro contratto per gli altri numeri.', en: 'Open another contract for the other numbers.' },
  details: { atMost: whole('How many a contract can have', 100) },
}) {
  constructor(atMost: number) {
    super({ atMost });
  }
}

/** The signed letter of authority and an identity document go with every order. */
export class DocumentsMissing extends domainError({
  code: 'documents_missing',
  status: 409,
  text: {
    it: "Carica la delega firmata e un documento d'identità prima di inviare la richiesta.",
    en: 'Upload the signed letter of authority and an identity document before you submit.',
  },
  todo: {
    it: 'Carica quanto è elencato in missing con POST /v1/port-ins/{portInId}/documents.',
    en: 'Upload what missing lists with POST /v1/port-ins/{portInId}/documents.',
  },
  details: { missing: words('The kinds of document that are missing', ['identity_document']) },
}) {
  constructor(missing: readonly string[]) {
    super({ missing });
  }
}

/** So many comments or documents are in the order already. */
export class PortInFull extends domainError({
  code: 'port_in_full',
  status: 409,
  text: {
    it: 'La richiesta contiene già troppi commenti o documenti: apri un ticket.',
    en: 'The order holds too many comments or documents already: open a ticket.',
  },
  todo: { it: 'Apri un ticket.', en: 'Open a ticket.' },
  details: {
    what: word<'comments' | 'documents'>('What there are too many of', 'documents'),
    atMost: whole('How many an order holds', 20),
  },
}) {
  constructor(what: 'comments' | 'documents', atMost: number) {
    super({ what, atMost });
  }
}

/** The file is of a kind or size that is not accepted. */
export class DocumentRefused extends domainError({
  code: 'document_refused',
  status: 422,
  text: {
    it: 'Sono accettati file PDF, PNG e JPEG fino a 5 MB, con il nome che corrisponde al contenuto.',
    en: 'PDF, PNG and JPEG files up to 5 MB are accepted, with a name that matches the content.',
  },
  todo: { it: 'Invia un’altra copia del documento.', en: 'Send another copy of the document.' },
}) {}

/** The state of the order does not allow what was asked. */
export class PortInNotPossible extends domainError({
  code: 'port_in_state',
  status: 409,
  text: {
    it: 'Nello stato attuale della portabilità questa operazione non è possibile.',
    en: 'The state of the port-in order does not allow this.',
  },
  todo: { it: 'Rileggi la richiesta di portabilità.', en: 'Read the port-in order again.' },
  details: { action: text('What was asked', 'submit'), state: text('The state of the order', 'completed') },
}) {
  constructor(action: string, state: string) {
    super({ action, state });
  }
}

/** The numbers come today or have come: nobody can stop it any more. */
export class PortInCutOverNear extends domainError({
  code: 'port_in_cutover',
  status: 409,
  text: ({ cutOverOn }) => ({
    it: `Il passaggio dei numeri è fissato per il ${formatDay(cutOverOn, 'it')} e non si può più fermare: riprova dopo quel giorno.`,
    en: `The numbers come on ${formatDay(cutOverOn, 'en')} and that can no longer be stopped: try again after that day.`,
  }),
  todo: { it: 'Riprova dopo quel giorno.', en: 'Try again after that day.' },
  details: { cutOverOn: day('The day on which the numbers come') },
}) {
  constructor(cutOverOn: string) {
    super({ cutOverOn });
  }
}

/** The day is no working day, or too near. */
export class CutOverDayNotPossible extends domainError({
  code: 'cut_over_day',
  status: 422,
  text: ({ day: wanted, earliest }) => ({
    it: `Il ${formatDay(wanted, 'it')} non è possibile: scegli un giorno lavorativo dal ${formatDay(earliest, 'it')} in poi.`,
    en: `${formatDay(wanted, 'en')} is not possible: choose a working day from ${formatDay(earliest, 'en')} on.`,
  }),
  todo: { it: 'Scegli un giorno lavorativo da earliest in poi.', en: 'Choose a working day from earliest on.' },
  details: { day: day('The day that was asked', '2026-11-29'), earliest: day('The first that is possible') },
}) {
  constructor(wanted: string, earliest: string) {
    super({ day: wanted, earliest });
  }
}

/** The number has left, or the request is over. */
export class PortOutNotPossible extends domainError({
  code: 'port_out_state',
  status: 409,
  text: {
    it: 'Nello stato attuale della richiesta questa operazione non è possibile.',
    en: 'The state of the request does not allow this.',
  },
  todo: { it: 'Rileggi la richiesta.', en: 'Read the request again.' },
  details: { action: text('What was asked', 'cancel'), state: text('The state of the request', 'completed') },
}) {
  constructor(action: string, state: string) {
    super({ action, state });
  }
}
