import { DomainError } from '#libs/api/kernel/domain-error.js';
import type { RomeDate } from '#libs/italy/rome-time.js';

const INSTEAD = {
  it: 'Puoi disdire in ogni momento e senza costi: il credito residuo ti sarà restituito.',
  en: 'You can cancel at any time and at no cost: the residual credit will be returned to you.',
};

/** R25: the right is a consumer's. */
export class WithdrawalConsumersOnly extends DomainError {
  constructor() {
    super({
      code: 'withdrawal_consumers_only',
      status: 409,
      text: {
        it: `Il recesso entro 14 giorni spetta ai soli consumatori. ${INSTEAD.it}`,
        en: `Withdrawal within 14 days is for consumers only. ${INSTEAD.en}`,
      },
    });
  }
}

/** R25: the 14 days are over. */
export class WithdrawalOver extends DomainError {
  constructor(until: RomeDate) {
    super({
      code: 'withdrawal_period_over',
      status: 409,
      details: { until },
      text: {
        it: `I 14 giorni per il recesso sono terminati. ${INSTEAD.it}`,
        en: `The 14 days for a withdrawal are over. ${INSTEAD.en}`,
      },
    });
  }
}

/** Who took a contract over did not conclude it. */
export class WithdrawalNotTransferred extends DomainError {
  constructor() {
    super({
      code: 'withdrawal_not_transferred',
      status: 409,
      text: {
        it: `Il recesso spetta a chi ha concluso il contratto, non a chi è subentrato. ${INSTEAD.it}`,
        en: `Withdrawal is for who concluded the contract, not for who took it over. ${INSTEAD.en}`,
      },
    });
  }
}
