import { machine, MoveNotPossible, NotTheirMove } from './state-machine.js';

class Shut extends Error {}

const door = machine({
  of: 'door',
  states: ['open', 'closed', 'locked'],
  begins: ['open'],
  by: ['guest', 'keeper'],
  moves: {
    close: { from: ['open'], to: 'closed', by: ['guest', 'keeper'] },
    lock: { from: ['open', 'closed'], to: 'locked', by: ['keeper'] },
    knock: { from: ['closed'], to: 'open', stays: ['open', 'locked'], by: ['guest'] },
  },
  unwritten: 'open',
});

describe('a state machine', () => {
  it('says where a move leads, and that it is not possible', () => {
    expect(door.after('open', 'close')).toBe('closed');
    expect(door.after('locked', 'close')).toBeUndefined();
    expect([door.after('closed', 'knock'), door.after('locked', 'knock')]).toEqual(['open', 'locked']);
  });

  it('refuses what its state does not allow, and what is not for that mover to make', () => {
    expect(door.move('closed', 'lock', 'keeper')).toBe('locked');
    expect(() => door.move('locked', 'lock', 'keeper')).toThrow(MoveNotPossible);
    expect(() => door.move('closed', 'lock', 'guest')).toThrow(NotTheirMove);
    expect(() => door.step('lock', 'guest')).toThrow(NotTheirMove);
  });

  it('refuses with the error of its table, where that has one', () => {
    const shut = machine({ ...door.table, refuse: () => new Shut() });
    expect(() => shut.move('locked', 'close', 'guest')).toThrow(Shut);
  });

  it('is condition and change of one update, rows without a state included', () => {
    expect(door.step('lock', 'keeper')).toEqual({
      where: { state: { $in: ['open', 'closed', null] } },
      set: { state: 'locked' },
    });
    expect(door.in('closed')).toEqual({ state: 'closed' });
    expect(() => door.step('knock', 'guest')).toThrow(RangeError);
  });

  it('is refused as a table that says two things of a state', () =>
    expect(() =>
      machine({
        of: 'lamp',
        states: ['on', 'off'],
        begins: ['off'],
        by: ['hand'],
        moves: { press: { from: ['on', 'off'], to: 'off', stays: ['on'], by: ['hand'] } },
      }),
    ).toThrow(RangeError));
});
