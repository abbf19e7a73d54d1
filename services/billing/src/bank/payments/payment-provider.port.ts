/** A card payment to be made. */
export interface PaymentRequest {
  readonly paymentId: string;
  readonly contractId: string;
  readonly amountCents: number;
  readonly locale: 'it' | 'en';
}

/** Where the customer pays, and the provider's name for it. */
export interface StartedPayment {
  readonly providerId: string;
  readonly checkoutUrl: string;
}

/** Takes card payments. What was paid is learnt only from the provider's signed notifications, never from the client. */
export interface PaymentProvider {
  readonly name: 'stripe' | 'simulator';
  /** Begins a payment; the same `paymentId` again finds the same one. */
  start(request: PaymentRequest): Promise<StartedPayment>;
}

export const PAYMENT_PROVIDER = Symbol('payment provider');
