import { text } from '../../kernel/details.js';
import { domainError } from '../../kernel/domain-error.js';

/** Calls: their price, and the records of them that staff decide about. */

/** Somebody has decided about the reject already. */
export class RejectDecided extends domainError({
  code: 'call_reject_decided',
  status: 409,
  text: { it: 'Su questo record si è già deciso.', en: 'This record was decided about already.' },
  todo: { it: 'Rileggi l’elenco degli scarti.', en: 'Read the list of rejects again.' },
  details: { decision: text('What was decided', 'dismissed') },
}) {
  constructor(decision: string) {
    super({ decision });
  }
}

/** The record cannot be taken as it is. */
export class RecordNotTakeable extends domainError({
  code: 'call_record_not_takeable',
  status: 409,
  text: ({ reason }) => ({
    it: `Il record non si può accettare così com’è (${reason}): rimuovi la causa oppure scartalo.`,
    en: `The record cannot be taken as it is (${reason}): put right what is wrong, or dismiss it.`,
  }),
  todo: { it: 'Rimuovi la causa, oppure scarta il record.', en: 'Put right what is wrong, or dismiss the record.' },
  details: { reason: text('Why it cannot be taken', 'overlaps') },
}) {
  constructor(reason: string) {
    super({ reason });
  }
}

/** No price covers the number: it cannot be called. */
export class NumberWithoutRate extends domainError({
  code: 'number_without_rate',
  status: 404,
  text: {
    it: 'Questo numero non si può chiamare: non c’è un prezzo per la sua destinazione.',
    en: 'This number cannot be called: there is no price for its destination.',
  },
  todo: {
    it: 'Controlla il numero; i prezzi sono in GET /v1/catalogue.',
    en: 'Check the number; prices are in GET /v1/catalogue.',
  },
}) {}
