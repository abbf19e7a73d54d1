import { PORT_IN_STATES, type PortInState } from '#libs/contracts/numbers-port-in.js';
import { PORT_OUT_STATES } from '#libs/contracts/numbers-port-out.js';
import { isMigrationCode, migrationCodeOf } from './migration-code.js';
import { assertCutOverDay, CutOverDayNotPossible, earliestCutOver, PORT_IN_ACTIONS, portInAfter, type PortInAction } from './port-in.rules.js';
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
  const cases = PORT_IN_STATES.flatMap((state) => (Object.keys(PORT_IN_ACTIONS) as PortInAction[]).map((action) => [state, action, allowed[state][action]] as const));
  it.each(cases)('that is %s: %s leads to %s', (state, action, to) => expect(portInAfter(state, action)).toBe(to));

  it('is cut over on a working day that is far enough', () => {
    const friday = new Date('2026-12-04T10:00:00Z');
    expect(earliestCutOver(friday, 3)).toBe('2026-12-10'); // the 8th is a holiday
    for (const day of ['2026-12-09', '2026-12-12', '2026-12-25'] as const) expect(() => assertCutOverDay(day, friday, 3)).toThrow(CutOverDayNotPossible);
    expect(() => assertCutOverDay('2026-12-10', friday, 3)).not.toThrow();
  });
});

describe('a port-out request', () => {
  const allowed = { 'accepted cancel': 'cancelled', 'accepted cut_over': 'cut_over' } as Record<string, string>;
  const cases = PORT_OUT_STATES.flatMap((state) => (Object.keys(PORT_OUT_ACTIONS) as PortOutAction[]).map((action) => [state, action, allowed[`${state} ${action}`]] as const));
  it.each(cases)('that is %s: %s leads to %s', (state, action, to) => expect(portOutAfter(state, action)).toBe(to));

  const sound = { assigned: true, leaving: false, codeMatches: true, holderMatches: true };
  it.each([
    [{}, undefined], [{ codeMatches: false }, 'migration_code_wrong'], [{ holderMatches: false }, 'holder_mismatch'],
    [{ assigned: false }, 'number_not_here'], [{ assigned: false, leaving: true }, 'port_out_in_progress'],
  ])('with %j is objected to for %s', (facts, objection) => expect(objectionTo({ ...sound, ...facts })).toBe(objection));
});

describe('our migration codes', () => {
  const code = migrationCodeOf('secret', 'OVP', '+390255500000', 1);
  it('have operator, resource, service and check character', () => expect(code).toMatch(/^OVP[A-Z0-9]{12}999[A-Z0-9]$/));
  it('are another for every number and every holder, and the same when asked again', () => {
    expect(migrationCodeOf('secret', 'OVP', '+390255500000', 1)).toBe(code);
    expect(new Set([code, migrationCodeOf('secret', 'OVP', '+390255500000', 3), migrationCodeOf('secret', 'OVP', '+390255500001', 1), migrationCodeOf('other', 'OVP', '+390255500000', 1)]).size).toBe(4);
  });
  it('are known by whoever writes them, in whatever case', () => {
    expect(isMigrationCode(code, ` ${code.toLowerCase()} `)).toBe(true);
    expect(isMigrationCode(code, `${code.slice(0, -1)}-`)).toBe(false);
    expect(isMigrationCode(code, '')).toBe(false);
  });
});
