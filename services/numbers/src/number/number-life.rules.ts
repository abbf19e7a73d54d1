import type { NumberState } from '#libs/api/numbers/inventory.js';

/** What may happen to a number, from which states, and the state it leads to. Whatever is not here cannot happen. */
export const ACTIONS = {
  reserve: { from: ['available'], to: 'reserved' },
  release: { from: ['reserved'], to: 'available' },
  expire: { from: ['reserved'], to: 'available' },
  assign: { from: ['reserved'], to: 'assigned' },
  /** The end of a holding; who held it can still take the number elsewhere for a while (R21). */
  end: { from: ['assigned'], to: 'quarantined' },
  /** The end of a holding whose number is on its way to another operator, and goes on. */
  end_leaving: { from: ['porting_out'], to: 'porting_out' },
  /** A number that came from another operator has rested: its owner has it back. */
  give_back: { from: ['quarantined'], to: 'returned' },
  start_port_out: { from: ['assigned'], to: 'porting_out' },
  stop_port_out: { from: ['porting_out'], to: 'assigned' },
  /** The same, of a number that nobody holds any more. */
  start_late_port_out: { from: ['quarantined'], to: 'porting_out' },
  stop_late_port_out: { from: ['porting_out'], to: 'quarantined' },
  port_out: { from: ['porting_out'], to: 'ported_out' },
  /** A number of another operator, or of ours that had left, comes in. */
  port_in: { from: ['ported_out', 'returned'], to: 'assigned' },
  /** The customer of the recipient operator has left: the number is ours again. */
  come_back: { from: ['ported_out'], to: 'quarantined' },
  quarantine_over: { from: ['quarantined'], to: 'available' },
} as const satisfies Record<string, { from: readonly NumberState[]; to: NumberState }>;

export type NumberAction = keyof typeof ACTIONS;

/** The state that an action leads to, or none when it is not possible from there. */
export function stateAfter(state: NumberState, action: NumberAction): NumberState | undefined {
  const { from, to } = ACTIONS[action];
  return (from as readonly NumberState[]).includes(state) ? to : undefined;
}
