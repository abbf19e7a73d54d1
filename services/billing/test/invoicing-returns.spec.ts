import { billingAdjustmentsRpc } from '#libs/api/billing/adjustments.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { creditLeft } from '#libs/api/billing/payments.js';
import { billingRefundsRpc } from '#libs/api/billing/refunds.js';
import { billingRpc } from '#libs/api/billing/billing.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { PaymentReturns } from '../src/bank/payments/payment-returns.service.js';
import { cardKey, TopUps } from '../src/bank/payments/top-ups.service.js';
import { Renewals } from '../src/monthly/renewals/renewals.service.js';
import { customerOf, operator, type Books } from './support.js';
import { SwitchingBooks } from './switching-books.js';

describe('R24: money that goes back where top-ups are invoiced', () => {
  const world = new SwitchingBooks();
  const { at, issue, documents, pay, account, entriesOf, posted, pointsTo } = world;
  let billing: ServiceUnderTest;
  let books: Books;

  beforeEach(async () => {
    await world.start();
    ({ billing, books } = world);
  });
  afterEach(() => world.stop());

  it('top-ups: a card payment that is taken back is credited, also where it is spent, and invoiced anew when the dispute is won', async () => {
    at('2026-12-05T10:00:00Z');
    const of = await account({ chargedThrough: '2026-12' });
    const money = {
      key: cardKey('pi_1'),
      contractId: of._id,
      amountCents: 3_660,
      from: 'payment_provider' as const,
      reference: 'pi_1',
    };
    await billing.get(UnitOfWork).run((tx) => billing.get(TopUps).book(tx, money));
    at('2027-01-01T10:00:00Z');
    await billing.get(Renewals).runDue();
    const dispute = (status: string) =>
      billing
        .get(PaymentReturns)
        .disputed({ id: 'dp_1', payment_intent: 'pi_1', amount: 3_660, currency: 'eur', status });
    await dispute('needs_response');
    expect(await books.balance(of._id)).toBe(-200);
    await dispute('won');
    expect(await books.balance(of._id)).toBe(2_800);
    // What came back to stay can be disputed again, and is credited again.
    const again = { id: 'dp_1b', payment_intent: 'pi_1', amount: 1_220, currency: 'eur', status: 'needs_response' };
    await billing.get(PaymentReturns).disputed(again);
    await billing.get(PaymentReturns).disputed(again);
    expect(await books.account(of._id)).toMatchObject({ balanceCents: 1_800 });
    await issue();
    const rows = await documents(of._id);
    expect(rows.map(({ kind, grossCents }) => [kind, grossCents]).toSorted()).toEqual([
      ['TD01', 3_660],
      ['TD01', 3_660],
      ['TD04', 1_220],
      ['TD04', 3_660],
    ]);
    expect(rows.filter(({ kind }) => kind === 'TD04').map(pointsTo)).toEqual(
      rows.filter(({ kind }) => kind === 'TD01').map(({ number }) => [number]),
    );
  });

  it('top-ups: money that was refunded before its payer disputes it is owed as it is: its VAT went back already', async () => {
    at('2026-12-05T10:00:00Z');
    const of = await account({ chargedThrough: '2026-12' });
    await billing.get(UnitOfWork).run((tx) =>
      billing.get(TopUps).book(tx, {
        key: cardKey('pi_2'),
        contractId: of._id,
        amountCents: 3_660,
        from: 'payment_provider',
        reference: 'pi_2',
      }),
    );
    await billing.call(billingLifecycleRpc.terminate, {
      contractId: of._id,
      endedAt: '2026-12-05T10:00:00Z',
      reason: 'cancelled',
    });
    await billing
      .get(PaymentReturns)
      .disputed({ id: 'dp_2', payment_intent: 'pi_2', amount: 3_660, currency: 'eur', status: 'lost' });
    expect(await books.account(of._id)).toMatchObject({ balanceCents: -3_660, debtAsIsCents: 3_660 });
    expect(posted(await entriesOf(of._id), 'output_vat')).toBe(0);
  });

  it('top-ups: a card refund that failed and is made again takes off the invoice that the failure wrote, and money that goes back twice the newest one', async () => {
    at('2026-12-05T10:00:00Z');
    const of = await account({ chargedThrough: '2026-12' });
    const card = (intent: string) =>
      billing.get(UnitOfWork).run((tx) =>
        billing.get(TopUps).book(tx, {
          key: cardKey(intent),
          contractId: of._id,
          amountCents: 3_660,
          from: 'payment_provider',
          reference: intent,
        }),
      );
    const refunded = (told: number) =>
      billing.get(PaymentReturns).refunded(
        {
          id: 'ch_3',
          payment_intent: 'pi_3',
          amount_captured: 3_660,
          amount_refunded: 3_660,
          currency: 'eur',
          metadata: {},
        },
        told,
      );
    await card('pi_3');
    await refunded(1_000);
    await billing
      .get(PaymentReturns)
      .refundFailed({ id: 're_3', payment_intent: 'pi_3', amount: 3_660, currency: 'eur', status: 'failed' }, 2_000);
    expect(await books.balance(of._id)).toBe(3_000);
    await refunded(3_000);
    expect(await books.account(of._id)).toMatchObject({ balanceCents: 0 });
    expect((await books.account(of._id)).debtAsIsCents).toBeUndefined();
    await card('pi_4');
    await billing
      .get(PaymentReturns)
      .disputed({ id: 'dp_3', payment_intent: 'pi_3', amount: 3_660, currency: 'eur', status: 'lost' });
    expect([await books.balance(of._id), posted(await entriesOf(of._id), 'output_vat')]).toEqual([0, 0]);
    await issue();
    const rows = await documents(of._id);
    const invoiced = rows.filter(({ kind }) => kind === 'TD01').map(({ number }) => number);
    expect([invoiced.length, rows.filter(({ kind }) => kind === 'TD04').flatMap(pointsTo)]).toEqual([
      3,
      expect.arrayContaining(invoiced),
    ]);
  });

  it('top-ups: what is told to be left on a registration that lapsed is what its refund comes to, to the cent', async () => {
    at('2026-12-05T10:00:00Z');
    const of = await account({
      state: 'pending',
      activatedAt: undefined,
      chargedThrough: undefined,
      services: [{ product: 'pbx_basic', quantity: 1 }],
    });
    // 193 net, whose VAT alone would come to 235.
    expect(await pay(of._id, 236)).toMatchObject({ creditCents: 193, outcome: 'credited' });
    await billing.call(billingRpc.closeAccount, { contractId: of._id });
    expect(await billing.sent(creditLeft, of._id)).toMatchObject({ why: 'not_activated', amountCents: 236 });
    expect(await billing.call(billingRefundsRpc.openRefund, { contractId: of._id }, customerOf(of))).toMatchObject({
      amountCents: 236,
    });
  });

  it('top-ups: goodwill that is taken back leaves the VAT of top-ups alone', async () => {
    at('2026-12-05T10:00:00Z');
    const of = await account({ chargedThrough: '2026-12' });
    await pay(of._id, 3_660);
    for (const amountCents of [500, -500])
      await billing.call(
        billingAdjustmentsRpc.book,
        { contractId: of._id, amountCents, reason: 'Scusate il disagio' },
        operator,
      );
    expect(
      await billing.call(billingLifecycleRpc.terminate, {
        contractId: of._id,
        endedAt: '2026-12-05T10:00:00Z',
        reason: 'cancelled',
      }),
    ).toMatchObject({ refundCents: 3_660 });
  });
});
