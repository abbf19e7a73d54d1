import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Stripe } from 'stripe';
import { billingPaymentsRpc } from '#libs/contracts/billing-payments.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import { Books, customerOf } from './support.js';

const SECRET = 'whsec_the_secret_of_this_webhook';

describe('card payments through the stripe library', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  let stripe: Server;
  const requests: { url: string; key: string; form: URLSearchParams }[] = [];

  beforeAll(async () => {
    stripe = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      requests.push({ url: request.url!, key: String(request.headers['idempotency-key']), form: new URLSearchParams(text) });
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ id: `cs_test_${requests.length}`, object: 'checkout.session', url: `https://checkout.stripe.com/c/pay/${requests.length}` }));
    });
    await new Promise<void>((done) => stripe.listen(0, '127.0.0.1', done));
    Object.assign(process.env, { PAYMENT_SIMULATOR: 'off', STRIPE_SECRET_KEY: 'sk_test_none', STRIPE_WEBHOOK_SECRET: SECRET, STRIPE_API_URL: `http://127.0.0.1:${(stripe.address() as AddressInfo).port}` });
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z');
    books = new Books(billing);
  });
  afterAll(async () => {
    for (const name of ['PAYMENT_SIMULATOR', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_API_URL']) delete process.env[name];
    await billing.stop();
    stripe.close();
  });

  const notify = (event: object, secret = SECRET, at = Math.floor(Date.now() / 1_000)) => {
    const payload = JSON.stringify(event);
    return billing.call(billingPaymentsRpc.notifyPayment, { payload, signature: Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: at }) });
  };
  const succeeded = (contractId: string, cents: number, over: object = {}) => ({
    id: newId('evt'), object: 'event', type: 'payment_intent.succeeded', data: { object: { id: 'pi_3Paid', object: 'payment_intent', amount: 9_999, amount_received: cents, currency: 'eur', metadata: { contractId }, ...over } },
  });

  it('begins a Checkout session in cents of euro, naming contract and payment, under an idempotency key of its own', async () => {
    const of = await books.active();
    const context = { actor: customerOf(of), idempotencyKey: 'one' };
    const start = () => billing.call(billingPaymentsRpc.startCardTopUp, { contractId: of._id, amountCents: 2_500 }, context);
    const payment = await start();
    expect(payment).toMatchObject({ provider: 'stripe', state: 'open', checkoutUrl: expect.stringContaining('https://checkout.stripe.com/') });
    const [{ url, key, form }] = requests as [(typeof requests)[0]];
    expect({ url, key }).toEqual({ url: '/v1/checkout/sessions', key: payment.paymentId });
    expect(form.get('line_items[0][price_data][unit_amount]')).toBe('2500');
    expect(form.get('payment_intent_data[metadata][contractId]')).toBe(of._id);
    await start();
    expect(requests).toHaveLength(1);
  });

  it('nasty 4: credits what was received, once for a payment, whichever events tell of it and however often', async () => {
    const of = await books.active();
    const first = succeeded(of._id, 2_500);
    const outcomes = await Promise.all([notify(first), notify(first), notify(succeeded(of._id, 2_500))]);
    expect(outcomes.map(({ done }) => done).toSorted()).toEqual(['credited', 'repeated', 'repeated']);
    expect(await books.balance(of._id)).toBe(2_500);
  });

  it('refuses a notification signed with another secret, changed, or replayed long after', async () => {
    const of = await books.active();
    await expect(notify(succeeded(of._id, 100), 'whsec_of_someone_else')).rejects.toMatchObject({ code: 'invalid_signature' });
    await expect(notify(succeeded(of._id, 100), SECRET, Math.floor(Date.now() / 1_000) - 3_600)).rejects.toMatchObject({ code: 'invalid_signature' });
    expect(await books.balance(of._id)).toBe(0);
  });

  it('takes note of events that change no credit, and of payments that are not ours', async () => {
    const of = await books.active();
    expect(await notify({ ...succeeded(of._id, 100), type: 'payment_intent.payment_failed' })).toEqual({ done: 'ignored' });
    expect(await notify(succeeded(of._id, 100, { id: 'pi_other', metadata: {} }))).toEqual({ done: 'ignored' });
    expect(await notify(succeeded(of._id, 100, { id: 'pi_dollars', currency: 'usd' }))).toEqual({ done: 'ignored' });
    expect(await books.balance(of._id)).toBe(0);
  });

  it('has no simulator beside Stripe', async () => {
    const of = await books.active();
    await expect(billing.call(billingPaymentsRpc.simulatePayment, { paymentId: newId('pay') }, customerOf(of))).rejects.toMatchObject({ code: 'not_found' });
  });
});
