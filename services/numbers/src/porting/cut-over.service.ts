import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { portInCutOver, type PortInReason } from '#libs/api/numbers/port-in.js';
import { CutOverDayNotPossible, PortInNotPossible } from '#libs/api/errors/numbers/porting.errors.js';
import { districtOf } from '#libs/italy/phone-number.js';
import { parseRomeDate, romeDate, romeInstant, type RomeDate } from '#libs/italy/rome-time.js';
import { isWorkingDay } from '#libs/italy/working-time.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { memorability } from '../number/memorability.rules.js';
import type { NumberRow } from '../number/number.schema.js';
import { claimOf, NumberStore } from '../number/number.store.js';
import { Lifecycle } from '../lifecycle/lifecycle.service.js';
import { NumbersConfig } from '../config/numbers.config.js';
import { Register, type HolderOfContract } from '../register/register.service.js';
import { eachOf } from '#libs/platform/each-of.js';
import { PortInStore, type PortInChange } from './port-in.store.js';
import type { PortInRow } from './port.schema.js';

/** What the donor operator, staff and time do with port-in orders; what takes a transaction joins it. */
@Injectable()
export class PortInDesk {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(PortInStore) private readonly store: PortInStore,
    @Inject(NumberStore) private readonly numbers: NumberStore,
    @Inject(Register) private readonly register: Register,
    @Inject(Lifecycle) private readonly lifecycle: Lifecycle,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(NumbersConfig) private readonly config: NumbersConfig,
  ) {}

  verify(row: PortInRow, tx: Tx, change: PortInChange = {}): Promise<PortInRow> {
    return this.store.act(row, 'verify', 'donor', change, tx);
  }

  /** The donor agreed on a day. @throws CutOverDayNotPossible on a day off or in the past. */
  accept(row: PortInRow, cutOverOn: string, tx: Tx, change: PortInChange = {}): Promise<PortInRow> {
    const day = this.dayOf(cutOverOn);
    return this.store.act(
      row,
      'accept',
      'donor',
      { ...change, set: { cutOverOn: day, dueAt: romeInstant(day, this.config.PORT_CUT_OVER_AT) }, detail: day },
      tx,
    );
  }

  /** The customer may correct it until it expires. */
  reject(row: PortInRow, reason: PortInReason, tx: Tx, change: PortInChange = {}): Promise<PortInRow> {
    const dueAt = DateTime.fromJSDate(this.clock.now()).plus({ days: this.config.PORT_IN_EXPIRES_DAYS }).toJSDate();
    return this.store.act(
      row,
      'reject',
      'donor',
      { ...change, set: { reason, dueAt }, unset: ['cutOverOn'], detail: reason },
      tx,
    );
  }

  /** Orders whose day has come are cut over, those that nobody went on with expire. */
  async due(): Promise<void> {
    const now = this.clock.now();
    const accepted = await this.store.orders
      .find({ state: 'accepted', dueAt: { $lte: now } })
      .limit(100)
      .lean();
    await eachOf(accepted, (row) => unlessMoved(this.work.run((tx) => this.cutOver(row, tx))));
    const idle = await this.store.orders
      .find({ state: { $in: ['draft', 'submitted', 'verifying', 'rejected'] }, dueAt: { $lte: now } })
      .limit(100)
      .lean();
    await eachOf(idle, (row) =>
      unlessMoved(this.work.run((tx) => this.store.act(row, 'expire', 'clock', { unset: ['dueAt'] }, tx))),
    );
  }

  /** The numbers are the contract's; its first one may go back for them. A contract that has ended since gets none. */
  private async cutOver(row: PortInRow, tx: Tx): Promise<void> {
    const held = await this.numbers.ofContract(row.contractId, ['assigned', 'porting_out']);
    const of = held[0] && (await this.register.holderOf(held[0]));
    if (!of)
      return void (await this.store.act(row, 'cancel', 'contract', { unset: ['dueAt'], detail: 'contract_ended' }, tx));
    const at = this.clock.now();
    await this.store.act(row, 'cut_over', 'clock', { unset: ['dueAt'] }, tx);
    for (const number of row.numbers) await this.bringIn(number, row, of, at);
    const first = held.find(({ claim, state }) => state === 'assigned' && claim === claimOf(row.contractId, 'first'));
    const givenBack = row.keepFirstNumber ? undefined : first?._id;
    if (givenBack) await this.lifecycle.giveUp(row.contractId, [givenBack], at);
    const { _id: portInId, contractId, numbers } = row;
    tx.emit(portInCutOver, contractId, {
      portInId,
      contractId,
      customerId: of.customerId,
      numbers,
      ...(givenBack ? { givenBack } : {}),
      at: at.toISOString(),
    });
  }

  private async bringIn(number: string, { _id, contractId }: PortInRow, of: HolderOfContract, at: Date): Promise<void> {
    const tie = {
      contractId,
      customerId: of.customerId,
      claim: claimOf(contractId, `${_id}/${number}`),
      assignedAt: at,
    };
    if (!(await this.numbers.move('port_in', 'port_in', number, {}, { set: tie, contractId }))) {
      const { prefix } = districtOf(number)!;
      const row: NumberRow = {
        _id: number,
        district: prefix,
        state: 'assigned',
        pick: Math.random(),
        score: memorability(number.slice(3 + prefix.length)),
        portedIn: true,
        ...tie,
        history: [this.numbers.happening('port_in', 'assigned', { contractId })],
      };
      await this.numbers.numbers.create([row]);
    }
    await this.register.open((await this.numbers.get(number))!, of, at, 'ported_in');
  }

  private dayOf(text: string): RomeDate {
    const day = parseRomeDate(text);
    const today = romeDate(this.clock.now());
    if (!isWorkingDay(day) || day <= today) throw new CutOverDayNotPossible(day, today);
    return day;
  }
}

/** Someone moved the order since it was read: there is nothing to do any more. */
async function unlessMoved(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof PortInNotPossible)) throw error;
  });
}
