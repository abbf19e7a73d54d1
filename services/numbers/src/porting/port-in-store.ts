import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isStaff, type Actor } from '#libs/contracts/actor.js';
import { NotFound } from '#libs/contracts/domain-error.js';
import { portInChanged, type PortInState } from '#libs/contracts/numbers-port-in.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { actorName } from '../inventory/number-store.js';
import { noticeAfter, PORT_IN_ACTIONS, portInAfter, PortInNotPossible, WHAT_TO_DO, type PortInAction } from './port-in.rules.js';
import type { PortClaimRow, PortInRow } from './port.schema.js';

type Settable = Partial<Omit<PortInRow, '_id' | 'state' | 'history'>>;
export interface PortInChange {
  readonly set?: Settable;
  readonly unset?: readonly (keyof Settable)[];
  readonly push?: Partial<Record<'comments' | 'documents', unknown>>;
  readonly detail?: string;
}
/** The donor operator has the order in hand. */
const ASKED: ReadonlySet<PortInState> = new Set(['submitted', 'verifying', 'accepted']);
const FREED_BY: ReadonlySet<PortInAction> = new Set(['cancel', 'expire', 'cut_over']);

/** The only place that moves port-in orders: each change checks the state, adds its record and tells the world. */
@Injectable()
export class PortInStore {
  constructor(@InjectModel('PortIn') readonly orders: Model<PortInRow>, @InjectModel('PortClaim') readonly claims: Model<PortClaimRow>, @Inject(Clock) private readonly clock: Clock) {}

  /** @throws NotFound when it does not exist or is not the actor's. */
  async of(portInId: string, actor: Actor): Promise<PortInRow> {
    const row = await this.orders.findById(portInId).lean();
    if (!row || (!isStaff(actor) && row.customerId !== actor.customerId)) throw new NotFound('port-in order');
    return row;
  }

  /**
   * Moves an order within the transaction, as it was read: its history is its version.
   * @throws PortInNotPossible when the state does not allow it, or someone else was first.
   */
  async act(row: PortInRow, action: PortInAction, change: PortInChange, tx: Tx): Promise<PortInRow> {
    const { to } = PORT_IN_ACTIONS[action];
    if (!portInAfter(row.state, action)) throw new PortInNotPossible(action, row.state);
    const at = this.clock.now();
    const happened = { state: to, action, actor: actorName(), at, ...(change.detail ? { detail: change.detail } : {}) };
    const what = noticeAfter(action, ASKED.has(row.state), row.untold?.what);
    const unset = [...(change.unset ?? []), ...(what ? [] : ['untold'])];
    const { modifiedCount } = await this.orders.updateOne({ _id: row._id, state: row.state, history: { $size: row.history.length } }, {
      $set: { ...change.set, state: to, ...(what ? { untold: { what, seq: row.history.length + 1 } } : {}) },
      ...(unset.length > 0 ? { $unset: Object.fromEntries(unset.map((field) => [field, 1])) } : {}),
      $push: { ...change.push, history: happened },
    });
    if (modifiedCount === 0) throw new PortInNotPossible(action, row.state);
    if (FREED_BY.has(action)) await this.claims.deleteMany({ portInId: row._id });
    const now = (await this.orders.findById(row._id).lean())!;
    const { _id: portInId, contractId, customerId, state, numbers, cutOverOn, reason } = now;
    tx.emit(portInChanged, portInId, { portInId, contractId, customerId, state, numbers, cutOverOn, ...(state === 'rejected' && reason ? { reason, whatToDoIt: WHAT_TO_DO[reason].it, whatToDoEn: WHAT_TO_DO[reason].en } : {}), at: at.toISOString() });
    return now;
  }

  /** Adds to an order without moving it. */
  async add(row: PortInRow, push: PortInChange['push']): Promise<void> {
    await this.orders.updateOne({ _id: row._id }, { $push: push });
  }
}
