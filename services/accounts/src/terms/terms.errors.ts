import { DomainError } from '#libs/api/kernel/domain-error.js';

/** R26: only the version in force can be accepted. */
export class TermsNotInForce extends DomainError {
  constructor(given: string, inForce: string) {
    super({
      code: 'terms_not_in_force',
      status: 409,
      details: { given, inForce },
      text: {
        it: `Le condizioni ${given} non sono in vigore: leggi e accetta la versione ${inForce}.`,
        en: `The terms ${given} are not in force: read and accept version ${inForce}.`,
      },
    });
  }
}
