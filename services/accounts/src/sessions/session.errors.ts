import { DomainError } from '#libs/api/kernel/domain-error.js';

/** Email or password are wrong: which one is not told. */
export class InvalidCredentials extends DomainError {
  constructor() {
    super({
      code: 'invalid_credentials',
      status: 401,
      text: { it: 'Email o password non corrette.', en: 'Email or password are wrong.' },
    });
  }
}

/** The refresh token is unknown, used before, revoked or too old. */
export class SessionEnded extends DomainError {
  constructor() {
    super({
      code: 'session_ended',
      status: 401,
      text: { it: 'La sessione è terminata: accedi di nuovo.', en: 'The session has ended: sign in again.' },
    });
  }
}

export class SignInBlocked extends DomainError {
  constructor() {
    super({
      code: 'sign_in_blocked',
      status: 403,
      text: { it: "L'accesso è bloccato: contatta l'assistenza.", en: 'This sign-in is blocked: contact support.' },
    });
  }
}

/** Too many failed sign-ins, from one address or for one account. */
export class TooManyAttempts extends DomainError {
  /** @param retryAfter seconds */
  constructor(retryAfter: number) {
    super({
      code: 'too_many_attempts',
      status: 429,
      text: {
        it: `Troppi tentativi di accesso: riprova tra ${retryAfter} secondi.`,
        en: `Too many sign-in attempts: try again in ${retryAfter} seconds.`,
      },
      details: { retryAfter },
    });
  }
}
