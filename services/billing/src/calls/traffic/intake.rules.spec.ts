import fc from 'fast-check';
import type { CallRecord } from '#libs/api/billing/traffic.js';
import { contentOf, sortRecords, type Sorted } from './intake.rules.js';

const record = (callId: string, seconds: number, over: Partial<CallRecord> = {}): CallRecord => ({
  callId,
  contractId: 'con',
  from: '+390212345678',
  to: '+393351234567',
  startedAt: '2026-12-09T10:00:00Z',
  seconds,
  ...over,
});
/** Calls without a second cannot be taken, in these examples. */
const reasonOf = ({ seconds }: CallRecord): string | undefined => (seconds === 9 ? 'unknown_contract' : undefined);
const sort = (records: readonly CallRecord[], known = new Map<string, string>()): Sorted =>
  sortRecords(records, known, reasonOf);
const secondsOf = ({ taken, repeated, refused, different }: Sorted) =>
  [taken, repeated, refused.map((each) => each.record), different].map((each) => each.map(({ seconds }) => seconds));

describe('records of a batch', () => {
  it('of an id the first that can be taken stands, the same again changes nothing, a different one is for staff', () => {
    expect(secondsOf(sort([record('a', 120), record('a', 0), record('a', 120), record('a', 0)]))).toEqual([
      [120],
      [120, 0],
      [],
      [0],
    ]);
    expect(secondsOf(sort([record('a', 0), record('a', 120)]))).toEqual([[0], [], [], [120]]);
    expect(secondsOf(sort([record('a', 9), record('a', 120), record('a', 9)]))).toEqual([[120], [9], [9], []]);
  });

  it('are the same however their instant is written', () => {
    expect(secondsOf(sort([record('a', 1), record('a', 1, { startedAt: '2026-12-09T10:00:00.000Z' })]))).toEqual([
      [1],
      [1],
      [],
      [],
    ]);
    expect(
      sort([
        record('a', 1),
        record('a', 1, { to: '+393351234568' }),
        record('a', 1, { contractId: 'other' }),
        record('a', 1, { from: '+39021' }),
      ]).different,
    ).toHaveLength(3);
  });

  it('come to the same in one batch or in many', () => {
    const some = fc.array(fc.record({ callId: fc.constantFrom('a', 'b'), seconds: fc.constantFrom(0, 9, 120) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(some, fc.nat(11), (asked, cut) => {
        const records = asked.map(({ callId, seconds }) => record(callId, seconds));
        const whole = sort(records);
        const first = sort(records.slice(0, cut));
        const second = sort(records.slice(cut), new Map(first.taken.map((each) => [each.callId, contentOf(each)])));
        const all = (part: 'taken' | 'different'): Set<string> =>
          new Set([...first[part], ...second[part]].map(contentOf));
        expect(all('taken')).toEqual(new Set(whole.taken.map(contentOf)));
        // One that was refused before the id was known is told as different only when it comes again.
        expect(whole.different.every((each) => all('different').has(contentOf(each)))).toBe(true);
      }),
    );
  });
});
