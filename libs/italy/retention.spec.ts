import { retainedSince, retainedUntil, retention } from './retention.js';

describe('what is kept, for how long and why', () => {
  it('R29: traffic data for 72 months, invoices for ten years; whoever is told a day finds it gone on it', () => {
    expect([retention('traffic').months, retention('invoices').months]).toEqual([72, 120]);
    const at = new Date('2027-02-28T22:30:00Z');
    const day = retainedUntil('traffic', at);
    expect(day).toBe('2033-03-01');
    expect(retainedSince('traffic', new Date(`${day}T00:00:00Z`)) >= at).toBe(true);
    expect(retainedSince('traffic', new Date('2033-02-28T22:00:00Z')) >= at).toBe(false);
  });

  it('R29: nothing is kept that the table does not know', () => expect(() => retention('gossip')).toThrow(RangeError));
});
