import type { Holder, TermsAcceptance } from '#libs/api/accounts/accounts.js';

export interface Party {
  readonly customerId: string;
  readonly holder: Holder;
}

/** A change of holder, or of private to company and back. Its id is made from the request's. */
export interface Voltura {
  readonly volturaId: string;
  readonly contractId: string;
  readonly contractNumber: string;
  readonly from: Party;
  readonly to: Party;
  readonly email: string;
  /** The sign-in made for the new holder, who had none. */
  readonly newUserId?: string;
  readonly effectiveAt: string;
  /** The terms in force when it began, which the new holder accepted by agreeing (R26); absent where it began before their record. */
  readonly terms?: TermsAcceptance;
}
