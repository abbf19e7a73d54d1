import { retainedFrom, retainedSince, retainedUntil, retention, retentionTable } from './retention.js';

describe('what is kept, for how long and why', () => {
  it('R29: traffic data for 72 months, invoices for ten years; whoever is told a day finds it gone on it', () => {
    expect([retention('traffic').months, retention('invoices').months]).toEqual([72, 120]);
    const at = new Date('2027-02-28T22:30:00Z');
    const day = retainedUntil('traffic', at);
    expect(day).toBe('2033-03-01');
    expect(retainedSince('traffic', new Date(`${day}T00:00:00Z`)) >= at).toBe(true);
    expect(retainedSince('traffic', new Date('2033-02-28T22:00:00Z')) >= at).toBe(false);
  });

  it('R28: traffic data of 72 months ago is kept, of the day before not', () =>
    expect(retainedFrom('traffic', new Date('2033-03-01T10:00:00Z'))).toBe('2027-03-01'));

  it.each(['0', '-1', '1.5', '"72"', '601', ''])(
    'R29: a table that keeps something for %s months is refused',
    (months) => expect(() => retentionTable(`- { what: traffic, months: ${months} }`)).toThrow('traffic'),
  );

  it('R29: nothing is kept that the table does not know', () => expect(() => retention('gossip')).toThrow(RangeError));
});
