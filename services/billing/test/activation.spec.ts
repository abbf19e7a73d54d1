import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { billingPaymentsRpc } from '#libs/api/billing/payments.js';
import { activationCharged, billingRpc, creditChanged, type OpenAccount } from '#libs/api/billing/billing.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import type { LedgerEntry } from '../src/credit/ledger/entry.schema.js';
import { PendingActivations } from '../src/contract/subscriptions/pending-activations.service.js';
import { LedgerVerifier } from '../src/credit/ledger/ledger-verifier.service.js';
import { PERSON } from './support.js';

let contracts = 0;
const opening = (services: OpenAccount['services'] = []): OpenAccount => ({
  contractId: newId('con'),
  customerId: newId('cus'),
  contractNumber: `C${String(++contracts).padStart(8, '0')}`,
  number: '+390212345678',
  services,
  holder: { kind: 'private', name: 'Mario Rossi', taxCode: 'RSSMRA80A01F205X' },
  identity: PERSON,
});
const customer = ({ customerId }: OpenAccount): Actor => ({
  kind: 'customer',
  id: newId('usr'),
  roles: ['customer'],
  customerId,
});
const operator: Actor = { kind: 'staff', id: newId('usr'), roles: ['billing_operator'], since: 0 };

describe('from an opened account to a charged activation', () => {
  let billing: ServiceUnderTest;
  beforeAll(async () => {
    process.env.PAYMENT_SIMULATOR = 'on';
    process.env.STRIPE_WEBHOOK_SECRET = 'whsec_a_secret_of_the_tests';
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z');
  });
  afterAll(() => billing.stop());

  const open = async (services?: OpenAccount['services']) => {
    const account = opening(services);
    return { account, ...(await billing.call(billingRpc.openAccount, account)) };
  };
  const transfer = (paymentReference: string, amountCents: number, bankReference = newId('bnk')) =>
    billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { paymentReference, amountCents, bankReference, receivedOn: '2026-11-21' },
      operator,
    );
  const credit = (account: OpenAccount) =>
    billing.call(billingCreditRpc.credit, { contractId: account.contractId }, customer(account));

  it('R3, R9: quotes one number and metered traffic by the days that remain, today included', async () => {
    const quote = await billing.call(billingRpc.quote, {
      services: [
        { product: 'pbx_basic', quantity: 1 },
        { product: 'extension', quantity: 3 },
      ],
    });
    expect(quote.lines).toMatchObject([
      { product: 'geographic_number', quantity: 1, days: 10, ofDays: 30, netCents: 67, vatCents: 15, grossCents: 82 },
      { product: 'pbx_basic', netCents: 167, vatCents: 37, grossCents: 204 },
      { product: 'extension', quantity: 3, netCents: 150, vatCents: 33, grossCents: 183 },
      { product: 'traffic_metered', grossCents: 0 },
    ]);
    expect(quote).toMatchObject({
      netCents: 384,
      vatCents: 85,
      grossCents: 469,
      monthlyGrossCents: 1_403,
      validUntil: '2026-11-21T23:00:00.000Z',
    });
    expect(quote.lines[0]!.reason).toContain('10 of 30 days');
  });

  it('refuses services that the catalogue does not allow, naming them', async () => {
    const refused = billing.call(billingRpc.quote, {
      services: [
        { product: 'extension', quantity: 1 },
        { product: 'pbx_gold', quantity: 1 },
      ],
    });
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ field: 'services.pbx_gold' }] },
    });
    await expect(
      billing.call(billingRpc.quote, { services: [{ product: 'extension', quantity: 1 }] }),
    ).rejects.toMatchObject({ details: { fields: [{ field: 'services.extension' }] } });
    const both = {
      services: [
        { product: 'traffic_metered', quantity: 1 },
        { product: 'traffic_flat', quantity: 1 },
      ],
    };
    await expect(billing.call(billingRpc.quote, both)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('R3, R17: begins with one number, and refuses to charge for more than it reserves', async () => {
    const services = [{ product: 'geographic_number', quantity: 2 }];
    const refusal = {
      code: 'invalid_input',
      status: 422,
      details: { fields: [{ field: 'services.geographic_number' }] },
    };
    await expect(billing.call(billingRpc.quote, { services })).rejects.toMatchObject(refusal);
    await expect(open(services)).rejects.toMatchObject(refusal);
    await expect(
      open([
        { product: 'geographic_number', quantity: 1 },
        { product: 'geographic_number', quantity: 1 },
      ]),
    ).rejects.toMatchObject(refusal);
    expect(await open([{ product: 'geographic_number', quantity: 1 }])).toMatchObject({ amountDueCents: 82 });
  });

  it('opens an account once, with an RF reference made from the contract number', async () => {
    const { account, ...told } = await open();
    const { amountDueCents, amountDueOn, paymentReference } = told;
    expect(paymentReference).toMatch(/^RF\d\dC\d{8}$/);
    expect([amountDueCents, amountDueOn]).toEqual([82, '2026-11-21']);
    expect(await billing.call(billingRpc.openAccount, account)).toEqual(told);
  });

  it('R9: credit that was short when it came activates the contract on the day that the price has fallen to it, once', async () => {
    const { account, amountDueCents, paymentReference } = await open();
    expect(await transfer(paymentReference, amountDueCents - 10)).toMatchObject({ outcome: 'credited' });
    const sweep = () => billing.get(PendingActivations).run();
    expect(await sweep()).toBe(0);
    try {
      billing.clock.moveTo(new Date('2026-11-22T23:30:00Z'));
      const swept = await Promise.all([sweep(), sweep(), sweep()]);
      expect(swept.reduce<number>((total, each) => total + each, 0)).toBe(1);
      expect(await sweep()).toBe(0);
      const { chargedGrossCents } = await billing.sent(activationCharged, account.contractId);
      expect(chargedGrossCents).toBeLessThanOrEqual(amountDueCents - 10);
      expect(await credit(account)).toMatchObject({
        state: 'active',
        balanceCents: amountDueCents - 10 - chargedGrossCents,
      });
      expect(await billing.allSent(activationCharged, account.contractId)).toHaveLength(1);
    } finally {
      billing.clock.moveTo(new Date('2026-11-21T10:00:00Z'));
    }
  });

  it('R6, R18: a top-up that covers the activation charges it at once and tells both in one message', async () => {
    const { account, amountDueCents, paymentReference } = await open();
    const receipt = await transfer(paymentReference, 1_000);
    expect(receipt).toMatchObject({ outcome: 'activated', balanceCents: 1_000 - amountDueCents });
    expect(await billing.sent(activationCharged, account.contractId)).toMatchObject({
      number: account.number,
      chargedGrossCents: amountDueCents,
    });
    expect((await billing.sent(creditChanged, account.contractId)).movements).toHaveLength(2);
    expect(await billing.allSent(creditChanged, account.contractId)).toHaveLength(1);
    expect(await credit(account)).toMatchObject({ state: 'active', balanceCents: 918 });
  });

  it('waits until several top-ups cover it, and prices it on the day it is covered', async () => {
    const { account, amountDueCents, paymentReference } = await open();
    expect(await transfer(paymentReference, amountDueCents - 1)).toMatchObject({ outcome: 'credited' });
    expect(await credit(account)).toMatchObject({ state: 'pending', amountDueCents: 1 });
    billing.clock.moveTo(new Date('2026-11-30T10:00:00Z'));
    expect(await transfer(paymentReference, 1)).toMatchObject({ outcome: 'activated', balanceCents: 82 - 9 });
    billing.clock.moveTo(new Date('2026-11-21T10:00:00Z'));
  });

  it('books a bank transfer once for its bank reference, and refuses the same reference with another amount', async () => {
    const { account, paymentReference } = await open();
    await Promise.all([
      transfer(paymentReference, 2_000, 'CRO-1'),
      transfer(paymentReference, 2_000, 'CRO-1'),
      transfer(paymentReference, 2_000, 'CRO-1'),
    ]);
    expect(await credit(account)).toMatchObject({ balanceCents: 1_918 });
    await expect(transfer(paymentReference, 2_001, 'CRO-1')).rejects.toMatchObject({ code: 'bank_reference_taken' });
    await expect(transfer('RF18000000000', 100)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('nasty 4: credits a card payment once, however often its signed notification arrives', async () => {
    const { account } = await open();
    const me = customer(account);
    const start = () =>
      billing.call(
        billingPaymentsRpc.startCardTopUp,
        { contractId: account.contractId, amountCents: 2_500 },
        { actor: me, idempotencyKey: 'card-1' },
      );
    const payment = await start();
    expect(await start()).toEqual(payment);
    const pay = () => billing.call(billingPaymentsRpc.simulatePayment, { paymentId: payment.paymentId }, me);
    const outcomes = (await Promise.all([pay(), pay(), pay()])).map(({ done }) => done);
    expect(outcomes.filter((done) => done === 'credited')).toHaveLength(1);
    expect(await pay()).toEqual({ done: 'repeated' });
    expect(await credit(account)).toMatchObject({ state: 'active', balanceCents: 2_500 - 82 });
    expect(await billing.call(billingPaymentsRpc.getCardPayment, { paymentId: payment.paymentId }, me)).toMatchObject({
      state: 'paid',
    });
  });

  it('refuses a notification that was not signed with the webhook’s secret', async () => {
    const forged = { payload: '{"id":"evt_1","type":"payment_intent.succeeded"}', signature: 't=1,v1=00' };
    await expect(billing.call(billingPaymentsRpc.notifyPayment, forged)).rejects.toMatchObject({
      code: 'invalid_signature',
      status: 400,
    });
  });

  it('nasty 13: credit and movements of someone else look as if they did not exist', async () => {
    const { account } = await open();
    const other = customer(opening());
    for (const ask of [
      () => billing.call(billingCreditRpc.credit, { contractId: account.contractId }, other),
      () => billing.call(billingCreditRpc.statement, { contractId: account.contractId }, other),
      () =>
        billing.call(billingPaymentsRpc.startCardTopUp, { contractId: account.contractId, amountCents: 1_000 }, other),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: 'not_found', status: 404 });
    }
  });

  it('R18: shows every movement with its cause, who asked and the balance after it, in pages', async () => {
    const { account, paymentReference } = await open();
    await transfer(paymentReference, 500);
    await transfer(paymentReference, 300);
    const first = await billing.call(
      billingCreditRpc.statement,
      { contractId: account.contractId, limit: 2 },
      customer(account),
    );
    expect(first.items).toMatchObject([
      { cause: 'top_up', amountCents: 300, balanceCents: 718, askedBy: 'staff' },
      {
        cause: 'activation_charge',
        amountCents: -82,
        lines: [{ product: 'geographic_number' }, { product: 'traffic_metered' }],
      },
    ]);
    const second = await billing.call(
      billingCreditRpc.statement,
      { contractId: account.contractId, limit: 2, cursor: first.nextCursor! },
      customer(account),
    );
    expect(second.items).toMatchObject([{ cause: 'top_up', amountCents: 500, balanceCents: 500 }]);
    expect(second.nextCursor).toBeUndefined();
  });

  it('R15: closing wins or loses against the payment, never both', async () => {
    const paid = await open();
    await transfer(paid.paymentReference, 1_000);
    await expect(billing.call(billingRpc.closeAccount, { contractId: paid.account.contractId })).rejects.toMatchObject({
      code: 'activation_charged',
    });
    const lapsed = await open();
    await billing.call(billingRpc.closeAccount, { contractId: lapsed.account.contractId });
    await billing.call(billingRpc.closeAccount, { contractId: lapsed.account.contractId });
    expect(await transfer(lapsed.paymentReference, 1_000)).toMatchObject({ outcome: 'credited', balanceCents: 1_000 });
    expect(await billing.allSent(activationCharged, lapsed.account.contractId)).toHaveLength(0);
    for (let round = 0; round < 5; round++) {
      const { account, paymentReference } = await open();
      const [closed, topUp] = await Promise.allSettled([
        billing.call(billingRpc.closeAccount, { contractId: account.contractId }),
        transfer(paymentReference, 1_000),
      ]);
      const activated = topUp.status === 'fulfilled' && topUp.value.outcome === 'activated';
      expect(activated).toBe(closed.status === 'rejected');
    }
  });

  it('an account closed before it was opened stays closed', async () => {
    const account = opening();
    await billing.call(billingRpc.closeAccount, { contractId: account.contractId });
    await expect(billing.call(billingRpc.openAccount, account)).rejects.toMatchObject({ code: 'account_closed' });
  });

  it('proves the ledger, and finds an entry that was tampered with', async () => {
    const verifier = billing.get(LedgerVerifier);
    const proof = await verifier.verify();
    expect(proof.problems).toEqual([]);
    expect(proof.entries).toBeGreaterThan(10);
    const entries: Model<LedgerEntry> = billing.app.get(getModelToken('LedgerEntry'));
    const victim = (await entries.findOne({ cause: 'top_up' }).lean<LedgerEntry>())!;
    await entries.collection.updateOne({ _id: victim._id as never }, { $set: { 'details.payer': 'someone else' } });
    expect((await verifier.verify()).problems).toEqual([
      { contractId: victim.contractId, seq: victim.seq, problem: 'it was changed after it was written' },
    ]);
  });
});
