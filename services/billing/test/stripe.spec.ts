import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Stripe } from 'stripe';
import { billingPaymentsRpc, creditLeft } from '#libs/api/billing/payments.js';
import { debtOpened } from '#libs/api/billing/debts.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import type { LedgerEntry } from '../src/credit/ledger/entry.schema.js';
import { Ledger } from '../src/credit/ledger/ledger.service.js';
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
      requests.push({
        url: request.url!,
        key: String(request.headers['idempotency-key']),
        form: new URLSearchParams(text),
      });
      response.setHeader('content-type', 'application/json').end(
        JSON.stringify({
          id: `cs_test_${requests.length}`,
          object: 'checkout.session',
          url: `https://checkout.stripe.com/c/pay/${requests.length}`,
        }),
      );
    });
    await new Promise<void>((done) => stripe.listen(0, '127.0.0.1', done));
    Object.assign(process.env, {
      PAYMENT_SIMULATOR: 'off',
      STRIPE_SECRET_KEY: 'sk_test_none',
      STRIPE_WEBHOOK_SECRET: SECRET,
      STRIPE_API_URL: `http://127.0.0.1:${(stripe.address() as AddressInfo).port}`,
    });
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z');
    books = new Books(billing);
  });
  afterAll(async () => {
    for (const name of ['PAYMENT_SIMULATOR', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_API_URL'])
      delete process.env[name];
    await billing.stop();
    stripe.close();
  });

  const notify = (event: object, secret = SECRET, at = Math.floor(Date.now() / 1_000)) => {
    const payload = JSON.stringify(event);
    return billing.call(billingPaymentsRpc.notifyPayment, {
      payload,
      signature: Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: at }),
    });
  };
  const succeeded = (contractId: string, cents: number, over: object = {}) => ({
    id: newId('evt'),
    object: 'event',
    type: 'payment_intent.succeeded',
    data: {
      object: {
        id: 'pi_3Paid',
        object: 'payment_intent',
        amount: 9_999,
        amount_received: cents,
        currency: 'eur',
        metadata: { contractId },
        ...over,
      },
    },
  });

  it('begins a Checkout session in cents of euro, naming contract and payment, under an idempotency key of its own', async () => {
    const of = await books.active();
    const context = { actor: customerOf(of), idempotencyKey: 'one' };
    const start = () =>
      billing.call(billingPaymentsRpc.startCardTopUp, { contractId: of._id, amountCents: 2_500 }, context);
    const payment = await start();
    expect(payment).toMatchObject({
      provider: 'stripe',
      state: 'open',
      checkoutUrl: expect.stringContaining('https://checkout.stripe.com/'),
    });
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

  describe('what the provider took back', () => {
    let payments = 0;
    const paid = async (cents: number) => {
      const of = await books.active();
      const id = `pi_back_${++payments}`;
      return { of, id, pay: () => notify(succeeded(of._id, cents, { id })) };
    };
    const refunded = (contractId: string, intent: string, total: number, over: object = {}, created = 1_000) =>
      notify({
        id: newId('evt'),
        object: 'event',
        type: 'charge.refunded',
        created,
        data: {
          object: {
            id: `ch_${intent}`,
            object: 'charge',
            payment_intent: intent,
            amount: 2_500,
            amount_captured: 2_500,
            amount_refunded: total,
            currency: 'eur',
            metadata: { contractId },
            ...over,
          },
        },
      });
    const dispute = (intent: string, id: string, status: string, type = 'created') =>
      notify({
        id: newId('evt'),
        object: 'event',
        type: `charge.dispute.${type}`,
        data: {
          object: {
            id,
            object: 'dispute',
            charge: `ch_${intent}`,
            payment_intent: intent,
            amount: 2_500,
            currency: 'eur',
            status,
            metadata: {},
          },
        },
      });
    const refundMoved = (intent: string, refundId: string, status: string, type = 'refund.failed', created = 2_000) =>
      notify({
        id: newId('evt'),
        object: 'event',
        type,
        created,
        data: {
          object: { id: refundId, object: 'refund', payment_intent: intent, amount: 800, currency: 'eur', status },
        },
      });
    const causes = async (contractId: string) =>
      (await books.entries.find({ contractId }).sort({ seq: 1 }).lean<LedgerEntry[]>()).map(
        ({ cause, creditCents }) => [cause, creditCents],
      );

    it('a refund is booked once for each euro, in parts, repeated and in any order', async () => {
      const { of, id, pay } = await paid(2_500);
      await pay();
      expect(await refunded(of._id, id, 700)).toEqual({ done: 'returned' });
      expect(await refunded(of._id, id, 700)).toEqual({ done: 'repeated' });
      await Promise.all([2_000, 1_000, 1_500, 2_000].map((total) => refunded(of._id, id, total)));
      expect(await refunded(of._id, id, 1_000)).toEqual({ done: 'repeated' });
      expect(await books.balance(of._id)).toBe(500);
      expect((await causes(of._id)).every(([cause]) => cause === 'top_up' || cause === 'top_up_refunded')).toBe(true);
      await books.prove();
    });

    it('a refund that is told before its payment credits the payment first', async () => {
      const { of, id, pay } = await paid(2_500);
      await refunded(of._id, id, 2_500);
      expect(await pay()).toEqual({ done: 'repeated' });
      expect(await causes(of._id)).toEqual([
        ['top_up', 2_500],
        ['top_up_refunded', -2_500],
      ]);
      expect(await billing.allSent(debtOpened, of._id)).toEqual([]);
    });

    it('R7: money that is gone leaves a debt when it was spent, and paying it settles it', async () => {
      const { of, id, pay } = await paid(2_500);
      await pay();
      await billing.get(UnitOfWork).run((tx) =>
        billing.get(Ledger).post(tx, {
          key: newId('key'),
          contractId: of._id,
          cause: 'renewal',
          postings: [
            { account: 'customer_credit', amountCents: -2_000 },
            { account: 'revenue', amountCents: 2_000 },
          ],
        }),
      );
      await dispute(id, 'dp_spent', 'needs_response');
      expect(await billing.sent(debtOpened, of._id)).toMatchObject({ debtCents: 2_000 });
      await dispute(id, 'dp_spent', 'won', 'closed');
      expect(await books.account(of._id)).toMatchObject({ balanceCents: 500 });
      expect((await books.account(of._id)).debtSince).toBeUndefined();
    });

    it('a dispute is booked once, given again when it is won and not when it is lost, in any order', async () => {
      const [won, lost, late] = [await paid(2_500), await paid(2_500), await paid(2_500)];
      for (const { pay } of [won, lost, late]) await pay();
      await dispute(won.id, 'dp_won', 'needs_response');
      await dispute(won.id, 'dp_won', 'needs_response');
      expect(await dispute(won.id, 'dp_won', 'won', 'closed')).toEqual({ done: 'restored' });
      expect(await dispute(won.id, 'dp_won', 'won', 'closed')).toEqual({ done: 'repeated' });
      expect(await dispute(lost.id, 'dp_lost', 'lost', 'closed')).toEqual({ done: 'returned' });
      expect(await dispute(lost.id, 'dp_lost', 'needs_response')).toEqual({ done: 'repeated' });
      expect(await dispute(late.id, 'dp_late', 'won', 'closed')).toEqual({ done: 'restored' });
      expect(await dispute(late.id, 'dp_late', 'needs_response')).toEqual({ done: 'repeated' });
      expect(await Promise.all([won, lost, late].map(({ of }) => books.balance(of._id)))).toEqual([2_500, 0, 2_500]);
      await books.prove();
    });

    it('17-stripe-refund-failed-inquiry: a refund that failed gives the credit again, once, whichever notifications tell of it', async () => {
      const { of, id, pay } = await paid(2_500);
      await pay();
      await refunded(of._id, id, 800);
      expect(await books.balance(of._id)).toBe(1_700);
      expect(await refundMoved(id, 're_1', 'succeeded', 'refund.updated')).toEqual({ done: 'ignored' });
      expect(await refundMoved(id, 're_1', 'failed')).toEqual({ done: 'restored' });
      expect(await refundMoved(id, 're_1', 'failed', 'charge.refund.updated')).toEqual({ done: 'repeated' });
      expect(await refunded(of._id, id, 800)).toEqual({ done: 'repeated' });
      expect(await books.balance(of._id)).toBe(2_500);
      expect((await causes(of._id)).slice(1)).toEqual([
        ['top_up_refunded', -800],
        ['top_up_refund_failed', 800],
      ]);
      await books.prove();
    });

    it('R31: of a registration that lapsed, the customer is told that a refund which failed is credit again, once', async () => {
      const { of, id, pay } = await paid(2_500);
      await pay();
      await books.accounts.updateOne(
        { _id: of._id },
        { $set: { state: 'closed', closeReason: 'not_activated', closedAt: billing.clock.now() } },
      );
      await refunded(of._id, id, 2_500);
      await refundMoved(id, 're_lapsed', 'failed');
      await refundMoved(id, 're_lapsed', 'failed', 'refund.updated');
      expect(await billing.allSent(creditLeft, of._id)).toMatchObject([{ why: 'not_activated', amountCents: 800 }]);
    });

    it('a failure that is told before its refund leaves credit as it is; one made again afterwards is booked', async () => {
      const { of, id, pay } = await paid(2_500);
      await expect(refundMoved(id, 're_early', 'failed')).rejects.toMatchObject({ code: 'payment_not_yet_known' });
      await pay();
      expect(await refundMoved(id, 're_early', 'canceled', 'refund.updated')).toEqual({ done: 'repeated' });
      expect(await refunded(of._id, id, 800)).toEqual({ done: 'repeated' });
      expect(await books.balance(of._id)).toBe(2_500);
      expect(await refunded(of._id, id, 800, {}, 3_000)).toEqual({ done: 'returned' });
      expect(await books.balance(of._id)).toBe(1_700);
    });

    it.each(['updated', 'funds_withdrawn'])(
      '17-stripe-refund-failed-inquiry: an inquiry that becomes a dispute takes the credit at once (%s)',
      async (type) => {
        const { of, id, pay } = await paid(2_500);
        await pay();
        expect(await dispute(id, `dp_${type}`, 'warning_needs_response')).toEqual({ done: 'ignored' });
        expect(await dispute(id, `dp_${type}`, 'needs_response', type)).toEqual({ done: 'returned' });
        expect(await books.balance(of._id)).toBe(0);
        expect(await dispute(id, `dp_${type}`, 'lost', 'closed')).toEqual({ done: 'repeated' });
        expect(await books.balance(of._id)).toBe(0);
      },
    );

    it('an inquiry takes no money; a dispute of a payment that is not known yet is to be sent again', async () => {
      const { of, id, pay } = await paid(2_500);
      await expect(dispute(id, 'dp_early', 'needs_response')).rejects.toMatchObject({
        code: 'payment_not_yet_known',
        status: 409,
      });
      await pay();
      expect(await dispute(id, 'dp_inquiry', 'warning_needs_response')).toEqual({ done: 'ignored' });
      expect(await dispute(id, 'dp_inquiry', 'warning_closed', 'closed')).toEqual({ done: 'ignored' });
      expect(await refunded(of._id, id, 100, { currency: 'usd' })).toEqual({ done: 'ignored' });
      expect(await refunded(of._id, 'pi_nobody', 100, { metadata: {} })).toEqual({ done: 'ignored' });
      expect(await books.balance(of._id)).toBe(2_500);
    });
  });

  it('refuses a notification signed with another secret, changed, or replayed long after', async () => {
    const of = await books.active();
    await expect(notify(succeeded(of._id, 100), 'whsec_of_someone_else')).rejects.toMatchObject({
      code: 'invalid_signature',
    });
    await expect(notify(succeeded(of._id, 100), SECRET, Math.floor(Date.now() / 1_000) - 3_600)).rejects.toMatchObject({
      code: 'invalid_signature',
    });
    expect(await books.balance(of._id)).toBe(0);
  });

  it('takes note of events that change no credit, and of payments that are not ours', async () => {
    const of = await books.active();
    expect(await notify({ ...succeeded(of._id, 100), type: 'payment_intent.payment_failed' })).toEqual({
      done: 'ignored',
    });
    expect(await notify(succeeded(of._id, 100, { id: 'pi_other', metadata: {} }))).toEqual({ done: 'ignored' });
    expect(await notify(succeeded(of._id, 100, { id: 'pi_dollars', currency: 'usd' }))).toEqual({ done: 'ignored' });
    expect(await books.balance(of._id)).toBe(0);
  });

  describe('what is signed and yet odd', () => {
    const WRONG = [undefined, null, [], {}, true, -1, 1.5, 1e300];
    const READ = {
      'payment_intent.succeeded': ['id', 'amount_received', 'currency', 'metadata'],
      'charge.refunded': ['id', 'amount_captured', 'amount_refunded', 'currency', 'metadata'],
      'charge.dispute.created': ['id', 'amount', 'currency', 'status'],
      'refund.failed': ['id', 'amount', 'currency'],
    };
    const event = (contractId: string, type: string, over: object = {}) => ({
      id: 'evt_odd',
      object: 'event',
      type,
      data: {
        object: {
          id: 'pi_odd',
          payment_intent: 'pi_odd',
          amount: 100,
          amount_received: 100,
          amount_captured: 100,
          amount_refunded: 100,
          currency: 'eur',
          status: 'needs_response',
          metadata: { contractId },
          ...over,
        },
      },
    });

    it('is refused, whatever is missing or of another kind, and nothing is taken of it', async () => {
      const of = await books.active();
      const good = event(of._id, 'payment_intent.succeeded');
      const odd: unknown[] = [
        null,
        [],
        [good],
        7,
        'text',
        true,
        {},
        { ...good, data: null },
        { ...good, data: [] },
        { ...good, data: { object: null } },
        { ...good, data: { object: [] } },
        { ...good, type: null },
        { ...good, type: ['a'] },
        { ...good, id: 7 },
      ];
      for (const [type, fields] of Object.entries(READ))
        for (const field of fields)
          for (const wrong of WRONG)
            if (field !== 'metadata' || typeof wrong !== 'object' || wrong === null)
              odd.push(event(of._id, type, { [field]: wrong }));
      for (const body of odd)
        await expect(notify(body as object)).rejects.toMatchObject({ code: 'invalid_input', status: 422 });
      expect(await books.entries.countDocuments({ contractId: of._id })).toBe(0);
    });

    it('is ignored where it belongs to no payment of ours', async () => {
      const of = await books.active();
      for (const type of ['charge.refunded', 'charge.dispute.created'])
        for (const payment_intent of WRONG)
          expect(await notify(event(of._id, type, { payment_intent }))).toEqual({ done: 'ignored' });
      for (const type of ['payment_intent.succeeded', 'charge.refunded'])
        expect(await notify(event(of._id, type, { metadata: {}, payment_intent: 'pi_nobody' }))).toEqual({
          done: 'ignored',
        });
      expect(await books.entries.countDocuments({ contractId: of._id })).toBe(0);
    });
  });

  it('has no simulator beside Stripe', async () => {
    const of = await books.active();
    await expect(
      billing.call(billingPaymentsRpc.simulatePayment, { paymentId: newId('pay') }, customerOf(of)),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
