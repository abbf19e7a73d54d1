import { DomainError } from '../kernel/domain-error.js';

/** Who is being erased takes on nothing new. */
export class ErasureUnderWay extends DomainError {
  constructor() {
    super({
      code: 'erasure_under_way',
      status: 409,
      text: { it: 'È in corso la cancellazione dei tuoi dati.', en: 'Your data is being erased.' },
    });
  }
}
