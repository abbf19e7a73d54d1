import { DomainError } from '#libs/api/kernel/domain-error.js';

/** The contract has, and will have, just these services. */
export class NothingToChange extends DomainError {
  constructor() {
    super({
      code: 'nothing_to_change',
      status: 409,
      text: { it: 'Il contratto ha già questi servizi.', en: 'The contract has these services already.' },
    });
  }
}

/** The price no longer holds. */
export class QuoteExpired extends DomainError {
  constructor() {
    super({
      code: 'quote_expired',
      status: 409,
      text: { it: 'Il preventivo è scaduto. Chiedine uno nuovo.', en: 'The quote has expired. Ask for a new one.' },
    });
  }
}

/** The services changed since the quote: it was priced on others. */
export class QuoteStale extends DomainError {
  constructor() {
    super({
      code: 'quote_stale',
      status: 409,
      text: {
        it: 'I servizi del contratto sono cambiati dopo il preventivo. Chiedine uno nuovo.',
        en: 'The services of the contract changed after the quote. Ask for a new one.',
      },
    });
  }
}

/** Services can be changed only once the contract is active. */
export class NotActiveYet extends DomainError {
  constructor() {
    super({
      code: 'not_active',
      status: 409,
      text: { it: 'Il contratto non è ancora attivo.', en: 'The contract is not active yet.' },
    });
  }
}
