import type { AdjustmentState } from '#libs/api/billing/adjustments.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { formatCents, type Cents } from '#libs/money/money.js';
import type { Posting } from '../ledger/ledger.rules.js';

/** Four eyes: who asked for an adjustment does not approve it. */
export class OtherPersonNeeded extends DomainError {
  constructor() {
    super({
      code: 'second_person_needed',
      status: 409,
      text: {
        it: 'Serve l’approvazione di un’altra persona: questa rettifica l’hai chiesta tu.',
        en: 'Another person must approve: you asked for this adjustment yourself.',
      },
    });
  }
}

/** Somebody else has decided meanwhile. */
export class AdjustmentDecided extends DomainError {
  constructor(state: AdjustmentState) {
    super({
      code: 'adjustment_decided',
      status: 409,
      details: { state },
      text: { it: 'La rettifica è già stata decisa.', en: 'The adjustment was decided already.' },
    });
  }
}

/** Before its activation a contract has nothing to correct. */
export class ContractNotActivated extends DomainError {
  constructor() {
    super({
      code: 'contract_not_active',
      status: 409,
      text: {
        it: 'Il contratto non è ancora attivo: registra una ricarica.',
        en: 'The contract is not active yet: book a top-up.',
      },
    });
  }
}

/** Less is left of a charge than is to be corrected. */
export class ChargeExceeded extends DomainError {
  constructor(left: Cents) {
    super({
      code: 'charge_exceeded',
      status: 409,
      details: { leftCents: left },
      text: {
        it: `Di questo addebito si possono rettificare al massimo ${formatCents(left, 'it')}.`,
        en: `At most ${formatCents(left, 'en')} of this charge can be corrected.`,
      },
    });
  }
}

/** Credit against the ledger account of adjustments, which shows what they cost. */
export const adjustmentPostings = (amountCents: number): Posting[] => [
  { account: 'customer_credit', amountCents },
  { account: 'adjustments', amountCents: -amountCents },
];

/** Whether another person must approve, given what the same person booked alone before on the same day. */
export const needsApproval = (amountCents: number, bookedAlone: readonly number[], thresholdCents: number): boolean =>
  bookedAlone.reduce((total, each) => total + Math.abs(each), Math.abs(amountCents)) > thresholdCents;
