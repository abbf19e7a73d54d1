import type { UnmatchedReason } from '#libs/api/billing/refunds.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';

/** The transfer was given to a contract already. */
export class AlreadyAssigned extends DomainError {
  constructor(contractId: string) {
    super({
      code: 'transfer_assigned',
      status: 409,
      details: { contractId },
      text: {
        it: 'Il bonifico è già stato assegnato a un altro contratto.',
        en: 'The transfer was already assigned to another contract.',
      },
    });
  }
}

/** It is no money that a contract could be credited. */
export class TransferNotAssignable extends DomainError {
  constructor(reason: UnmatchedReason) {
    super({
      code: 'transfer_not_assignable',
      status: 409,
      details: { reason },
      text: {
        it: 'Questo movimento non può diventare credito di un contratto: controllalo con la banca e archivialo con il motivo.',
        en: 'This line cannot become credit of a contract: settle it with the bank and dismiss it with its reason.',
      },
    });
  }
}
