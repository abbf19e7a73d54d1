import fc from 'fast-check';
import { billingChangesRpc } from '#libs/contracts/billing-changes.js';
import { billingLifecycleRpc } from '#libs/contracts/billing-lifecycle.js';
import { billingPaymentsRpc } from '#libs/contracts/billing-payments.js';
import { nextPeriod, periodOf, startOfPeriod } from '#libs/italy/rome-time.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import type { Account } from '../src/accounts/account.schema.js';
import { BillingModule } from '../src/billing.module.js';
import { HouseAccounts } from '../src/ledger/house-accounts.js';
import { Renewals } from '../src/renewals/renewals.service.js';
import { Books, customerOf, operator } from './support.js';

const START = '2026-11-10T10:00:00Z';
const RUNS = Number(process.env.PROPERTY_RUNS ?? 12);

type Step = { readonly kind: 'topUp'; readonly cents: number; readonly times: number } | { readonly kind: 'change'; readonly product: string; readonly quantity: number; readonly times: number } | { readonly kind: 'month'; readonly times: number } | { readonly kind: 'end' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('topUp' as const), cents: fc.integer({ min: 1, max: 5_000 }), times: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('change' as const), product: fc.constantFrom('virtual_fax', 'inbound_line', 'traffic_flat', 'traffic_metered', 'pbx_basic'), quantity: fc.integer({ min: 0, max: 3 }), times: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ kind: fc.constant('month' as const), times: fc.integer({ min: 1, max: 3 }) }),
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const) }) },
);

describe('R6–R18: any sequence of top-ups, changes, months and endings, repeated at random', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, START);
    books = new Books(billing);
  });
  afterAll(() => billing.stop());

  /** Does a step as often as it says, at once; refusals are part of the game. */
  async function take(of: Account, doing: Step): Promise<void> {
    const repeated = (times: number, ask: () => Promise<unknown>) => Promise.allSettled(Array.from({ length: times }, ask));
    if (doing.kind === 'topUp') {
      const transfer = { contractId: of._id, amountCents: doing.cents, bankReference: newId('bnk'), receivedOn: '2026-11-10' };
      await repeated(doing.times, () => billing.call(billingPaymentsRpc.bookBankTransfer, transfer, operator));
    } else if (doing.kind === 'change') {
      const order = await billing.call(billingChangesRpc.quote, { contractId: of._id, services: [{ product: doing.product, quantity: doing.quantity }] }, customerOf(of)).catch(() => undefined);
      if (order) await repeated(doing.times, () => billing.call(billingChangesRpc.confirm, { contractId: of._id, changeId: order.changeId }, customerOf(of)));
    } else if (doing.kind === 'month') {
      billing.clock.moveTo(new Date(startOfPeriod(nextPeriod(periodOf(billing.clock.now()))).getTime() + 3_600_000));
      await repeated(doing.times, () => billing.get(Renewals).runDue());
    } else {
      await repeated(2, () => billing.call(billingLifecycleRpc.terminate, { contractId: of._id, endedAt: billing.clock.now().toISOString(), reason: 'cancelled' }));
    }
  }

  /** What must hold after every step. */
  async function check(of: Account): Promise<void> {
    await books.prove();
    const entries = await books.entries.find({ contractId: of._id }).sort({ seq: 1 }).lean();
    const months = entries.filter(({ cause }) => cause === 'renewal').map(({ details }) => String(details.period));
    expect(months).toEqual([...new Set(months)].toSorted());
    for (const { cause, balanceCents, creditCents } of entries) if (balanceCents < 0 && creditCents < 0) expect(['renewal', 'traffic']).toContain(cause);
    const account = await books.account(of._id);
    const expectedMonths = account.state === 'closed' ? undefined : account.chargedThrough;
    if (expectedMonths && months.length > 0) expect(months.at(-1)).toBe(expectedMonths);
  }

  it('postings sum to zero, credit is the sum of entries, each month is charged once, credit goes below zero only by renewal, and money in is consumed, owed back or held', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      billing.clock.moveTo(new Date(START));
      await books.accounts.updateMany({ state: 'active' }, { $set: { state: 'closed' }, $inc: { version: 1 } });
      const of = await books.active({ chargedThrough: '2026-11' });
      for (const doing of steps) {
        await take(of, doing);
        await check(of);
      }
      const totals = await billing.get(HouseAccounts).totals();
      const sum = (...accounts: string[]): number => totals.filter(({ account }) => accounts.includes(account)).reduce((total, { cents }) => total + cents, 0);
      expect(sum('bank', 'payment_provider') + sum('revenue', 'output_vat') + sum('refunds_payable') + sum('customer_credit')).toBe(0);
    }), { numRuns: RUNS });
  }, 240_000);
});
