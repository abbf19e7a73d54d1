import { servicesChanged } from '#libs/api/billing/changes.js';
import { billingDebtsRpc, debtOpened, debtReminder } from '#libs/api/billing/debts.js';
import { readConfig } from '#libs/platform/config.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import { DebtFollowUp } from '../src/monthly/debts/debt-follow-up.service.js';
import { DebtsConfig } from '../src/monthly/debts/debts.config.js';
import { Renewals } from '../src/monthly/renewals/renewals.service.js';
import { Books, operator } from './support.js';

describe('R7: debts', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  beforeAll(async () => {
    process.env.DEBT_REMINDER_DAYS = '7,15';
    process.env.DEBT_SUSPEND_DAYS = '20';
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-12-01T09:00:00Z');
    books = new Books(billing);
  });
  afterAll(async () => {
    delete process.env.DEBT_REMINDER_DAYS;
    delete process.env.DEBT_SUSPEND_DAYS;
    await billing.stop();
  });
  const on = async (day: string): Promise<void> => {
    billing.clock.moveTo(new Date(`${day}T10:00:00Z`));
    await billing.get(DebtFollowUp).run();
    await billing.get(DebtFollowUp).run();
  };

  it('are told, reminded on schedule once each, suspended where configured, and over when they are paid', async () => {
    const of = await books.active({ creditCents: 100 });
    await billing.get(Renewals).run('2026-12');
    await billing.sent(debtOpened, of._id);
    await on('2026-12-06');
    expect(await billing.allSent(debtReminder, of._id)).toEqual([]);
    await on('2026-12-09');
    expect(await billing.sent(debtReminder, of._id)).toMatchObject({
      days: 8,
      reminder: 1,
      debtCents: 144,
      paymentReference: of.paymentReference,
    });
    await on('2026-12-22');
    expect(await books.account(of._id)).toMatchObject({ suspendedAt: expect.any(Date) });
    expect(await billing.sent(servicesChanged, of._id)).toMatchObject({
      reason: 'suspension',
      outgoingSuspended: true,
    });
    await books.topUp(of._id, 143);
    expect(await books.account(of._id)).toMatchObject({ suspendedAt: expect.any(Date), balanceCents: -1 });
    await books.topUp(of._id, 1);
    expect((await books.account(of._id)).suspendedAt).toBeUndefined();
    await on('2027-02-01');
    expect((await billing.allSent(debtReminder, of._id)).map(({ reminder }) => reminder)).toEqual([1, 2]);
    const told = await billing.allSent(servicesChanged, of._id);
    expect(told.map(({ reason, outgoingSuspended }) => [reason, outgoingSuspended])).toEqual([
      ['suspension', true],
      ['resumption', false],
    ]);
    // A softswitch follows only what is newer than what it was told before.
    expect(told[1]!.servicesVersion).toBeGreaterThan(told[0]!.servicesVersion);
  });

  it('are told again, with what they are now, when another month makes them grow', async () => {
    billing.clock.moveTo(new Date('2026-12-01T09:00:00Z'));
    const of = await books.active();
    await billing.get(Renewals).run('2026-12');
    billing.clock.moveTo(new Date('2027-01-01T09:30:00Z'));
    for (let times = 0; times < 2; times++) await billing.get(Renewals).run('2027-01');
    expect(await billing.allSent(debtReminder, of._id)).toMatchObject([
      { debtCents: 488, paymentReference: of.paymentReference, days: 31, reminder: 0 },
    ]);
    const late = await books.active({ chargedThrough: '2026-10' });
    await billing.get(Renewals).runDue();
    expect(await billing.sent(debtOpened, late._id)).toMatchObject({ debtCents: 244 });
    expect(await billing.allSent(debtReminder, late._id)).toMatchObject([
      { debtCents: 488, days: 0, reminder: 0 },
      { debtCents: 732, days: 0, reminder: 0 },
    ]);
    for (const { _id } of [of, late]) await books.topUp(_id, -(await books.balance(_id)));
  });

  it('suspend nothing unless the operator wants it', () => {
    expect(readConfig(DebtsConfig, {})).toMatchObject({ DEBT_SUSPEND_DAYS: 0, reminderDays: [7, 15, 30] });
  });

  it('are listed for staff, the oldest first, in pages, with their ageing', async () => {
    billing.clock.moveTo(new Date('2026-12-01T09:00:00Z'));
    const [first, second] = [await books.active(), await books.active({ chargedThrough: '2026-12' })];
    await billing.get(Renewals).run('2026-12');
    billing.clock.moveTo(new Date('2027-01-02T09:30:00Z'));
    await billing.get(Renewals).runDue();
    const list = (query: object) => billing.call(billingDebtsRpc.list, query, operator);
    const page = await list({ limit: 1 });
    expect(page.items).toMatchObject([
      { contractId: first._id, debtCents: 488, days: 32, holderName: 'Mario Rossi', state: 'active' },
    ]);
    expect((await list({ limit: 5, cursor: page.nextCursor! })).items.map(({ contractId }) => contractId)).toContain(
      second._id,
    );
    expect(page.ageing.find(({ days }) => days === '31-60')).toEqual({ days: '31-60', contracts: 1, debtCents: 488 });
    expect((await list({ minDays: 31 })).items).toHaveLength(1);
    for (const cursor of ['a|b', `|${first._id}`, '2026-12-01T09:00:00.000Z|', 'nonsense'])
      await expect(list({ cursor })).rejects.toMatchObject({
        code: 'invalid_input',
        details: { fields: [{ field: 'cursor' }] },
      });
  });
});
