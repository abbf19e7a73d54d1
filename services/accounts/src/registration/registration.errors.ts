import { DomainError } from '#libs/api/kernel/domain-error.js';

export const LAPSED = 'registration_lapsed';
/** R15: nobody paid in time. */
export class RegistrationLapsed extends DomainError {
  constructor() {
    super({
      code: LAPSED,
      status: 410,
      text: {
        it: 'La registrazione è decaduta perché non è stata pagata in tempo.',
        en: 'The registration lapsed because it was not paid in time.',
      },
    });
  }
}

/** The reservation was gone when the number was to be assigned; what was charged is given back. */
export class AssignmentFailed extends DomainError {
  constructor(reason: string) {
    super({
      code: 'assignment_refused',
      status: 409,
      text: {
        it: 'Il numero riservato non è più disponibile: quanto addebitato è stato riaccreditato.',
        en: 'The reserved number is no longer available: what was charged was credited back.',
      },
      details: { reason },
    });
  }
}

/** As many registrations with this codice fiscale or partita IVA wait to be paid as may. */
export class TooManyForTaxCode extends DomainError {
  constructor(most: number) {
    super({
      code: 'too_many_for_tax_code',
      status: 409,
      details: { most },
      text: {
        it: "Con questo codice fiscale o questa partita IVA ci sono già troppe registrazioni in attesa di pagamento: pagane una, oppure attendi che decadano (mezz'ora quelle con l'email da confermare).",
        en: 'Too many registrations with this codice fiscale or partita IVA wait to be paid: pay one, or wait until they lapse (half an hour for those whose email is not confirmed).',
      },
    });
  }
}

/** As many registrations from one address of the internet wait to be paid as may. */
export class TooManyFromAddress extends DomainError {
  /** @param retryAfter seconds until the first of them lapses */
  constructor(retryAfter: number) {
    const minutes = Math.ceil(retryAfter / 60);
    super({
      code: 'too_many_from_address',
      status: 429,
      details: { retryAfter },
      text: {
        it: `Dalla tua rete ci sono già troppe registrazioni in attesa di pagamento: pagane una, oppure riprova tra ${minutes} ${minutes === 1 ? 'minuto' : 'minuti'}.`,
        en: `Too many registrations from your network wait to be paid: pay one, or try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
      },
    });
  }
}

/** R15: numbers are not held without end for somebody who does not pay. */
export class TooManyRegistrations extends DomainError {
  constructor(most: number) {
    super({
      code: 'too_many_registrations',
      status: 409,
      details: { most },
      text: {
        it: 'Hai già dei contratti in attesa di pagamento: pagali, oppure attendi che decadano.',
        en: 'You already have contracts that wait to be paid: pay them, or wait until they lapse.',
      },
    });
  }
}
