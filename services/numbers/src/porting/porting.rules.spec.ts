import { CutOverDayNotPossible } from '#libs/api/errors/numbers/porting.errors.js';
import { checkLetter } from '#libs/italy/check-letter.js';
import { everyMove } from '#libs/testing/every-move.js';
import { portInLife } from './port-in-life.rules.js';
import { portOutLife } from './port-out-life.rules.js';
import { isMigrationCode, migrationCodeOf } from './migration-code.rules.js';
import { assertCutOverDay, earliestCutOver } from './port-in.rules.js';
import { objectionTo } from './port-out.rules.js';

describe('a port-in order', () => {
  it.each(
    everyMove(portInLife, {
      amend: { draft: 'draft', rejected: 'draft', by: ['customer'] },
      submit: { draft: 'submitted', by: ['customer'] },
      verify: { submitted: 'verifying', by: ['donor'] },
      accept: { submitted: 'accepted', verifying: 'accepted', by: ['donor'] },
      move: { accepted: 'accepted', by: ['customer'] },
      reject: { submitted: 'rejected', verifying: 'rejected', accepted: 'rejected', by: ['donor'] },
      cut_over: { accepted: 'cut_over', by: ['clock'] },
      cancel: {
        draft: 'cancelled',
        submitted: 'cancelled',
        verifying: 'cancelled',
        accepted: 'cancelled',
        rejected: 'cancelled',
        by: ['customer', 'contract'],
      },
      expire: { draft: 'expired', submitted: 'expired', verifying: 'expired', rejected: 'expired', by: ['clock'] },
    }),
  )('allows %s where it is written, and nowhere else', (_move, does, said) => expect(does()).toEqual(said));

  it('is cut over on a working day that is far enough', () => {
    const friday = new Date('2026-12-04T10:00:00Z');
    expect(earliestCutOver(friday, 3)).toBe('2026-12-10'); // the 8th is a holiday
    for (const day of ['2026-12-09', '2026-12-12', '2026-12-25'] as const)
      expect(() => assertCutOverDay(day, friday, 3)).toThrow(CutOverDayNotPossible);
    expect(() => assertCutOverDay('2026-12-10', friday, 3)).not.toThrow();
  });
});

describe('a port-out request', () => {
  it.each(
    everyMove(portOutLife, {
      cancel: { accepted: 'cancelled', by: ['recipient'] },
      cut_over: { accepted: 'cut_over', by: ['clock'] },
    }),
  )('allows %s where it is written, and nowhere else', (_move, does, said) => expect(does()).toEqual(said));

  const sound = { portable: true, leaving: false, codeMatches: true, holderMatches: true };
  it.each([
    [{}, undefined],
    [{ codeMatches: false }, 'migration_code_wrong'],
    [{ holderMatches: false }, 'holder_mismatch'],
    [{ portable: false }, 'number_not_here'],
    [{ portable: false, leaving: true }, 'port_out_in_progress'],
  ])('with %j is objected to for %s', (facts, objection) =>
    expect(objectionTo({ ...sound, ...facts })).toBe(objection),
  );
});

/** What the code of a number was before codes had 18 characters. */
const OLD = 'OVP93BS5HY9M5VF9996';

describe('our migration codes', () => {
  const parts = { secret: 'secret', operator: 'OVP', service: '999' };
  const of = { number: '+390255500000', registerSeq: 1 };
  const code = migrationCodeOf(parts, of);
  it('fit 18 characters: operator, resource, service, and a letter that checks them', () => {
    expect(code).toMatch(/^OVP[A-Z0-9]{11}999[A-Z]$/);
    expect(code).toHaveLength(18);
    expect(checkLetter(code.slice(0, -1))).toBe(code.at(-1));
    expect(migrationCodeOf({ ...parts, operator: 'ABC', service: '222' }, of)).toMatch(/^ABC[A-Z0-9]{11}222[A-Z]$/);
  });
  it('are another for every number and every holder, and the same when asked again', () => {
    expect(migrationCodeOf(parts, of)).toBe(code);
    expect(
      new Set([
        code,
        migrationCodeOf(parts, { ...of, registerSeq: 3 }),
        migrationCodeOf(parts, { ...of, number: '+390255500001' }),
        migrationCodeOf({ ...parts, secret: 'other' }, of),
      ]).size,
    ).toBe(4);
  });
  it('are known by whoever writes them, in whatever case', () => {
    expect(isMigrationCode(parts, of, ` ${code.toLowerCase()} `)).toBe(true);
    for (const wrong of [`${code.slice(0, -1)}-`, code.slice(0, -1), `${code}A`, ''])
      expect(isMigrationCode(parts, of, wrong)).toBe(false);
  });
  it('that were given out before codes had 18 characters are still good, for their holder alone', () => {
    expect(OLD).toHaveLength(19);
    expect(isMigrationCode(parts, of, OLD)).toBe(true);
    expect(isMigrationCode({ ...parts, operator: 'ABC' }, of, OLD)).toBe(true);
    expect([
      isMigrationCode(parts, { ...of, registerSeq: 3 }, OLD),
      isMigrationCode(parts, of, `${OLD.slice(0, -1)}-`),
    ]).toEqual([false, false]);
  });
});
