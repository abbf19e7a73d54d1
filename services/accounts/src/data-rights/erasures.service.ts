import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { erasureMoved, type ErasurePage, type ErasuresNow, type ErasureView } from '#libs/api/accounts/data-rights.js';
import { isStaff, systemActor, type Actor, type Locale, type RequestContext } from '#libs/api/kernel/actor.js';
import { domainErrorFrom, Forbidden, NotFound } from '#libs/api/kernel/domain-error.js';
import type { PageQuery } from '#libs/api/kernel/shared.js';
import { retention } from '#libs/italy/retention.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { withContext } from '#libs/platform/context.js';
import { derivedId, newId } from '#libs/platform/ids.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { pageById, pageSize } from '#libs/platform/page.js';
import type { Email } from '../mail/email.schema.js';
import { advanceUntilIdle } from '#libs/messaging/advance-until-idle.js';
import type { Customer } from '../users/user.schema.js';
import { ErasureSaga, type Erasing } from './erasure.saga.js';
import type { ErasureRow } from './erasure.schema.js';

const LAST_EMAIL_MS = 7 * 86_400_000;

/** Asking for the erasure of one's data, following it, and what falls due later (R29). */
@Injectable()
export class Erasures {
  constructor(
    @InjectModel('Erasure') private readonly erasures: Model<ErasureRow>,
    @InjectModel('Customer') private readonly customers: Model<Customer>,
    @InjectModel('Email') private readonly emails: Model<Email>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SagaRunner) private readonly runner: SagaRunner,
    @Inject(ErasureSaga) private readonly saga: ErasureSaga,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @returns the one that is under way, if there is one. @throws Forbidden, NotFound, ErasureBlocked naming what is not over */
  async request(customerId: string | undefined, context: RequestContext, reason?: string): Promise<ErasureView> {
    if (!customerId) throw new Forbidden();
    const id = await this.work.once(context, { customerId, reason }, (tx) =>
      this.begin(tx, customerId, context.actor, reason),
    );
    const { error } = await advanceUntilIdle<Erasing>(this.runner, id);
    if (error) throw domainErrorFrom(error);
    return viewOf(await this.found(id), context.locale);
  }

  private async begin(tx: Tx, customerId: string, actor: Actor, reason?: string): Promise<string> {
    const customer = await this.customers.findById(customerId).lean();
    if (!customer) throw new NotFound('customer');
    if (customer.erasureId) return customer.erasureId;
    const _id = newId('ers');
    await this.customers.updateOne({ _id: customerId }, { $set: { erasureId: _id } });
    await this.erasures.create([
      {
        _id,
        customerId,
        state: 'in_progress',
        requestedAt: this.clock.now(),
        requestedBy: actor.id,
        requestedByKind: actor.kind === 'customer' ? 'customer' : 'staff',
        ...(reason ? { reason } : {}),
        erased: [],
        kept: [],
      },
    ]);
    await this.runner.begin(this.saga.definition, _id, { erasureId: _id, customerId, reports: [] }, tx);
    tx.emit(erasureMoved, customerId, { customerId, state: 'in_progress' });
    return _id;
  }

  /** @throws NotFound */
  async get(erasureId: string, { actor, locale }: RequestContext): Promise<ErasureView> {
    const row = await this.found(erasureId);
    if (!isStaff(actor) && row.customerId !== actor.customerId) throw new NotFound('erasure');
    return viewOf(row, locale);
  }

  /** Those under way, and those of customers whose access tokens still run. */
  async now(): Promise<ErasuresNow> {
    const rows = await this.erasures
      .find(
        { $or: [{ state: 'in_progress' }, { tokensUntil: { $gt: new Date() } }] },
        { customerId: 1, state: 1, tokensUntil: 1 },
      )
      .lean();
    return {
      items: rows.map(({ customerId, state, tokensUntil }) => ({
        customerId,
        state,
        ...(tokensUntil ? { tokensUntil: tokensUntil.toISOString() } : {}),
      })),
    };
  }

  /** Newest first. */
  async list(customerId: string, { cursor, limit }: PageQuery, locale: Locale): Promise<ErasurePage> {
    const { items, nextCursor } = await pageById(this.erasures, { customerId }, { cursor, limit: pageSize(limit) });
    return { items: items.map((row) => viewOf(row, locale)), nextCursor };
  }

  /** Removes what has fallen due of everybody who asked: each day of each erasure is one saga, however often this runs. What another job has not removed by then is looked for again on the next. */
  async removeDue(): Promise<void> {
    const today = romeDate(this.clock.now());
    for (const { _id: erasureId, customerId } of await this.erasures
      .find({ state: 'completed', nextDueOn: { $lte: today } })
      .lean()) {
      const id = derivedId('ers', erasureId, today);
      await withContext({ correlationId: id, actor: systemActor('erasures'), locale: 'it' }, () =>
        this.again(id, { erasureId, customerId, again: true, reports: [] }),
      );
    }
    // The last email to whoever was erased, once it has had its time to go out.
    await this.emails.deleteMany({
      template: 'erased',
      createdAt: { $lte: new Date(this.clock.now().getTime() - LAST_EMAIL_MS) },
    });
  }

  private async again(id: string, data: Erasing): Promise<void> {
    try {
      await this.work.run(async (tx) => {
        await this.runner.begin(this.saga.definition, id, data, tx);
        this.runner.runAfterCommit(id, tx);
      });
    } catch (error) {
      // It is under way already.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  private async found(erasureId: string): Promise<ErasureRow> {
    return (await this.erasures.findById(erasureId).lean()) ?? Promise.reject(new NotFound('erasure'));
  }
}

function viewOf(
  {
    _id,
    customerId,
    state,
    requestedByKind,
    reason,
    requestedAt,
    completedAt,
    erased,
    kept,
    obstacles,
    nextDueOn,
  }: ErasureRow,
  locale: Locale,
): ErasureView {
  const why = kept.map(({ what, count, until }) => ({
    what,
    text: retention(what)[locale],
    basis: retention(what).basis,
    count,
    until,
  }));
  return {
    id: _id,
    customerId,
    state,
    requestedByKind,
    reason,
    requestedAt: requestedAt.toISOString(),
    completedAt: completedAt?.toISOString(),
    erased,
    kept: why,
    obstacles,
    nextDueOn,
  };
}
