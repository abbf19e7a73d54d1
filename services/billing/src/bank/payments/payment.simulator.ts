import { Stripe } from 'stripe';
import { derivedId } from '#libs/platform/ids.js';
import type { PaymentProvider, PaymentRequest, StartedPayment } from './payment-provider.port.js';

/** The simulator's notification, as the webhook receives it. */
export interface SignedNotification {
  readonly payload: string;
  readonly signature: string;
}

/**
 * Payments without a payment provider, for the demo and tests; it refuses to exist in production (`readPaymentsConfig`).
 * It signs its notifications with the webhook's secret in Stripe's own format, so that they take the same way as real ones.
 */
export class PaymentSimulator implements PaymentProvider {
  readonly name = 'simulator';

  constructor(
    private readonly webhookSecret: string,
    private readonly publicUrl: string,
  ) {}

  start({ paymentId }: PaymentRequest): Promise<StartedPayment> {
    return Promise.resolve({
      providerId: this.intentOf(paymentId),
      checkoutUrl: `${this.publicUrl}/v1/simulator/payments/${paymentId}/pay`,
    });
  }

  /** The notification that a payment succeeded: the same payment gives the same event every time. */
  succeeded({ paymentId, contractId, amountCents }: Omit<PaymentRequest, 'locale'>): SignedNotification {
    const intent = {
      id: this.intentOf(paymentId),
      object: 'payment_intent',
      amount: amountCents,
      amount_received: amountCents,
      currency: 'eur',
      status: 'succeeded',
      metadata: { paymentId, contractId },
    };
    const created = Math.floor(Date.now() / 1_000);
    const payload = JSON.stringify({
      id: derivedId('evt', 'simulated', paymentId),
      object: 'event',
      type: 'payment_intent.succeeded',
      created,
      livemode: false,
      data: { object: intent },
    });
    return { payload, signature: Stripe.webhooks.generateTestHeaderString({ payload, secret: this.webhookSecret }) };
  }

  private intentOf(paymentId: string): string {
    return derivedId('pi', 'simulated', paymentId);
  }
}
