import { DomainError } from '#libs/api/kernel/domain-error.js';

/** A token from an email that is wrong, was used, or is too old: which one is not told. */
export class TokenNotValid extends DomainError {
  constructor() {
    super({
      code: 'token_not_valid',
      status: 410,
      text: {
        it: 'Il collegamento non è valido o è scaduto. Richiedine uno nuovo.',
        en: 'The link is not valid or has expired. Ask for a new one.',
      },
    });
  }
}
