import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { NumberNotAway } from '#libs/api/errors/numbers/inventory.errors.js';
import type { ChangeHolder, EndNumbers } from '#libs/api/numbers/lifecycle.js';
import type { NumberState } from '#libs/api/numbers/inventory.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { isSameParty } from '#libs/italy/identity.js';
import { Clock } from '#libs/platform/clock.js';
import type { NumberRow } from '../number/number.schema.js';
import { NumberStore, TIES } from '../number/number.store.js';
import { NumbersConfig } from '../config/numbers.config.js';
import { Register } from '../register/register.service.js';
import { EndedNumbers } from './ended-numbers.service.js';
import { portRightEnds } from './port-right.rules.js';

const BATCH = 500;

/** What happens to the numbers of a contract when it ends or changes hands. Every method runs in its caller's transaction. */
@Injectable()
export class Lifecycle {
  constructor(
    @Inject(NumberStore) private readonly store: NumberStore,
    @Inject(Register) private readonly register: Register,
    @Inject(EndedNumbers) private readonly ended: EndedNumbers,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(NumbersConfig) private readonly config: NumbersConfig,
  ) {}

  /** Ends every number of the contract; one on its way to another operator goes on its way, with nobody holding it. Idempotent. */
  async endContract({ contractId, endedAt, reason }: EndNumbers): Promise<void> {
    const rows = await this.store.ofContract(contractId);
    for (const { _id } of rows.filter(({ state }) => state === 'reserved'))
      await this.store.move('release', 'contract', _id, { contractId }, { unset: TIES, contractId, reason });
    await this.end(rows, new Date(endedAt), reason);
  }

  /** Ends some numbers of a contract that goes on. */
  async giveUp(contractId: string, numbers: readonly string[], at: Date): Promise<void> {
    const rows = await this.store.ofContract(contractId);
    await this.end(
      rows.filter(({ _id }) => numbers.includes(_id)),
      at,
      'given_up',
    );
  }

  /** The other operator's customer of a number of ours has left: it rests, and is free again after that. @throws NotFound, NumberNotAway */
  async takeBack(number: string, reason: string): Promise<void> {
    const row = await this.store.get(number);
    if (!row?.blockId) throw new NotFound('number');
    if (
      !(await this.store.move(
        'come_back',
        'staff',
        number,
        {},
        { set: { dueAt: this.quarantineUntil(this.clock.now()) }, reason },
      ))
    )
      throw new NumberNotAway(number);
  }

  /** Writes the new holder of every number of the contract into the register (R16); who holds them already is not written twice. */
  async changeHolder({ contractId, customerId, holder, effectiveAt }: ChangeHolder): Promise<void> {
    const rows = await this.store.ofContract(contractId, ['assigned', 'porting_out']);
    for (const row of rows) {
      const now = await this.register.holderOf(row);
      const same =
        now && now.customerId === customerId && now.holder.name === holder.name && isSameParty(now.holder, holder);
      if (same) continue;
      const closed = await this.register.close(row, new Date(effectiveAt), 'voltura');
      await this.register.open(closed, { contractId, customerId, holder }, new Date(effectiveAt), 'voltura');
      await this.store.numbers.updateOne(
        { _id: row._id },
        { $set: { customerId }, $push: { history: this.store.happening('voltura', row.state, { contractId }) } },
      );
    }
  }

  /**
   * Numbers that have rested long enough, and reservations that nobody gave back long after their end, are free again; what came
   * from another operator is its owner's again. None before who held it can no longer take it elsewhere (R21), whatever was set when it ended.
   */
  async freeDue(): Promise<void> {
    const now = this.clock.now();
    const orphaned = DateTime.fromJSDate(now).minus({ hours: this.config.ORPHAN_RESERVATION_HOURS }).toJSDate();
    await this.eachDue('quarantined', now, (row) => this.endRest(row, now));
    await this.eachDue('reserved', orphaned, ({ _id, dueAt }) =>
      this.store.move('expire', 'clock', _id, { dueAt }, { unset: TIES, reason: 'orphaned' }),
    );
  }

  private async endRest(row: NumberRow, now: Date): Promise<void> {
    const { _id, dueAt, portedIn } = row;
    const heldBackUntil = await this.ended.heldBackUntil(row);
    if (heldBackUntil && heldBackUntil > now)
      await this.store.numbers.updateOne({ _id, state: 'quarantined', dueAt }, { $set: { dueAt: heldBackUntil } });
    else
      await this.store.move(portedIn ? 'give_back' : 'quarantine_over', 'clock', _id, { dueAt }, { unset: ['dueAt'] });
  }

  private async eachDue(state: NumberState, before: Date, move: (row: NumberRow) => Promise<unknown>): Promise<void> {
    for (;;) {
      const due = await this.store.numbers
        .find({ state, dueAt: { $lte: before } })
        .limit(BATCH)
        .lean();
      for (const row of due) await move(row);
      if (due.length < BATCH) return;
    }
  }

  /** Until when a number that is given back now rests. */
  private quarantineUntil(from: Date): Date {
    return DateTime.fromJSDate(from, { zone: 'Europe/Rome' })
      .plus({ months: this.config.QUARANTINE_MONTHS })
      .toJSDate();
  }

  /** The longer of the quarantine and the right of who held it; another operator's number rests no longer than that right. */
  private restsUntil({ portedIn }: NumberRow, endedAt: Date): Date {
    const right = portRightEnds(endedAt, this.config.PORT_OUT_AFTER_END_DAYS);
    const quarantine = this.quarantineUntil(endedAt);
    return portedIn || right > quarantine ? right : quarantine;
  }

  private async end(rows: readonly NumberRow[], at: Date, reason: string): Promise<void> {
    for (const row of rows.filter(({ state }) => state === 'assigned' || state === 'porting_out')) {
      const { _id, contractId } = row;
      const change = {
        set: { dueAt: this.restsUntil(row, at) },
        unset: TIES.filter((field) => field !== 'dueAt'),
        contractId,
        reason,
      };
      const ended = await this.store.move(
        row.state === 'assigned' ? 'end' : 'end_leaving',
        'contract',
        _id,
        { contractId },
        change,
      );
      if (ended) await this.register.close((await this.store.get(_id))!, at, reason);
    }
  }
}
