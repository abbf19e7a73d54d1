import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isStaff, type Actor } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { portInChanged, portInCommented, portInLate, type PortInState } from '#libs/api/numbers/port-in.js';
import { PortInFull, PortInNotPossible } from '#libs/api/errors/numbers/porting.errors.js';
import { romeDate, type RomeDate } from '#libs/italy/rome-time.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { actorName } from '../number/number.store.js';
import { NumbersConfig } from '../config/numbers.config.js';
import { mayRead } from './port-in-papers.rules.js';
import { daysLate, promisedOn, termsOf, type PromiseTerms } from './port-in-promise.rules.js';
import { noticeAfter, WHAT_TO_DO } from './port-in.rules.js';
import { OPEN_PORT_INS, portInLife, type PortInAction, type PortInMover } from './port-in-life.rules.js';
import type { PortClaimRow, PortCommentRow, PortDocumentRow, PortInRow } from './port.schema.js';

type Settable = Partial<Omit<PortInRow, '_id' | 'state' | 'history'>>;
export interface PortInChange {
  readonly set?: Settable;
  readonly unset?: readonly (keyof Settable)[];
  readonly comment?: PortCommentRow;
  readonly detail?: string;
}
/** The donor operator has the order in hand. */
const ASKED: ReadonlySet<PortInState> = new Set(['submitted', 'verifying', 'accepted']);
/** What is kept in one order. */
const MOST = { comments: 200, documents: 30 } as const;
const OPEN: ReadonlySet<PortInState> = new Set(OPEN_PORT_INS);
const FREED_BY: ReadonlySet<PortInAction> = new Set(['cancel', 'expire', 'cut_over']);

/** The only place that moves port-in orders: each change checks the state, adds its record and tells the world. */
@Injectable()
export class PortInStore {
  constructor(
    @InjectModel('PortIn') readonly orders: Model<PortInRow>,
    @InjectModel('PortClaim') readonly claims: Model<PortClaimRow>,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(NumbersConfig) private readonly config: NumbersConfig,
  ) {}

  /** An order to do something with. @throws NotFound when it does not exist or is not the actor's. */
  async of(portInId: string, actor: Actor): Promise<PortInRow> {
    const row = await this.seen(portInId, actor);
    if (!isStaff(actor) && row.customerId !== actor.customerId) throw new NotFound('port-in order');
    return row;
  }

  /** An order to look at: also one that was the actor's before a voltura. @throws NotFound */
  async seen(portInId: string, actor: Actor): Promise<PortInRow> {
    const row = await this.orders.findById(portInId).lean();
    if (!row || !mayRead(row, actor)) throw new NotFound('port-in order');
    return row;
  }

  /**
   * Moves an order within the transaction, as it was read: its history is its version.
   * @throws PortInNotPossible when the state does not allow it, or someone else was first.
   */
  async act(row: PortInRow, action: PortInAction, by: PortInMover, change: PortInChange, tx: Tx): Promise<PortInRow> {
    const to = portInLife.move(row.state, action, by);
    const at = this.clock.now();
    const happened = { state: to, action, actor: actorName(), at, ...(change.detail ? { detail: change.detail } : {}) };
    const what = noticeAfter(action, ASKED.has(row.state), row.untold?.what);
    const unset = [...(change.unset ?? []), ...(what ? [] : ['untold'])];
    const { modifiedCount } = await this.orders.updateOne(
      { _id: row._id, state: row.state, history: { $size: row.history.length } },
      {
        $set: { ...change.set, state: to, ...(what ? { untold: { what, seq: row.history.length + 1 } } : {}) },
        ...(unset.length > 0 ? { $unset: Object.fromEntries(unset.map((field) => [field, 1])) } : {}),
        $push: { ...(change.comment ? { comments: change.comment } : {}), history: happened },
      },
    );
    if (modifiedCount === 0) throw portInLife.refusal(action, row.state);
    const now = (await this.orders.findById(row._id).lean())!;
    if (FREED_BY.has(action)) {
      await this.claims.deleteMany({ portInId: row._id });
      this.tellIfLate(now, at, tx);
    }
    const { _id: portInId, contractId, customerId, state, numbers, cutOverOn, reason } = now;
    tx.emit(portInChanged, portInId, {
      portInId,
      contractId,
      customerId,
      state,
      numbers,
      cutOverOn,
      promisedOn: this.promisedOn(now),
      ...(state === 'rejected' && reason
        ? { reason, whatToDoIt: WHAT_TO_DO[reason].it, whatToDoEn: WHAT_TO_DO[reason].en }
        : {}),
      at: at.toISOString(),
    });
    if (change.comment) this.tell(now, change.comment, tx);
    return now;
  }

  /** R22: the day by which an order's numbers are to have come; none for one that is over, not submitted yet, or waits for its customer. */
  promisedOn(row: PortInRow): RomeDate | undefined {
    const terms = this.terms(row);
    return terms && OPEN.has(row.state) ? promisedOn(terms) : undefined;
  }

  /** An order that ends late is indemnified, whether or not its numbers came. */
  private tellIfLate(row: PortInRow, at: Date, tx: Tx): void {
    const terms = this.terms(row);
    const promised = terms && promisedOn(terms);
    const endedOn = romeDate(at);
    const late = terms ? daysLate(terms, endedOn) : 0;
    if (late === 0 || !promised) return;
    const { _id: portInId, contractId, customerId, numbers, changeOfOperator = false } = row;
    tx.emit(portInLate, portInId, {
      portInId,
      contractId,
      customerId,
      numbers,
      promisedOn: promised,
      endedOn,
      daysLate: late,
      changeOfOperator,
      at: at.toISOString(),
    });
  }

  private terms(row: PortInRow): PromiseTerms | undefined {
    return termsOf(
      row,
      row.numbers.length > 1 ? this.config.PORT_IN_COMPLEX_WORKING_DAYS : this.config.PORT_IN_WORKING_DAYS,
    );
  }

  /** Adds a comment, without moving the order. @throws PortInFull */
  async comment(row: PortInRow, comment: PortCommentRow, tx: Tx): Promise<void> {
    await this.add(row, 'comments', comment);
    this.tell(row, comment, tx);
  }

  /** Adds a document to an order that is not over. @throws PortInNotPossible, PortInFull */
  async document(row: PortInRow, document: PortDocumentRow): Promise<void> {
    if (!(OPEN_PORT_INS as readonly PortInState[]).includes(row.state))
      throw new PortInNotPossible('document', row.state);
    await this.add(row, 'documents', document);
  }

  private async add<Kind extends keyof typeof MOST>(
    row: PortInRow,
    kind: Kind,
    one: PortInRow[Kind][number],
  ): Promise<void> {
    const { modifiedCount } = await this.orders.updateOne(
      { _id: row._id, [`${kind}.${MOST[kind] - 1}`]: { $exists: false } },
      { $push: { [kind]: one } },
    );
    if (modifiedCount === 0) throw new PortInFull(kind, MOST[kind]);
  }

  private tell(
    { _id: portInId, contractId, customerId, numbers }: PortInRow,
    { from, text, at }: PortCommentRow,
    tx: Tx,
  ): void {
    tx.emit(portInCommented, portInId, { portInId, contractId, customerId, numbers, from, text, at: at.toISOString() });
  }
}
