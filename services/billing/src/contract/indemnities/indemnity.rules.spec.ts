import 'reflect-metadata';
import { IndemnitiesConfig } from './indemnities.config.js';
import { indemnityPostings, latePortIndemnity } from './indemnity.rules.js';
import { cents } from '#libs/money/money.js';

describe('R22: a late port', () => {
  it('is indemnified with 5.00 a day, 1.50 where the whole operator changes: 4 days are 20.00 and 6.00', () => {
    const config = new IndemnitiesConfig();
    expect([
      latePortIndemnity({ daysLate: 4, changeOfOperator: false }, config),
      latePortIndemnity({ daysLate: 4, changeOfOperator: true }, config),
    ]).toEqual([2_000, 600]);
  });

  it('is paid by the operator, from an account of its own', () => {
    expect(indemnityPostings(cents(2_000))).toEqual([
      { account: 'customer_credit', amountCents: 2_000 },
      { account: 'indemnities', amountCents: -2_000 },
    ]);
  });
});
