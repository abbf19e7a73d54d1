import type { NumberState } from '#libs/api/numbers/inventory.js';
import { machine, type MoveOf } from '#libs/platform/state-machine.js';

const STATES = [
  'available',
  'reserved',
  'assigned',
  'porting_out',
  'ported_out',
  'quarantined',
  'returned',
] as const satisfies readonly NumberState[];

/** The life of a number (R3, R4, R21). One that came from another operator begins as it is assigned. */
export const numberLife = machine({
  of: 'number',
  states: STATES,
  begins: ['available', 'assigned'],
  by: ['reservation', 'contract', 'port_in', 'port_out', 'staff', 'clock'],
  moves: {
    reserve: { from: ['available'], to: 'reserved', by: ['reservation'] },
    release: { from: ['reserved'], to: 'available', by: ['reservation', 'contract'] },
    expire: { from: ['reserved'], to: 'available', by: ['clock'] },
    assign: { from: ['reserved'], to: 'assigned', by: ['reservation'] },
    /** The end of a holding; who held it can still take the number elsewhere for a while (R21). */
    end: { from: ['assigned'], to: 'quarantined', by: ['contract'] },
    /** The end of a holding whose number is on its way to another operator, and goes on. */
    end_leaving: { from: ['porting_out'], to: 'porting_out', by: ['contract'] },
    /** A number that came from another operator has rested: its owner has it back. */
    give_back: { from: ['quarantined'], to: 'returned', by: ['clock'] },
    start_port_out: { from: ['assigned'], to: 'porting_out', by: ['port_out'] },
    stop_port_out: { from: ['porting_out'], to: 'assigned', by: ['port_out'] },
    /** The same, of a number that nobody holds any more. */
    start_late_port_out: { from: ['quarantined'], to: 'porting_out', by: ['port_out'] },
    stop_late_port_out: { from: ['porting_out'], to: 'quarantined', by: ['port_out'] },
    port_out: { from: ['porting_out'], to: 'ported_out', by: ['port_out'] },
    /** A number of another operator, or of ours that had left, comes in. */
    port_in: { from: ['ported_out', 'returned'], to: 'assigned', by: ['port_in'] },
    /** The customer of the recipient operator has left: the number is ours again. */
    come_back: { from: ['ported_out'], to: 'quarantined', by: ['staff'] },
    quarantine_over: { from: ['quarantined'], to: 'available', by: ['clock'] },
  },
});
export type NumberAction = MoveOf<typeof numberLife>;
export type NumberMover = (typeof numberLife.table.by)[number];
