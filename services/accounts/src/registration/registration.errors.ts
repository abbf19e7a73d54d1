import { DomainError } from '#libs/contracts/domain-error.js';

/** R15: nobody paid in time. */
export class RegistrationLapsed extends DomainError {
  constructor() {
    super({ code: 'registration_lapsed', status: 410, text: { it: 'La registrazione è decaduta perché non è stata pagata in tempo.', en: 'The registration lapsed because it was not paid in time.' } });
  }
}

/** The reservation was gone when the number was to be assigned; what was charged is given back. */
export class AssignmentFailed extends DomainError {
  constructor(reason: string) {
    super({
      code: 'assignment_refused',
      status: 409,
      text: { it: 'Il numero riservato non è più disponibile: quanto addebitato è stato riaccreditato.', en: 'The reserved number is no longer available: what was charged was credited back.' },
      details: { reason },
    });
  }
}

/** R15: numbers are not held without end for somebody who does not pay. */
export class TooManyRegistrations extends DomainError {
  constructor(most: number) {
    super({ code: 'too_many_registrations', status: 409, details: { most }, text: { it: 'Hai già dei contratti in attesa di pagamento: pagali, oppure attendi che decadano.', en: 'You already have contracts that wait to be paid: pay them, or wait until they lapse.' } });
  }
}
