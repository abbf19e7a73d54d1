import type { ComingPrice, ServiceRequest } from '#libs/api/billing/billing.js';
import type { PayBy, TopUpAmounts } from '#libs/api/billing/payment-ways.js';
import type { Holder } from '#libs/api/kernel/holder.js';
import type { NumberHolder } from '#libs/api/numbers/numbers.js';

/** What an activation knows. Its id is the contract's. */
export interface Activation {
  readonly customerId: string;
  readonly userId: string;
  readonly contractNumber: string;
  readonly holder: NumberHolder;
  readonly identity: Holder;
  readonly services: readonly ServiceRequest[];
  readonly district?: string;
  /** Reserved; before that, the number that was asked for, if any. */
  readonly number?: string;
  readonly expiresAt: string;
  /** Until when it would be once the address is confirmed. */
  readonly expiresOnceConfirmed?: string;
  /** The address is not confirmed, so that the number is held for a short time. */
  readonly unconfirmed?: boolean;
  /** Keyed hash of the request: a repeated idempotency key must come with the same one. */
  readonly requestHash: string;
  /** The contract is the first of its customer, made with it. */
  readonly newCustomer: boolean;
  readonly amountDueCents?: number;
  readonly amountDueOn?: string;
  readonly nextMonthFrom?: string;
  readonly nextMonthCents?: number;
  readonly payBy?: PayBy;
  readonly topUps?: TopUpAmounts;
  readonly paymentReference?: string;
  /** A later price that billing knows already (R26). */
  readonly comingPrice?: ComingPrice;
}
