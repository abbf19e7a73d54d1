import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { ExportExpired, ExportNotReady, TooManyExports } from '#libs/api/errors/accounts/data-rights.errors.js';
import { ErasureUnderWay } from '#libs/api/errors/accounts/data-rights.errors.js';
import type {
  DataExportPage,
  DataExportPiece,
  DataExportView,
  ReadDataExport,
} from '#libs/api/accounts/data-rights.js';
import { isStaff, type Actor, type RequestContext } from '#libs/api/kernel/actor.js';
import { Forbidden, NotFound } from '#libs/api/kernel/domain-error.js';
import type { PageQuery } from '#libs/api/kernel/shared.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { newId } from '#libs/platform/ids.js';
import { pageById, pageSize } from '#libs/platform/page.js';
import type { Customer } from '../users/user.schema.js';
import { DataExportSaga } from './data-export.saga.js';
import type { DataExport, ExportPart, ExportPiece } from './data-export.schema.js';

/** Copies that may lie ready for one customer at a time. */
const MOST_READY = 3;

/** Asking for a copy of one's data, following it and fetching it (R29). */
@Injectable()
export class DataExports {
  constructor(
    @InjectModel('DataExport') private readonly exports: Model<DataExport>,
    @InjectModel('ExportPart') private readonly parts: Model<ExportPart>,
    @InjectModel('ExportPiece') private readonly pieces: Model<ExportPiece>,
    @InjectModel('Customer') private readonly customers: Model<Customer>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SagaRunner) private readonly runner: SagaRunner,
    @Inject(DataExportSaga) private readonly saga: DataExportSaga,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @returns the one that is being prepared, if there is one. @throws Forbidden, NotFound, ErasureUnderWay, TooManyExports */
  async request(customerId: string | undefined, context: RequestContext, reason?: string): Promise<DataExportView> {
    if (!customerId) throw new Forbidden();
    const id = await this.work.once(context, { customerId, reason }, (tx) =>
      this.begin(tx, customerId, context.actor, reason),
    );
    return viewOf(await this.found(id));
  }

  private async begin(tx: Tx, customerId: string, actor: Actor, reason?: string): Promise<string> {
    const now = this.clock.now();
    // Written so that two requests at once are counted one after the other.
    const { matchedCount } = await this.customers.updateOne(
      { _id: customerId, erasureId: null },
      { $set: { lastExportAt: now } },
    );
    if (matchedCount === 0)
      throw (await this.customers.exists({ _id: customerId })) ? new ErasureUnderWay() : new NotFound('customer');
    const underWay = await this.exports.findOne({ customerId, state: 'preparing' }).lean();
    if (underWay) return underWay._id;
    if ((await this.exports.countDocuments({ customerId, state: 'ready' })) >= MOST_READY)
      throw new TooManyExports(MOST_READY);
    const _id = newId('exp');
    await this.exports.create([
      {
        _id,
        customerId,
        state: 'preparing',
        requestedAt: now,
        requestedBy: actor.id,
        requestedByKind: actor.kind === 'customer' ? 'customer' : 'staff',
        ...(reason ? { reason } : {}),
      },
    ]);
    await this.runner.begin(this.saga.definition, _id, { customerId, requestedAt: now.toISOString() }, tx);
    this.runner.runAfterCommit(_id, tx);
    return _id;
  }

  /** Newest first. @throws Forbidden */
  async list(customerId: string | undefined, { cursor, limit }: PageQuery): Promise<DataExportPage> {
    if (!customerId) throw new Forbidden();
    const { items, nextCursor } = await pageById(this.exports, { customerId }, { cursor, limit: pageSize(limit) });
    return { items: items.map(viewOf), nextCursor };
  }

  /** @throws NotFound */
  async get(exportId: string, actor: Actor): Promise<DataExportView> {
    return viewOf(await this.found(exportId, actor));
  }

  /** A piece of the archive, for its customer alone: staff ask for it and do not read it. @throws NotFound, ExportNotReady, ExportExpired */
  async read({ exportId, index }: ReadDataExport, actor: Actor): Promise<DataExportPiece> {
    const { customerId, state, expiresAt, pieces = 0 } = await this.found(exportId, actor);
    if (customerId !== actor.customerId) throw new NotFound('export');
    if (state === 'preparing') throw new ExportNotReady();
    if (state === 'expired' || expiresAt! <= this.clock.now()) throw new ExportExpired();
    const piece = await this.pieces.findById(`${exportId}:${index}`).orFail(() => new NotFound('piece'));
    return { content: Buffer.from(piece.bytes).toString('base64'), more: index + 1 < pieces };
  }

  /** Removes archives whose time is over. */
  async expire(): Promise<void> {
    for (const { _id } of await this.exports
      .find({ state: 'ready', expiresAt: { $lte: this.clock.now() } }, { _id: 1 })
      .lean()) {
      await this.work.run(async () => {
        await this.exports.updateOne({ _id }, { $set: { state: 'expired' } });
        await this.pieces.deleteMany({ exportId: _id });
      });
    }
  }

  /** Removes all of a customer's, in the caller's transaction. @returns how many */
  async forget(customerId: string): Promise<number> {
    const ids = (await this.exports.find({ customerId }, { _id: 1 }).lean()).map(({ _id }) => _id);
    await this.pieces.deleteMany({ exportId: { $in: ids } });
    await this.parts.deleteMany({ exportId: { $in: ids } });
    await this.exports.deleteMany({ _id: { $in: ids } });
    return ids.length;
  }

  private async found(exportId: string, actor?: Actor): Promise<DataExport> {
    const row = await this.exports.findById(exportId).lean();
    if (!row || (actor && !isStaff(actor) && row.customerId !== actor.customerId)) throw new NotFound('export');
    return row;
  }
}

const viewOf = ({
  _id,
  customerId,
  state,
  requestedByKind,
  reason,
  requestedAt,
  readyAt,
  expiresAt,
  bytes,
  sha256,
}: DataExport): DataExportView => ({
  id: _id,
  customerId,
  state,
  requestedByKind,
  reason,
  requestedAt: requestedAt.toISOString(),
  readyAt: readyAt?.toISOString(),
  expiresAt: expiresAt?.toISOString(),
  bytes,
  sha256,
});
