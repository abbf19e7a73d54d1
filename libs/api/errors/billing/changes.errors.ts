import { domainError } from '../../kernel/domain-error.js';

/** R8–R11: services that change. */

const QUOTE_AGAIN = {
  it: 'Chiedi un altro preventivo con POST /v1/contracts/{contractId}/changes.',
  en: 'Ask for another quote with POST /v1/contracts/{contractId}/changes.',
};

/** The contract has, and will have, just these services. */
export class NothingToChange extends domainError({
  code: 'nothing_to_change',
  status: 409,
  text: { it: 'Il contratto ha già questi servizi.', en: 'The contract has these services already.' },
  todo: { it: 'Non serve altro.', en: 'Nothing else is needed.' },
}) {}

/** The price no longer holds. */
export class QuoteExpired extends domainError({
  code: 'quote_expired',
  status: 409,
  text: { it: 'Il preventivo è scaduto. Chiedine uno nuovo.', en: 'The quote has expired. Ask for a new one.' },
  todo: QUOTE_AGAIN,
}) {}

/** The services changed since the quote: it was priced on others. */
export class QuoteStale extends domainError({
  code: 'quote_stale',
  status: 409,
  text: {
    it: 'I servizi del contratto sono cambiati dopo il preventivo. Chiedine uno nuovo.',
    en: 'The services of the contract changed after the quote. Ask for a new one.',
  },
  todo: QUOTE_AGAIN,
}) {}

/** Services can be changed only once the contract is active. */
export class NotActiveYet extends domainError({
  code: 'not_active',
  status: 409,
  text: { it: 'Il contratto non è ancora attivo.', en: 'The contract is not active yet.' },
  todo: { it: 'Attiva il contratto con una ricarica.', en: 'Activate the contract by a top-up.' },
}) {}
