import type { AdjustmentState } from '#libs/contracts/billing-adjustments.js';
import { DomainError } from '#libs/contracts/domain-error.js';
import type { Posting } from '../ledger/ledger.rules.js';

/** Four eyes: who asked for an adjustment does not approve it. */
export class OtherPersonNeeded extends DomainError {
  constructor() {
    super({ code: 'second_person_needed', status: 409, text: { it: 'Serve l’approvazione di un’altra persona: questa rettifica l’hai chiesta tu.', en: 'Another person must approve: you asked for this adjustment yourself.' } });
  }
}

/** Somebody else has decided meanwhile. */
export class AdjustmentDecided extends DomainError {
  constructor(state: AdjustmentState) {
    super({ code: 'adjustment_decided', status: 409, details: { state }, text: { it: 'La rettifica è già stata decisa.', en: 'The adjustment was decided already.' } });
  }
}

/** Before its activation a contract has nothing to correct. */
export class ContractNotActivated extends DomainError {
  constructor() {
    super({ code: 'contract_not_active', status: 409, text: { it: 'Il contratto non è ancora attivo: registra una ricarica.', en: 'The contract is not active yet: book a top-up.' } });
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
