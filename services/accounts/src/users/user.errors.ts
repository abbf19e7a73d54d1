import { DomainError } from '#libs/api/kernel/domain-error.js';

/** Somebody signs in with this address already. */
export class EmailTaken extends DomainError {
  constructor() {
    super({
      code: 'email_taken',
      status: 409,
      text: {
        it: 'Esiste già un accesso con questa email. Accedi, oppure reimposta la password.',
        en: 'This email already has a sign-in. Sign in, or reset the password.',
      },
    });
  }
}
