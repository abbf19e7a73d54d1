import { list, whole } from '../../kernel/details.js';
import { domainError } from '../../kernel/domain-error.js';

/** R29: copies of a customer's data, and their erasure. */

/** The archive is still being put together. */
export class ExportNotReady extends domainError({
  code: 'export_not_ready',
  status: 409,
  text: {
    it: 'La copia dei dati è in preparazione: riceverai un’email quando sarà pronta.',
    en: 'The copy of the data is being prepared: you will get an email when it is ready.',
  },
  todo: { it: 'Attendi l’email, poi scaricala.', en: 'Wait for the email, then fetch it.' },
}) {}

/** It was removed after its time. */
export class ExportExpired extends domainError({
  code: 'export_expired',
  status: 410,
  text: {
    it: 'La copia dei dati è scaduta: richiedine un’altra.',
    en: 'The copy of the data has expired: ask for another.',
  },
  todo: {
    it: 'Chiedi un’altra copia con POST /v1/data-exports.',
    en: 'Ask for another copy with POST /v1/data-exports.',
  },
}) {}

/** Enough copies lie ready. */
export class TooManyExports extends domainError({
  code: 'too_many_exports',
  status: 409,
  text: {
    it: 'Ci sono già delle copie pronte: scarica una di quelle, o attendi che scadano.',
    en: 'There are copies that are ready: fetch one of them, or wait until they expire.',
  },
  todo: {
    it: 'L’elenco delle copie è in GET /v1/data-exports.',
    en: 'The copies are listed by GET /v1/data-exports.',
  },
  details: { most: whole('How many may be ready at once', 3) },
}) {
  constructor(most: number) {
    super({ most });
  }
}

/** In the words of `Obstacle.code`. */
const WORDS: Readonly<Record<string, { it: string; en: string }>> = {
  contract_active: { it: 'un contratto non ancora cessato', en: 'a contract that has not ended' },
  credit_left: { it: 'credito da restituire', en: 'credit to be returned' },
  debt_open: { it: 'un debito da pagare', en: 'a debt to be paid' },
  refund_open: { it: 'un rimborso in corso', en: 'a refund under way' },
  ticket_open: { it: 'una richiesta aperta', en: 'an open ticket' },
  check_open: {
    it: 'una nostra verifica in corso, che conclude l’assistenza',
    en: 'a check of ours under way, which support brings to its end',
  },
  voltura_open: { it: 'una voltura in corso', en: 'a change of holder under way' },
  port_open: { it: 'una portabilità in corso', en: 'a number port under way' },
};

const said = (obstacles: readonly { code: string }[], language: 'it' | 'en'): string =>
  [...new Set(obstacles.map(({ code }) => WORDS[code]?.[language] ?? code))].join(', ');

/** R29: nothing is erased while something is not over. */
export class ErasureBlocked extends domainError({
  code: 'erasure_blocked',
  status: 409,
  text: ({ obstacles }) => ({
    it: `I dati non si possono ancora cancellare: c’è ${said(obstacles, 'it')}. Concludi quanto resta e ripeti la richiesta.`,
    en: `The data cannot be erased yet: there is ${said(obstacles, 'en')}. Bring it to an end and ask again.`,
  }),
  todo: {
    it: 'Disdici i contratti, attendi i rimborsi e chiudi quanto è elencato, poi ripeti la richiesta.',
    en: 'Cancel the contracts, wait for the refunds and end what is listed, then ask again.',
  },
  details: {
    obstacles: list<{ readonly code: string; readonly about: string }>('What is not over, and which', [
      { code: 'contract_active', about: 'con_68a95893s6panh5qhfd511jfmn' },
    ]),
  },
}) {
  constructor(obstacles: readonly { readonly code: string; readonly about: string }[]) {
    super({ obstacles });
  }
}

/** Who is being erased takes on nothing new. */
export class ErasureUnderWay extends domainError({
  code: 'erasure_under_way',
  status: 409,
  text: { it: 'È in corso la cancellazione dei tuoi dati.', en: 'Your data is being erased.' },
  todo: {
    it: 'Attendi che finisca; poi ci si può registrare di nuovo.',
    en: 'Wait until it has ended; then you can register anew.',
  },
}) {}
