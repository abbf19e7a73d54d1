import { DomainError } from '#libs/api/kernel/domain-error.js';
import { cents, formatCents } from '#libs/money/money.js';

/** R12: a contract in debt cannot be cancelled. */
export class DebtOpen extends DomainError {
  constructor(debtCents: number, paymentReference?: string) {
    super({
      code: 'debt_open',
      status: 409,
      text: {
        it: `Il contratto ha un debito di ${formatCents(cents(debtCents), 'it')}: versalo e ripeti la disdetta.`,
        en: `The contract owes ${formatCents(cents(debtCents), 'en')}: pay it and ask for the cancellation again.`,
      },
      details: { debtCents, paymentReference },
    });
  }
}

/** Only an active contract can be cancelled or transferred, and by one process at a time. */
export class ContractBusy extends DomainError {
  constructor(doing: string) {
    super({
      code: 'contract_busy',
      status: 409,
      text: {
        it: 'Il contratto non è attivo, oppure è già in corso una disdetta o una voltura.',
        en: 'The contract is not active, or is being cancelled or transferred already.',
      },
      details: { doing },
    });
  }
}

/** R13: residual credit goes to its holder and to nobody else. */
export class NotInHoldersName extends DomainError {
  constructor(holderName: string) {
    super({
      code: 'iban_not_in_holders_name',
      status: 422,
      details: { holderName },
      text: {
        it: `Il conto deve essere intestato a ${holderName}: indicalo in accountHolder.`,
        en: `The account must be in the name of ${holderName}: say so in accountHolder.`,
      },
    });
  }
}

/** It can no longer be withdrawn. */
export class CancellationInEffect extends DomainError {
  constructor() {
    super({
      code: 'cancellation_in_effect',
      status: 409,
      text: {
        it: 'La disdetta ha già avuto effetto o non è in attesa: non può essere ritirata.',
        en: 'The cancellation has taken effect or is not pending: it cannot be withdrawn.',
      },
    });
  }
}

export const WITHDRAWN = 'cancellation_withdrawn';
/** The customer changed its mind: what undoes the cancellation. */
export class CancellationWithdrawn extends DomainError {
  constructor() {
    super({
      code: WITHDRAWN,
      status: 409,
      text: { it: 'La disdetta è stata ritirata.', en: 'The cancellation was withdrawn.' },
    });
  }
}
