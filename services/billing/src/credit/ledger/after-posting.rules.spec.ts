import type { Account } from '../../account/account.schema.js';
import { afterPosting } from './after-posting.rules.js';

const [YESTERDAY, NOW] = [new Date('2026-11-27T10:00:00Z'), new Date('2026-11-28T10:00:00Z')];
const CONSUMPTION = { at: NOW, terms: { basis: 'consumption' as const, vatBasisPoints: 0 } };
const TOP_UP = { at: NOW, terms: { basis: 'top_up' as const, vatBasisPoints: 2_200 } };
const account = (over: Partial<Account>): Account =>
  ({ _id: 'con_1', balanceCents: 0, servicesVersion: 3, state: 'active', ...over }) as Account;

describe('what follows from a balance', () => {
  it('R7: below zero a debt begins, and is told with what to pay', () => {
    const { account: after, news } = afterPosting(
      account({ balanceCents: 100 }),
      account({ balanceCents: -1 }),
      CONSUMPTION,
    );
    expect(after.debtSince).toEqual(NOW);
    expect(news).toEqual([{ kind: 'debt_opened', debtCents: 1 }]);
  });

  it('R24: a debt of net credit is paid with its VAT, what is owed as it is without', () => {
    const debt = (over: Partial<Account>) =>
      afterPosting(account({}), account({ balanceCents: -100, ...over }), TOP_UP);
    expect(debt({}).news).toEqual([{ kind: 'debt_opened', debtCents: 122 }]);
    expect(debt({ debtAsIsCents: 100 }).news).toEqual([{ kind: 'debt_opened', debtCents: 100 }]);
  });

  it('a debt that grows or shrinks is the same debt, and nobody is told again', () => {
    const before = account({ balanceCents: -100, debtSince: YESTERDAY, debtAsIsCents: 80 });
    const { account: after, news } = afterPosting(before, { ...before, balanceCents: -50 }, CONSUMPTION);
    expect([after.debtSince, after.debtAsIsCents]).toEqual([YESTERDAY, 50]);
    expect(news).toEqual([]);
  });

  it('at zero it is settled, and nothing is left of it', () => {
    const before = account({ balanceCents: -100, debtSince: YESTERDAY, debtAsIsCents: 80 });
    const { account: after, news } = afterPosting(before, { ...before, balanceCents: 0 }, CONSUMPTION);
    expect([after.debtSince, after.debtAsIsCents]).toEqual([undefined, undefined]);
    expect(news).toEqual([{ kind: 'debt_settled' }]);
  });

  it('R38: a suspension ends with its debt, under a newer version of the services', () => {
    const before = account({ balanceCents: -1, debtSince: YESTERDAY, suspendedAt: YESTERDAY });
    const paid = afterPosting(before, { ...before, balanceCents: 0 }, CONSUMPTION);
    expect([paid.account.suspendedAt, paid.account.servicesVersion]).toEqual([undefined, 4]);
    expect(paid.news).toEqual([{ kind: 'resumed' }, { kind: 'debt_settled' }]);
    expect(afterPosting(before, { ...before, balanceCents: -2 }, CONSUMPTION).account.suspendedAt).toEqual(YESTERDAY);
  });

  it('an account without debt stays as it is', () => {
    const before = account({ balanceCents: 100 });
    expect(afterPosting(before, { ...before, balanceCents: 50 }, CONSUMPTION)).toEqual({
      account: { ...before, balanceCents: 50 },
      news: [],
    });
  });
});
