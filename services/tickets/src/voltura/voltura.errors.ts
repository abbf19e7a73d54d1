import { DomainError } from '#libs/api/kernel/domain-error.js';
import type { VolturaLack, VolturaState } from '#libs/api/tickets/voltura.js';

/** Only an active contract changes its holder. */
export class ContractNotActive extends DomainError {
  constructor(state: string) {
    super({
      code: 'contract_not_active',
      status: 409,
      details: { state },
      text: {
        it: 'La voltura si può chiedere solo per un contratto attivo.',
        en: 'A change of holder can be asked only for an active contract.',
      },
    });
  }
}

/** One change of holder of a contract at a time. */
export class VolturaPending extends DomainError {
  constructor() {
    super({
      code: 'voltura_pending',
      status: 409,
      text: {
        it: "Per questo contratto c'è già una richiesta di voltura in corso.",
        en: 'A change of holder of this contract is already under way.',
      },
    });
  }
}

/** Something is missing before the change of holder can be approved. */
export class VolturaIncomplete extends DomainError {
  constructor(missing: readonly VolturaLack[]) {
    super({
      code: 'voltura_incomplete',
      status: 409,
      details: { missing },
      text: {
        it: 'Mancano il consenso del nuovo intestatario o dei documenti.',
        en: 'The agreement of the new holder, or documents, are missing.',
      },
    });
  }
}

/** The request is past what was asked. */
export class VolturaDecided extends DomainError {
  constructor(state: VolturaState) {
    super({
      code: 'voltura_state',
      status: 409,
      details: { state },
      text: {
        it: 'Nello stato attuale della richiesta questa operazione non è possibile.',
        en: 'The state of the request does not allow this.',
      },
    });
  }
}

/** The contract ended before the new holder agreed. */
export class VolturaLapsed extends DomainError {
  constructor() {
    super({
      code: 'voltura_lapsed',
      status: 409,
      text: {
        it: "Il contratto è terminato nel frattempo: non c'è più nulla da confermare.",
        en: 'The contract has ended meanwhile: there is nothing to confirm any more.',
      },
    });
  }
}

/** The token is not one of ours, or too old. */
export class AgreementNotValid extends DomainError {
  constructor() {
    super({
      code: 'agreement_not_valid',
      status: 422,
      text: {
        it: 'Il collegamento non è valido o è scaduto: chiedi di ripetere la richiesta.',
        en: 'The link is not valid or too old: ask for the request to be repeated.',
      },
    });
  }
}
