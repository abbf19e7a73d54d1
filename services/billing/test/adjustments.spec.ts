import {
  adjustmentChanged,
  billingAdjustmentsRpc,
  latePortIndemnified,
  type AdjustmentView,
} from '#libs/api/billing/adjustments.js';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingPaymentsRpc } from '#libs/api/billing/payments.js';
import { billingRefundsRpc } from '#libs/api/billing/refunds.js';
import { portInLate, type PortInLate } from '#libs/api/numbers/port-in.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { creditChanged } from '#libs/api/billing/billing.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import type { Account } from '../src/account/account.schema.js';
import { BillingModule } from '../src/billing.module.js';
import { Ledger } from '../src/credit/ledger/ledger.service.js';
import { HouseAccounts } from '../src/credit/ledger/house-accounts.service.js';
import { Books, customerOf, operator, PERSON } from './support.js';

const REASON = 'Due giorni di guasto';
const person = (): Actor => ({ kind: 'staff', id: newId('usr'), roles: ['billing_operator'], since: 0 });

describe('adjustments of credit by staff, on the real broker and database', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z');
    books = new Books(billing);
  });
  afterAll(() => billing.stop());

  const book = (
    contractId: string,
    amountCents: number,
    as: Actor = person(),
    idempotencyKey?: string,
  ): Promise<AdjustmentView> =>
    billing.call(
      billingAdjustmentsRpc.book,
      { contractId, amountCents, reason: REASON },
      { actor: as, locale: 'it', ...(idempotencyKey ? { idempotencyKey } : {}) },
    );
  const adjusted = async (): Promise<number> =>
    (await billing.get(HouseAccounts).totals())
      .filter(({ account }) => account === 'adjustments')
      .reduce((total, { cents }) => total + cents, 0);

  it('R18: up to the threshold one person books it at once, on its own ledger account; the customer sees reason and balance', async () => {
    const account = await books.active({ creditCents: 1_000 });
    const [before, anna] = [await adjusted(), person()];
    const done = await book(account._id, 5_000, anna);
    expect(done).toMatchObject({ state: 'booked', requestedBy: anna.id, entryId: expect.any(String) });
    expect(await adjusted()).toBe(before - 5_000);
    const { items } = await billing.call(
      billingCreditRpc.statement,
      { contractId: account._id },
      { actor: customerOf(account), locale: 'it' },
    );
    expect(items[0]).toMatchObject({
      cause: 'adjustment',
      amountCents: 5_000,
      balanceCents: 6_000,
      description: `Rettifica: ${REASON}`,
      askedBy: 'staff',
    });
    expect(await billing.sent(adjustmentChanged, done.id)).toMatchObject({
      state: 'booked',
      customerId: account.customerId,
      reason: REASON,
    });
    await books.prove();
  });

  it('above the threshold another person approves it: nobody alone, and nobody by parts', async () => {
    const account = await books.active();
    const [anna, bruno] = [person(), person()];
    const asked = await book(account._id, 5_001, anna);
    expect([asked.state, await books.balance(account._id)]).toEqual(['waiting_approval', 0]);
    await expect(billing.call(billingAdjustmentsRpc.approve, { adjustmentId: asked.id }, anna)).rejects.toMatchObject({
      code: 'second_person_needed',
    });
    expect(await billing.call(billingAdjustmentsRpc.approve, { adjustmentId: asked.id }, bruno)).toMatchObject({
      state: 'booked',
      decidedBy: bruno.id,
    });
    expect(await books.balance(account._id)).toBe(5_001);
    expect((await book(account._id, 3_000, anna)).state).toBe('booked');
    const second = await book(account._id, 3_000, anna);
    expect(second.state).toBe('waiting_approval');
    expect(
      (await billing.call(billingAdjustmentsRpc.list, { contractId: account._id, state: 'waiting_approval' }, bruno))
        .items,
    ).toEqual([second]);
    billing.clock.moveTo(new Date('2026-11-23T10:00:00Z'));
    expect((await book(account._id, 3_000, anna)).state).toBe('booked');
  });

  it('who came, or was given the roles, after it was asked for does not approve it, nor does one that does not say since when', async () => {
    const account = await books.active();
    const asked = await book(account._id, 5_001);
    const approve = (as: Actor): Promise<AdjustmentView> =>
      billing.call(billingAdjustmentsRpc.approve, { adjustmentId: asked.id }, as);
    const requestedAt = Date.parse(asked.requestedAt);
    for (const since of [requestedAt + 1, undefined])
      await expect(approve({ ...person(), since })).rejects.toMatchObject({
        code: 'approver_too_new',
        status: 409,
        details: { requestedAt: asked.requestedAt },
      });
    expect(await books.balance(account._id)).toBe(0);
    expect(await approve({ ...person(), since: requestedAt })).toMatchObject({ state: 'booked' });
  });

  it('two approvals at once, or the same request again, book once', async () => {
    const account = await books.active();
    const asked = await book(account._id, 9_000);
    const outcomes = await Promise.allSettled(
      [person(), person(), person()].map((each) =>
        billing.call(billingAdjustmentsRpc.approve, { adjustmentId: asked.id }, each),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'adjustment_decided' });
    const anna = person();
    const [one, again] = [
      await book(account._id, 700, anna, 'the same key'),
      await book(account._id, 700, anna, 'the same key'),
    ];
    expect(again).toEqual(one);
    expect(await books.balance(account._id)).toBe(9_700);
    expect(await billing.allSent(creditChanged, account._id)).toHaveLength(2);
  });

  it('two at once by one person, together above the threshold: the second waits', async () => {
    const account = await books.active();
    const anna = person();
    const states = (await Promise.all([book(account._id, 3_000, anna), book(account._id, 3_000, anna)])).map(
      ({ state }) => state,
    );
    expect(states.sort()).toEqual(['booked', 'waiting_approval']);
  });

  it('R7: takes credit to zero at most; refused, it leaves nothing behind but its reason', async () => {
    const account = await books.active({ creditCents: 500 });
    await expect(book(account._id, -501)).rejects.toMatchObject({ code: 'credit_short', details: { missingCents: 1 } });
    expect((await book(account._id, -500)).state).toBe('booked');
    const asked = await book(account._id, -6_000);
    await expect(
      billing.call(billingAdjustmentsRpc.approve, { adjustmentId: asked.id }, person()),
    ).rejects.toMatchObject({ code: 'credit_short' });
    const bruno = person();
    expect(
      await billing.call(billingAdjustmentsRpc.refuse, { adjustmentId: asked.id, reason: 'Già rimborsato' }, bruno),
    ).toMatchObject({ state: 'refused', decidedBy: bruno.id, refusal: 'Già rimborsato' });
    await expect(
      billing.call(billingAdjustmentsRpc.approve, { adjustmentId: asked.id }, person()),
    ).rejects.toMatchObject({ code: 'adjustment_decided' });
    expect(await books.balance(account._id)).toBe(0);
    await books.prove();
  });

  it('is for people of the staff, on contracts that were activated', async () => {
    const account = await books.active();
    const pending = await books.active({ state: 'pending' });
    await expect(book(account._id, 100, customerOf(account))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(book(account._id, 100, { kind: 'system', id: 'cli', roles: [] })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(billing.call(billingAdjustmentsRpc.list, {}, customerOf(account))).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(book(account._id, 0)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(book(pending._id, 100)).rejects.toMatchObject({ code: 'contract_not_active' });
    await expect(book(newId('con'), 100)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('R22: an indemnity for a late answer is staff’s to decide: a ground of its own, never negative, in the words that the customer reads', async () => {
    const account = await books.active();
    const ticketId = newId('tkt');
    const indemnify = (amountCents: number) =>
      billing.call(
        billingAdjustmentsRpc.book,
        { contractId: account._id, amountCents, reason: REASON, ground: 'late_answer', ticketId },
        person(),
      );
    await expect(indemnify(-250)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ field: 'amountCents' }] },
    });
    expect(await indemnify(250)).toMatchObject({ ground: 'late_answer', ticketId, state: 'booked' });
    expect((await book(account._id, 100)).ground).toBe('correction');
    const { items } = await billing.call(
      billingCreditRpc.statement,
      { contractId: account._id },
      { actor: customerOf(account), locale: 'it' },
    );
    expect(items.map(({ description }) => description)).toEqual([
      `Rettifica: ${REASON}`,
      `Indennizzo per risposta in ritardo: ${REASON}`,
    ]);
    await books.prove();
  });

  const late = (of: Pick<Account, '_id' | 'customerId'>, more: Partial<PortInLate> = {}, id?: string) => {
    const body: PortInLate = {
      portInId: newId('pin'),
      contractId: of._id,
      customerId: of.customerId,
      numbers: ['+390612345678'],
      promisedOn: '2026-11-16',
      endedOn: '2026-11-20',
      daysLate: 4,
      changeOfOperator: false,
      at: '2026-11-20T08:00:00Z',
      ...more,
    };
    return billing.publish(portInLate, body.portInId, body, id);
  };
  const movementsOf = async (of: Account, locale: 'it' | 'en' = 'it') =>
    (await billing.call(billingCreditRpc.statement, { contractId: of._id }, { actor: customerOf(of), locale })).items;

  it('R22: a port that is 4 days late is credited with 20.00 by itself, once, however often and by whatever message it is told', async () => {
    const account = await books.active({ creditCents: 1_000 });
    const portInId = newId('pin');
    const id = newId('evt');
    for (const each of [id, id, newId('evt')]) await late(account, { portInId }, each);
    await eventually('the first to be credited', async () => (await books.balance(account._id)) >= 3_000);
    await late(account, { changeOfOperator: true });
    await eventually('both to be credited', async () => (await books.balance(account._id)) >= 3_600);
    expect(await billing.allSent(latePortIndemnified, account._id)).toEqual([
      expect.objectContaining({
        amountCents: 2_000,
        daysLate: 4,
        contractEnded: false,
        customerId: account.customerId,
      }),
      expect.objectContaining({ amountCents: 600 }),
    ]);
    expect((await movementsOf(account))[1]).toMatchObject({
      cause: 'late_port_indemnity',
      amountCents: 2_000,
      balanceCents: 3_000,
      description: 'Indennizzo per portabilità in ritardo (4 giorni)',
      askedBy: 'system',
    });
    expect((await movementsOf(account, 'en'))[1]).toMatchObject({ description: 'Indemnity for a late port (4 days)' });
    expect((await movementsOf(account)).every(({ lines }) => lines === undefined)).toBe(true);
    expect((await billing.get(HouseAccounts).totals()).find(({ account: name }) => name === 'indemnities')?.cents).toBe(
      -2_600,
    );
    await books.prove();
  });

  it('R22: of a contract that has ended it goes back with its credit; below zero it makes the debt smaller', async () => {
    const [ended, owing] = [await books.active({ creditCents: 1_000 }), await books.active()];
    const end = (of: Account, reason: string) =>
      billing.call(billingLifecycleRpc.terminate, {
        contractId: of._id,
        endedAt: '2026-11-21T09:00:00Z',
        reason,
        iban: 'IT60X0542811101000000123456',
        accountHolder: 'Mario Rossi',
      });
    await end(ended, 'cancelled');
    const charge = {
      key: newId('key'),
      contractId: owing._id,
      cause: 'renewal' as const,
      postings: [
        { account: 'customer_credit' as const, amountCents: -3_000 },
        { account: 'revenue' as const, amountCents: 3_000 },
      ],
    };
    await billing.get(UnitOfWork).run((tx) => billing.get(Ledger).post(tx, charge));
    await end(owing, 'ported_out');
    await late(ended);
    await late(owing);
    const refunds = () => billing.call(billingRefundsRpc.listRefunds, {}, customerOf(ended)).then(({ items }) => items);
    const both = await eventually('the refund of it', async () =>
      ((items) => (items.length === 2 ? items : undefined))(await refunds()),
    );
    expect(both.map(({ amountCents }) => amountCents).sort()).toEqual([1_000, 2_000]);
    expect([await books.balance(ended._id), await books.balance(owing._id)]).toEqual([0, -1_000]);
    expect((await billing.call(billingRefundsRpc.listRefunds, {}, customerOf(owing))).items).toEqual([]);
    expect(await billing.allSent(latePortIndemnified, ended._id)).toMatchObject([{ contractEnded: true }]);
    await books.prove();
  });

  it('case 13: after a voltura the new holder sees the movements of before, without the words that were another’s', async () => {
    const account = await books.active();
    await billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { contractId: account._id, amountCents: 700, bankReference: `CRO-${account._id}`, receivedOn: '2026-11-21' },
      operator,
    );
    await book(account._id, 300);
    const before = await movementsOf(account);
    const heir = newId('cus');
    billing.clock.moveTo(new Date('2026-11-24T10:00:00Z'));
    await billing.call(billingLifecycleRpc.changeIdentity, {
      contractId: account._id,
      customerId: heir,
      holder: PERSON,
      effectiveAt: '2026-11-24T10:00:00Z',
    });
    billing.clock.moveTo(new Date('2026-11-25T10:00:00Z'));
    await book(account._id, 100);
    const items = await movementsOf({ ...account, customerId: heir });
    expect(JSON.stringify(items.slice(1))).not.toMatch(new RegExp(`CRO|${REASON}`));
    expect(items.map(({ amountCents }) => amountCents)).toEqual([100, ...before.map(({ amountCents }) => amountCents)]);
    expect([items[0]!.description, before[0]!.description, before[1]!.reference]).toEqual([
      `Rettifica: ${REASON}`,
      `Rettifica: ${REASON}`,
      expect.stringContaining('CRO'),
    ]);
    expect(
      (await billing.call(billingCreditRpc.statement, { contractId: account._id }, operator)).items.map(
        ({ reference }) => reference,
      ),
    ).toEqual([undefined, undefined, expect.stringContaining('CRO')]);
  });
});
