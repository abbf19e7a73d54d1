import { text, whole } from '../../kernel/details.js';
import { domainError } from '../../kernel/domain-error.js';
import { StoppedByStaff } from '../../kernel/messaging.errors.js';
import { DistrictExhausted, DistrictHeld, DistrictUnknown, NumberUnavailable } from '../numbers/inventory.errors.js';

/** R15: nobody paid in time. */
export class RegistrationLapsed extends domainError({
  code: 'registration_lapsed',
  status: 410,
  text: {
    it: 'La registrazione è decaduta perché non è stata pagata in tempo.',
    en: 'The registration lapsed because it was not paid in time.',
  },
  todo: {
    it: 'Registrati di nuovo; quanto versato dopo ti sarà rimborsato.',
    en: 'Register again; what was paid afterwards is refunded to you.',
  },
}) {}

/** The reservation was gone when the number was to be assigned; what was charged is given back. */
export class AssignmentFailed extends domainError({
  code: 'assignment_refused',
  status: 409,
  text: {
    it: 'Il numero riservato non è più disponibile: quanto addebitato è stato riaccreditato.',
    en: 'The reserved number is no longer available: what was charged was credited back.',
  },
  todo: {
    it: 'Registra un contratto con un altro numero, o chiedi il rimborso del credito.',
    en: 'Register a contract with another number, or ask the credit back.',
  },
  details: { reason: text('Code of what refused it', 'reservation_gone') },
}) {
  constructor(reason: string) {
    super({ reason });
  }
}

const PAY_ONE = {
  it: 'Paga una delle registrazioni in attesa, oppure attendi che decadano.',
  en: 'Pay one of the registrations that wait, or wait until they lapse.',
};
const MOST = { most: whole('How many may wait to be paid at once', 3) };

/** As many registrations with this codice fiscale or partita IVA wait to be paid as may. */
export class TooManyForTaxCode extends domainError({
  code: 'too_many_for_tax_code',
  status: 409,
  text: {
    it: "Con questo codice fiscale o questa partita IVA ci sono già troppe registrazioni in attesa di pagamento: pagane una, oppure attendi che decadano (mezz'ora quelle con l'email da confermare).",
    en: 'Too many registrations with this codice fiscale or partita IVA wait to be paid: pay one, or wait until they lapse (half an hour for those whose email is not confirmed).',
  },
  todo: PAY_ONE,
  details: MOST,
}) {
  constructor(most: number) {
    super({ most });
  }
}

/** As many registrations from one address of the internet wait to be paid as may. */
export class TooManyFromAddress extends domainError({
  code: 'too_many_from_address',
  status: 429,
  text: ({ retryAfter }) => {
    const minutes = Math.ceil(retryAfter / 60);
    return {
      it: `Dalla tua rete ci sono già troppe registrazioni in attesa di pagamento: pagane una, oppure riprova tra ${minutes} ${minutes === 1 ? 'minuto' : 'minuti'}.`,
      en: `Too many registrations from your network wait to be paid: pay one, or try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    };
  },
  todo: PAY_ONE,
  details: { retryAfter: whole('Seconds until the first of them lapses', 600) },
}) {
  /** @param retryAfter seconds until the first of them lapses */
  constructor(retryAfter: number) {
    super({ retryAfter });
  }
}

/** R15: numbers are not held without end for somebody who does not pay. */
export class TooManyRegistrations extends domainError({
  code: 'too_many_registrations',
  status: 409,
  text: {
    it: 'Hai già dei contratti in attesa di pagamento: pagali, oppure attendi che decadano.',
    en: 'You already have contracts that wait to be paid: pay them, or wait until they lapse.',
  },
  todo: PAY_ONE,
  details: MOST,
}) {
  constructor(most: number) {
    super({ most });
  }
}

/** R26: only the version in force can be accepted. */
export class TermsNotInForce extends domainError({
  code: 'terms_not_in_force',
  status: 409,
  text: ({ given, inForce }) => ({
    it: `Le condizioni ${given} non sono in vigore: leggi e accetta la versione ${inForce}.`,
    en: `The terms ${given} are not in force: read and accept version ${inForce}.`,
  }),
  todo: {
    it: 'Leggi GET /v1/terms e invia in termsVersion la versione in vigore.',
    en: 'Read GET /v1/terms and send the version in force as termsVersion.',
  },
  details: {
    given: text('The version that was sent', 'A1'),
    inForce: text('The version in force', 'A2'),
  },
}) {
  constructor(given: string, inForce: string) {
    super({ given, inForce });
  }
}

/** How the registration of a contract fails, the first or one more. */
export const REGISTRATION_ERRORS = [
  AssignmentFailed,
  DistrictExhausted,
  DistrictHeld,
  DistrictUnknown,
  NumberUnavailable,
  RegistrationLapsed,
  StoppedByStaff,
  TermsNotInForce,
  TooManyForTaxCode,
  TooManyFromAddress,
] as const;
