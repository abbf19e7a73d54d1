import type { Actor } from '#libs/api/kernel/actor.js';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { debtOpened } from '#libs/api/billing/debts.js';
import {
  billingPaymentsRpc,
  creditLeft,
  creditUnclaimed,
  paymentFellShort,
  type ListCreditLeft,
} from '#libs/api/billing/payments.js';
import { billingPaymentWaysRpc } from '#libs/api/billing/payment-ways.js';
import { billingChangesRpc } from '#libs/api/billing/changes.js';
import { billingRefundsRpc } from '#libs/api/billing/refunds.js';
import { activationCharged, billingRpc, type OpenAccount } from '#libs/api/billing/billing.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import { LapsedCredit } from '../src/monthly/lapsed-credit/lapsed-credit.service.js';
import { Charging } from '../src/monthly/renewals/charging.service.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import { chargePostings } from '../src/credit/ledger/ledger.rules.js';
import { Ledger } from '../src/credit/ledger/ledger.service.js';
import { Books, PERSON, operator } from './support.js';

const IBAN = 'IT60X0542811101000000123456';
/** 12.20 € a month: a number, a PBX and two extensions. */
const SERVICES = [
  { product: 'pbx_basic', quantity: 1 },
  { product: 'extension', quantity: 2 },
];
let contracts = 0;

describe('a price that was told', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  beforeAll(async () => {
    Object.assign(process.env, {
      PAYMENT_SIMULATOR: 'on',
      STRIPE_WEBHOOK_SECRET: 'whsec_a_secret_of_the_tests',
      OPERATOR_IBAN: IBAN,
    });
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-28T00:05:00Z');
    books = new Books(billing);
  });
  afterEach(() => books.prove());
  afterAll(async () => {
    delete process.env.OPERATOR_IBAN;
    await billing.stop();
  });

  const open = async () => {
    const account: OpenAccount = {
      contractId: newId('con'),
      customerId: newId('cus'),
      contractNumber: `C${String(++contracts).padStart(8, '0')}`,
      number: '+390212345678',
      services: SERVICES,
      holder: { kind: 'private', name: 'Mario Rossi', taxCode: 'RSSMRA80A01F205X' },
      identity: PERSON,
    };
    const me: Actor = { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: account.customerId };
    const told = await billing.call(billingRpc.openAccount, account);
    const { contractId } = account;
    return {
      account,
      me,
      contractId,
      told,
      paymentReference: told.paymentReference,
      transfer: (amountCents: number) =>
        billing.call(
          billingPaymentsRpc.bookBankTransfer,
          { contractId, amountCents, bankReference: newId('bnk'), receivedOn: '2026-11-28' },
          operator,
        ),
      card: (amountCents: number) => billing.call(billingPaymentsRpc.startCardTopUp, { contractId, amountCents }, me),
      credit: () => billing.call(billingCreditRpc.credit, { contractId }, me),
    };
  };
  const at = (instant: string): void => billing.clock.moveTo(new Date(instant));
  beforeEach(() => at('2026-11-28T00:05:00Z'));

  it('R31: 1.22 € told on 28 November activate at 00:03 of the 1st; December is charged once, and what is missing of it is told as a debt', async () => {
    const { account, contractId, told, transfer, credit, paymentReference } = await open();
    expect(told).toMatchObject({
      amountDueCents: 122,
      amountDueOn: '2026-11-28',
      nextMonthFrom: '2026-12-01',
      nextMonthCents: 1_220,
    });
    at('2026-11-30T23:03:00Z');
    expect(await credit()).toMatchObject({
      amountDueCents: 122,
      payBy: { ways: ['card', 'bank_transfer'], iban: IBAN, paymentReference },
    });
    expect(await billing.call(billingRpc.openAccount, account)).toEqual(told);
    expect(await transfer(122)).toMatchObject({ outcome: 'activated', balanceCents: 122 - 1_220 });
    expect(await billing.sent(activationCharged, contractId)).toMatchObject({ chargedGrossCents: 1_220 });
    expect(await billing.sent(debtOpened, contractId)).toMatchObject({
      debtCents: 1_098,
      payBy: { ways: ['card', 'bank_transfer'] },
    });
    expect(await billing.allSent(paymentFellShort, contractId)).toHaveLength(0);
    await billing.get(UnitOfWork).run((tx) => billing.get(Charging).catchUp(tx, contractId));
    expect(await books.renewed(contractId)).toEqual([]);
    at('2026-12-31T23:30:00Z');
    await billing.get(UnitOfWork).run((tx) => billing.get(Charging).catchUp(tx, contractId));
    expect(await books.renewed(contractId)).toEqual(['2027-01']);
  });

  it('R31: a card that is paid on the 1st activates too, and a later day of the month is charged only for its days', async () => {
    const { card, me, credit } = await open();
    at('2026-12-02T23:30:00Z');
    const { paymentId } = await card(122);
    await billing.call(billingPaymentsRpc.simulatePayment, { paymentId }, me);
    // 29 of 31 days: 187 + 468 + 281 net.
    expect(await credit()).toMatchObject({ state: 'active', balanceCents: 122 - 1_142 });
  });

  it('R31: less than was told is no activation: each payment is told once, with what is missing and how to pay it', async () => {
    const { contractId, transfer, card, me, credit } = await open();
    at('2026-11-30T23:03:00Z');
    expect(await transfer(70)).toMatchObject({ outcome: 'credited' });
    expect(await billing.sent(paymentFellShort, contractId)).toMatchObject({
      reason: 'activation',
      receivedCents: 70,
      dueCents: 122,
      missingCents: 52,
      payBy: { ways: ['card', 'bank_transfer'], iban: IBAN },
    });
    expect(await credit()).toMatchObject({ state: 'pending', amountDueCents: 52 });
    await transfer(12);
    expect(
      (await billing.allSent(paymentFellShort, contractId)).map((each) => (each as { payBy: unknown }).payBy),
    ).toMatchObject([{ ways: ['card', 'bank_transfer'] }, { ways: ['bank_transfer'] }]);
    await expect(card(40)).rejects.toMatchObject({
      code: 'invalid_input',
      status: 422,
      details: { fields: [{ field: 'amountCents' }] },
    });
    const { paymentId } = await card(500);
    await billing.call(billingPaymentsRpc.simulatePayment, { paymentId }, me);
    expect(await credit()).toMatchObject({ state: 'active' });
    expect(await billing.allSent(paymentFellShort, contractId)).toHaveLength(2);
  });

  it('R31: a debt, and a change that was priced, are told of when a payment does not reach them', async () => {
    const { contractId, transfer, card, me } = await open();
    await transfer(122);
    at('2026-12-01T10:00:00Z');
    await billing.get(UnitOfWork).run((tx) => billing.get(Charging).catchUp(tx, contractId));
    await transfer(220);
    expect(await billing.sent(paymentFellShort, contractId)).toMatchObject({
      reason: 'debt',
      receivedCents: 220,
      dueCents: 1_220,
      missingCents: 1_000,
    });
    await transfer(1_000);
    await billing.call(billingChangesRpc.quote, { contractId, services: [{ product: 'extension', quantity: 3 }] }, me);
    await transfer(3);
    const all = (await billing.allSent(paymentFellShort, contractId)) as {
      reason: string;
      missingCents: number;
      until?: string;
    }[];
    expect(all).toHaveLength(2);
    expect(all[1]).toMatchObject({
      reason: 'change',
      missingCents: 180,
      until: expect.stringContaining('2026-12-01T11:00:00'),
    });
    expect(await card(180)).toMatchObject({ amountCents: 180 });
    await expect(card(181)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('R31: a payment short of the debt that an ended contract left is told too', async () => {
    const { _id: contractId } = await books.active({
      state: 'closed',
      closedAt: new Date('2026-11-20T00:00:00Z'),
      closeReason: 'ported_out',
      creditCents: 100,
    });
    await billing.get(UnitOfWork).run((tx) =>
      billing.get(Ledger).post(tx, {
        key: newId('key'),
        contractId,
        cause: 'renewal',
        postings: chargePostings({ net: cents(1_000), vat: cents(220), gross: cents(1_220) }),
      }),
    );
    await billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { contractId, amountCents: 1_000, bankReference: newId('bnk'), receivedOn: '2026-11-28' },
      operator,
    );
    expect(await billing.sent(paymentFellShort, contractId)).toMatchObject({ reason: 'debt', missingCents: 120 });
    await billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { contractId, amountCents: 200, bankReference: newId('bnk'), receivedOn: '2026-11-28' },
      operator,
    );
    expect(await billing.sent(creditLeft, contractId)).toMatchObject({
      why: 'contract_ended',
      receivedCents: 200,
      amountCents: 80,
    });
  });

  it('R31: money on a registration that lapsed is told once, to staff after some days, and goes back when it is asked for', async () => {
    const { contractId, me, transfer } = await open();
    await transfer(50);
    for (let time = 0; time < 2; time++) await billing.call(billingRpc.closeAccount, { contractId });
    await transfer(72);
    const left = (await billing.allSent(creditLeft, contractId)) as { why: string }[];
    expect(left).toMatchObject([
      { why: 'not_activated', amountCents: 50 },
      { why: 'paid_too_late', receivedCents: 72, amountCents: 122 },
    ]);
    const nothing = await open();
    await billing.call(billingRpc.closeAccount, { contractId: nothing.contractId });
    expect(await billing.allSent(creditLeft, nothing.contractId)).toHaveLength(0);
    const look = () => billing.get(LapsedCredit).run();
    expect(await look()).toBe(0);
    at('2026-12-13T00:30:00Z');
    expect((await Promise.all([look(), look()])).reduce((total, each) => total + each, 0)).toBe(1);
    expect(await look()).toBe(0);
    expect(await billing.sent(creditUnclaimed, contractId)).toMatchObject({ amountCents: 122, days: 15 });
    const list = (query: ListCreditLeft) => billing.call(billingPaymentsRpc.listCreditLeft, query, operator);
    const { items } = await list({ of: 'lapsed' });
    expect(items.find((each) => each.contractId === contractId)).toMatchObject({
      of: 'lapsed',
      holderName: 'Mario Rossi',
      amountCents: 122,
      days: 15,
      unclaimedSince: expect.any(String),
    });
    expect((await list({ of: 'ended' })).items.some((each) => each.contractId === contractId)).toBe(false);
    const first = await list({ limit: 1 });
    expect((await list({ cursor: first.nextCursor! })).items).toHaveLength((await list({})).items.length - 1);
    await expect(billing.call(billingPaymentsRpc.listCreditLeft, {}, me)).rejects.toMatchObject({ status: 403 });
    expect(
      await billing.call(billingRefundsRpc.openRefund, { contractId, iban: IBAN, accountHolder: 'Mario Rossi' }, me),
    ).toMatchObject({ amountCents: 122 });
    expect((await list({ of: 'lapsed' })).items.some((each) => each.contractId === contractId)).toBe(false);
  });

  it('R15: a transfer that was at the bank before its registration lapsed, and was told of afterwards, is told so', async () => {
    const [early, sameDay] = [await open(), await open()];
    at('2026-11-30T09:00:00Z');
    await billing.call(billingRpc.closeAccount, { contractId: early.contractId });
    await early.transfer(122);
    expect(await billing.sent(creditLeft, early.contractId)).toMatchObject({
      why: 'booked_too_late',
      receivedOn: '2026-11-28',
      amountCents: 122,
    });
    at('2026-11-28T10:00:00Z');
    await billing.call(billingRpc.closeAccount, { contractId: sameDay.contractId });
    await sameDay.transfer(122);
    expect(await billing.sent(creditLeft, sameDay.contractId)).toMatchObject({ why: 'paid_too_late' });
  });

  it('R40: offers fixed amounts and a free one with the limits of each way, and no fee', async () => {
    const offer = await billing.call(billingPaymentWaysRpc.topUpAmounts, {});
    expect(offer).toMatchObject({
      invoicing: 'consumption',
      ways: [
        { way: 'card', minimumCents: 500, exactMinimumCents: 50, feeCents: 0 },
        { way: 'bank_transfer', exactMinimumCents: 1, feeCents: 0 },
      ],
    });
    expect(offer.amounts).toContainEqual({ creditCents: 3_000, amountCents: 3_000, ways: ['card', 'bank_transfer'] });
    expect((await open()).told.topUps).toEqual(offer);
  });
});
