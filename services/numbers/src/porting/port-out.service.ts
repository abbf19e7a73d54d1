import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import { isStaff, type Actor } from '#libs/api/kernel/actor.js';
import { IdempotencyKeyReused, NotFound } from '#libs/api/kernel/domain-error.js';
import { lastNumberLeft } from '#libs/api/numbers/lifecycle.js';
import { numberPortedOut, portOutChanged, type ListPortOuts, type RequestPortOut } from '#libs/api/numbers/port-out.js';
import { PortOutNotPossible } from '#libs/api/errors/numbers/porting.errors.js';
import { isTaxCodeOf } from '#libs/italy/identity.js';
import { parseRomeDate, romeInstant, type RomeDate } from '#libs/italy/rome-time.js';
import { isWorkingDay } from '#libs/italy/working-time.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { hashOf, newId } from '#libs/platform/ids.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import type { NumberRow } from '../number/number.schema.js';
import { actorName, NumberStore, TIES } from '../number/number.store.js';
import { NumbersConfig } from '../config/numbers.config.js';
import { after, pageOf, pageSize } from '#libs/platform/page.js';
import { EndedNumbers } from '../lifecycle/ended-numbers.service.js';
import { Register, type EndedHolding } from '../register/register.service.js';
import { eachOf } from '#libs/platform/each-of.js';
import { MigrationCodes } from './migration-codes.service.js';
import { earliestCutOver } from './port-in.rules.js';
import { objectionTo, type PortOutFacts } from './port-out.rules.js';
import type { PortOutRow } from './port.schema.js';
import { type PortOutMover, type PortOutAction, portOutLife } from './port-out-life.rules.js';

/** Numbers on their way to another operator: verified at once, never held back for a debt (case 6). */
@Injectable()
export class PortOuts {
  constructor(
    @InjectModel('PortOut') private readonly orders: Model<PortOutRow>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(NumberStore) private readonly numbers: NumberStore,
    @Inject(Register) private readonly register: Register,
    @Inject(EndedNumbers) private readonly ended: EndedNumbers,
    @Inject(MigrationCodes) private readonly codes: MigrationCodes,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(NumbersConfig) private readonly config: NumbersConfig,
  ) {}

  /**
   * A carrier asks for its own operator alone.
   * @throws IdempotencyKeyReused when the recipient's reference came before with another request, NotFound for another operator
   */
  async request(request: RequestPortOut, actor: Actor): Promise<PortOutRow> {
    if (!isStaff(actor) && actor.operator !== request.recipient) throw new NotFound('operator');
    const requestHash = hashOf(request);
    const known = await this.known(actor, request.reference, requestHash);
    if (known) return known;
    try {
      return await this.work.run((tx) => this.decide(request, actor, requestHash, tx));
    } catch (error) {
      const winner = isDuplicateKey(error) ? await this.known(actor, request.reference, requestHash) : undefined;
      if (winner) return winner;
      throw error;
    }
  }

  /** The number stays. @throws PortOutNotPossible once it has left. */
  async cancel(portOutId: string, actor: Actor): Promise<PortOutRow> {
    return this.work.run(async (tx) => {
      const row = await this.of(portOutId, actor);
      if (row.state === 'cancelled') return row;
      await this.act(row, 'cancel', 'recipient');
      const { contractId } = row;
      const number = await this.numbers.get(row.number);
      if (number?.contractId === contractId)
        await this.numbers.move('stop_port_out', 'port_out', row.number, { contractId }, { contractId });
      else await this.numbers.move('stop_late_port_out', 'port_out', row.number, { contractId: null }, { contractId });
      // After a voltura it is the new holder's affair.
      const customerId =
        number?.customerId ?? (number && (await this.register.lastHolderOf(number)))?.customerId ?? row.customerId;
      this.tell({ ...row, customerId }, 'cancelled', tx);
      return this.of(portOutId, actor);
    });
  }

  /** @throws NotFound when it does not exist or another carrier asked. */
  async of(portOutId: string, actor: Actor): Promise<PortOutRow> {
    const row = await this.orders.findOne({ _id: portOutId, ...visibleTo(actor) }).lean();
    if (!row) throw new NotFound('port-out request');
    return row;
  }

  async list(
    { state, number, contractId, cursor, limit }: ListPortOuts,
    actor: Actor,
  ): Promise<{ items: PortOutRow[]; nextCursor?: string }> {
    const size = pageSize(limit);
    const filter: QueryFilter<PortOutRow> = {
      ...visibleTo(actor),
      ...(state ? { state } : {}),
      ...(number ? { number } : {}),
      ...(contractId && isStaff(actor) ? { contractId } : {}),
      ...after<PortOutRow>(cursor),
    };
    return pageOf(
      await this.orders
        .find(filter)
        .sort({ createdAt: -1, _id: -1 })
        .limit(size + 1)
        .lean(),
      size,
      (row) => row,
    );
  }

  /** Numbers whose day has come leave. */
  async due(): Promise<void> {
    const rows = await this.orders
      .find({ state: 'accepted', dueAt: { $lte: this.clock.now() } })
      .limit(100)
      .lean();
    await eachOf(rows, (row) =>
      this.work
        .run((tx) => this.cutOver(row, tx))
        .catch((error: unknown) => {
          // Withdrawn since it was read.
          if (!(error instanceof PortOutNotPossible)) throw error;
        }),
    );
  }

  private async decide(request: RequestPortOut, actor: Actor, requestHash: string, tx: Tx): Promise<PortOutRow> {
    const { number, reference, recipient, wishedOn } = request;
    const now = this.clock.now();
    const holding = await this.holdingOf(await this.numbers.get(number));
    // Whoever moves the number first has it: it may be somebody else's, or free, by now.
    const objection =
      objectionTo(factsOf(holding, request, this.codes)) ??
      ((await this.startLeaving(number, holding, recipient)) ? undefined : 'number_not_here');
    const day = objection ? undefined : this.dayOf(wishedOn, now);
    const state = objection ? 'objected' : 'accepted';
    const accepted = day
      ? {
          contractId: holding.of!.contractId,
          customerId: holding.of!.customerId,
          cutOverOn: day,
          dueAt: romeInstant(day, this.config.PORT_CUT_OVER_AT),
        }
      : { objection };
    const order: PortOutRow = {
      _id: newId('pot'),
      requestedBy: actor.id,
      reference,
      requestHash,
      number,
      recipient,
      state,
      ...accepted,
      ...(isToldByFiles(actor.id) ? { untold: 1 } : {}),
      history: [{ state, actor: actorName(), at: now }],
      createdAt: now,
    };
    await this.orders.create([order]);
    if (!objection) this.tell(order, 'accepted', tx);
    return order;
  }

  private async holdingOf(row: NumberRow | null): Promise<PortableHolding> {
    if (!row) return { row };
    if (row.contractId) return { row, of: await this.register.holderOf(row) };
    return { row, of: await this.ended.of(row), hasEnded: true };
  }

  private startLeaving(number: string, { row, of, hasEnded }: PortableHolding, recipient: string): Promise<boolean> {
    const change = { contractId: of!.contractId, reason: recipient };
    if (hasEnded) return this.numbers.move('start_late_port_out', 'port_out', number, { contractId: null }, change);
    return this.numbers.move('start_port_out', 'port_out', number, { contractId: row!.contractId }, change);
  }

  /** The holder hears of it while it can still object. */
  private tell(
    { _id: portOutId, contractId, customerId, number, recipient, cutOverOn }: PortOutRow,
    state: 'accepted' | 'cancelled',
    tx: Tx,
  ): void {
    tx.emit(portOutChanged, portOutId, {
      portOutId,
      contractId: contractId!,
      customerId: customerId!,
      number,
      recipient,
      state,
      cutOverOn: cutOverOn!,
      at: this.clock.now().toISOString(),
    });
  }

  private async cutOver(order: PortOutRow, tx: Tx): Promise<void> {
    const { number, recipient } = order;
    const before = await this.numbers.get(number);
    await this.act(order, 'cut_over', 'clock');
    if (before?.state !== 'porting_out') return;
    const { contractId, customerId } = before;
    const at = this.clock.now();
    await this.numbers.move(
      'port_out',
      'port_out',
      number,
      {},
      { unset: TIES, contractId: contractId ?? order.contractId, reason: recipient },
    );
    if (!contractId || !customerId) return this.leftAfterEnd(order, before, at, tx);
    await this.register.close((await this.numbers.get(number))!, at, 'ported_out');
    const last = (await this.numbers.ofContract(contractId, ['assigned', 'porting_out'])).length === 0;
    tx.emit(numberPortedOut, contractId, { contractId, customerId, number, recipient, last, at: at.toISOString() });
    if (last) tx.emit(lastNumberLeft, contractId, { contractId, customerId, number, leftAt: at.toISOString() });
  }

  /** Its contract had ended before: there is nothing to end, to charge or to give back (R21). */
  private async leftAfterEnd(
    { number, recipient, ...asked }: PortOutRow,
    before: NumberRow,
    at: Date,
    tx: Tx,
  ): Promise<void> {
    const { contractId, customerId } = (await this.register.lastHolderOf(before)) ?? {
      contractId: asked.contractId!,
      customerId: asked.customerId!,
    };
    tx.emit(numberPortedOut, contractId, {
      contractId,
      customerId,
      number,
      recipient,
      last: false,
      afterEnd: true,
      at: at.toISOString(),
    });
  }

  private async act(order: PortOutRow, action: PortOutAction, by: PortOutMover): Promise<void> {
    const to = portOutLife.move(order.state, action, by);
    const { modifiedCount } = await this.orders.updateOne(
      { _id: order._id, state: order.state },
      {
        $set: { state: to, ...(isToldByFiles(order.requestedBy) ? { untold: order.history.length + 1 } : {}) },
        $unset: { dueAt: 1 },
        $push: { history: { state: to, actor: actorName(), at: this.clock.now() } },
      },
    );
    if (modifiedCount === 0) throw portOutLife.refusal(action, order.state);
  }

  /** The request that a recipient made under its reference. @throws NotFound */
  async idOf(reference: string, { id: requestedBy }: Actor): Promise<string> {
    const row = await this.orders.findOne({ requestedBy, reference }, { _id: 1 }).lean();
    if (!row) throw new NotFound('port-out request');
    return row._id;
  }

  private async known(
    { id: requestedBy }: Actor,
    reference: string,
    requestHash: string,
  ): Promise<PortOutRow | undefined> {
    const row = await this.orders.findOne({ requestedBy, reference }).lean();
    if (row && row.requestHash !== requestHash) throw new IdempotencyKeyReused();
    return row ?? undefined;
  }

  /** The day wished for when it is a working day and not too near, else the first that is. */
  private dayOf(wished: string | undefined, now: Date): RomeDate {
    const earliest = earliestCutOver(now, this.config.PORT_OUT_WORKING_DAYS);
    const day = wished && parseRomeDate(wished);
    return day && day >= earliest && isWorkingDay(day) ? day : earliest;
  }
}

/** A number and who may take it elsewhere: its holder, or who held it last, while that is allowed. */
interface PortableHolding {
  readonly row: NumberRow | null;
  readonly of?: Pick<EndedHolding, 'contractId' | 'customerId' | 'holder'>;
  readonly hasEnded?: boolean;
}

function factsOf(
  { row, of }: PortableHolding,
  { migrationCode, taxCode }: RequestPortOut,
  codes: MigrationCodes,
): PortOutFacts {
  return {
    portable: of !== undefined && (row?.state === 'assigned' || row?.state === 'quarantined'),
    leaving: row?.state === 'porting_out',
    codeMatches: row !== null && codes.isCode(row, migrationCode),
    holderMatches: Boolean(of?.holder && isTaxCodeOf(of.holder, taxCode)),
  };
}

/** An operator without access to the carrier API: it learns of what happens by the exchange of files. */
const isToldByFiles = (requestedBy: string): boolean => requestedBy.startsWith('exchange:');
/** A carrier sees what is for its operator, whoever entered it, and what itself asked before sign-ins were bound to operators. */
const visibleTo = (actor: Actor): QueryFilter<PortOutRow> => {
  if (isStaff(actor)) return {};
  const own: QueryFilter<PortOutRow>[] = [
    { requestedBy: actor.id },
    ...(actor.operator ? [{ recipient: actor.operator }] : []),
  ];
  return { $and: [{ $or: own }] };
};
