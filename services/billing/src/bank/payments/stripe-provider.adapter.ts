import { Stripe } from 'stripe';
import { ServiceUnavailable } from '#libs/api/kernel/domain-error.js';
import type { PaymentProvider, PaymentRequest, StartedPayment } from './payment-provider.port.js';

const TIMEOUT_MS = 2_500;

export interface StripeOptions {
  readonly secretKey: string;
  readonly returnUrl: string;
  readonly apiUrl?: string;
}

const addressOf = (apiUrl: string | undefined): Stripe.StripeConfig => {
  if (!apiUrl) return {};
  const { hostname, port, protocol } = new URL(apiUrl);
  return { host: hostname, protocol: protocol === 'http:' ? 'http' : 'https', ...(port ? { port: Number(port) } : {}) };
};

/** Card payments through Stripe Checkout. */
export class StripeProvider implements PaymentProvider {
  readonly name = 'stripe';
  private readonly stripe: Stripe;

  constructor(private readonly options: StripeOptions) {
    this.stripe = new Stripe(options.secretKey, {
      timeout: TIMEOUT_MS,
      maxNetworkRetries: 1,
      telemetry: false,
      ...addressOf(options.apiUrl),
    });
  }

  async start({ paymentId, contractId, amountCents, locale }: PaymentRequest): Promise<StartedPayment> {
    const metadata = { paymentId, contractId };
    try {
      const session = await this.stripe.checkout.sessions.create(
        {
          mode: 'payment',
          locale,
          client_reference_id: paymentId,
          metadata,
          payment_intent_data: { metadata },
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: 'eur',
                unit_amount: amountCents,
                product_data: { name: locale === 'it' ? 'Ricarica credito OpenVOIP' : 'OpenVOIP credit top-up' },
              },
            },
          ],
          success_url: `${this.options.returnUrl}?payment=${paymentId}`,
          cancel_url: this.options.returnUrl,
        },
        { idempotencyKey: paymentId },
      );
      return { providerId: session.id, checkoutUrl: session.url! };
    } catch (error) {
      if (error instanceof Stripe.errors.StripeConnectionError || error instanceof Stripe.errors.StripeAPIError)
        throw new ServiceUnavailable('stripe');
      throw error;
    }
  }
}
