import { PORT_IN_STATES, type PortInState } from '#libs/api/numbers/port-in.js';
import { PORT_OUT_STATES } from '#libs/api/numbers/port-out.js';
import { checkLetter } from '#libs/italy/check-letter.js';
import { isMigrationCode, migrationCodeOf } from './migration-code.js';
import {
  assertCutOverDay,
  CutOverDayNotPossible,
  earliestCutOver,
  PORT_IN_ACTIONS,
  portInAfter,
  type PortInAction,
} from './port-in.rules.js';
import { objectionTo, PORT_OUT_ACTIONS, portOutAfter, type PortOutAction } from './port-out.rules.js';

describe('a port-in order', () => {
  const allowed: Record<PortInState, Partial<Record<PortInAction, PortInState>>> = {
    draft: { amend: 'draft', submit: 'submitted', cancel: 'cancelled', expire: 'expired' },
    submitted: { verify: 'verifying', accept: 'accepted', reject: 'rejected', cancel: 'cancelled', expire: 'expired' },
    verifying: { accept: 'accepted', reject: 'rejected', cancel: 'cancelled', expire: 'expired' },
    accepted: { move: 'accepted', reject: 'rejected', cut_over: 'cut_over', cancel: 'cancelled' },
    cut_over: {},
    rejected: { amend: 'draft', cancel: 'cancelled', expire: 'expired' },
    cancelled: {},
    expired: {},
  };
  const cases = PORT_IN_STATES.flatMap((state) =>
    (Object.keys(PORT_IN_ACTIONS) as PortInAction[]).map((action) => [state, action, allowed[state][action]] as const),
  );
  it.each(cases)('that is %s: %s leads to %s', (state, action, to) => expect(portInAfter(state, action)).toBe(to));

  it('is cut over on a working day that is far enough', () => {
    const friday = new Date('2026-12-04T10:00:00Z');
    expect(earliestCutOver(friday, 3)).toBe('2026-12-10'); // the 8th is a holiday
    for (const day of ['2026-12-09', '2026-12-12', '2026-12-25'] as const)
      expect(() => assertCutOverDay(day, friday, 3)).toThrow(CutOverDayNotPossible);
    expect(() => assertCutOverDay('2026-12-10', friday, 3)).not.toThrow();
  });
});

describe('a port-out request', () => {
  const allowed = { 'accepted cancel': 'cancelled', 'accepted cut_over': 'cut_over' } as Record<string, string>;
  const cases = PORT_OUT_STATES.flatMap((state) =>
    (Object.keys(PORT_OUT_ACTIONS) as PortOutAction[]).map(
      (action) => [state, action, allowed[`${state} ${action}`]] as const,
    ),
  );
  it.each(cases)('that is %s: %s leads to %s', (state, action, to) => expect(portOutAfter(state, action)).toBe(to));

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
