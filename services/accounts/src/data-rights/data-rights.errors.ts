import { DomainError } from '#libs/api/kernel/domain-error.js';
import type { Obstacle } from '#libs/api/kernel/personal-data.js';

/** The archive is still being put together. */
export class ExportNotReady extends DomainError {
  constructor() {
    super({
      code: 'export_not_ready',
      status: 409,
      text: {
        it: 'La copia dei dati è in preparazione: riceverai un’email quando sarà pronta.',
        en: 'The copy of the data is being prepared: you will get an email when it is ready.',
      },
    });
  }
}

/** It was removed after its time. */
export class ExportExpired extends DomainError {
  constructor() {
    super({
      code: 'export_expired',
      status: 410,
      text: {
        it: 'La copia dei dati è scaduta: richiedine un’altra.',
        en: 'The copy of the data has expired: ask for another.',
      },
    });
  }
}

/** Enough copies lie ready. */
export class TooManyExports extends DomainError {
  constructor(most: number) {
    super({
      code: 'too_many_exports',
      status: 409,
      details: { most },
      text: {
        it: 'Ci sono già delle copie pronte: scarica una di quelle, o attendi che scadano.',
        en: 'There are copies that are ready: fetch one of them, or wait until they expire.',
      },
    });
  }
}

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
const said = (obstacles: readonly Obstacle[], language: 'it' | 'en'): string =>
  [...new Set(obstacles.map(({ code }) => WORDS[code]?.[language] ?? code))].join(', ');

/** R29: nothing is erased while something is not over. */
export class ErasureBlocked extends DomainError {
  constructor(obstacles: readonly Obstacle[]) {
    super({
      code: 'erasure_blocked',
      status: 409,
      details: { obstacles },
      text: {
        it: `I dati non si possono ancora cancellare: c’è ${said(obstacles, 'it')}. Concludi quanto resta e ripeti la richiesta.`,
        en: `The data cannot be erased yet: there is ${said(obstacles, 'en')}. Bring it to an end and ask again.`,
      },
    });
  }
}
