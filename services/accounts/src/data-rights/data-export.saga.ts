import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { SERVICES, type ServiceName } from '#libs/api/kernel/definition.js';
import { PERSONAL_DATA_READS } from '#libs/api/kernel/personal-data.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import type { SagaDefinition } from '#libs/messaging/saga.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import type { SagaRow } from '#libs/messaging/saga.schema.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { CustomerEmails } from '../mail/customer-emails.service.js';
import { packArchive, type ArchivePart, type Packed } from './archive.format.js';
import type { DataExport, ExportPart, ExportPiece } from './data-export.schema.js';
import { DataRightsConfig } from './data-rights.config.js';
import { DATA_RIGHTS_EMAILS } from './data-rights.templates.js';

const DAY_MS = 86_400_000;

/** What an export knows. Its id is the export's. */
export interface Exporting {
  readonly customerId: string;
  readonly requestedAt: string;
  readonly packed?: Packed;
}
type Saga = SagaRow<Exporting>;

/**
 * Collects what every service keeps about a customer, a page at a time, and packs it. Every page that came is stored, so
 * that a process that dies goes on where it was; run beside another it stores the same.
 */
@Injectable()
export class DataExportSaga {
  readonly definition: SagaDefinition<Exporting> = {
    kind: 'data_export',
    steps: [
      ...SERVICES.map((service) => ({ name: `collect ${service}`, run: (saga: Saga) => this.collect(saga, service) })),
      { name: 'pack', run: async ({ _id, data }) => ({ packed: await this.pack(_id, new Date(data.requestedAt)) }) },
    ],
    complete: (saga, tx) => this.complete(saga, tx),
  };

  constructor(
    @InjectModel('DataExport') private readonly exports: Model<DataExport>,
    @InjectModel('ExportPart') private readonly parts: Model<ExportPart>,
    @InjectModel('ExportPiece') private readonly pieces: Model<ExportPiece>,
    @Inject(RpcClient) private readonly rpc: RpcClient,
    @Inject(CustomerEmails) private readonly emails: CustomerEmails,
    @Inject(DataRightsConfig) private readonly config: DataRightsConfig,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SagaRunner) runner: SagaRunner,
  ) {
    runner.register(this.definition);
  }

  private async collect({ _id: exportId, data: { customerId } }: Saga, service: ServiceName): Promise<void> {
    const last = await this.parts.findOne({ exportId, service }, { content: 0 }).sort({ seq: -1 }).lean();
    if (last && !last.nextCursor) return;
    let seq = last ? last.seq + 1 : 0;
    for (let cursor = last?.nextCursor; ; seq++) {
      const page = await this.rpc.call(PERSONAL_DATA_READS[service], { customerId, ...(cursor ? { cursor } : {}) });
      cursor = page.nextCursor;
      if (page.part)
        await this.parts.updateOne(
          { _id: `${exportId}:${service}:${seq}` },
          { $setOnInsert: { exportId, service, seq, ...page.part, nextCursor: cursor } },
          { upsert: true },
        );
      if (!cursor) return;
    }
  }

  private pack(exportId: string, at: Date): Promise<Packed> {
    return packArchive(
      this.inOrder(exportId),
      at,
      async (index, bytes) =>
        void (await this.pieces.updateOne(
          { _id: `${exportId}:${index}` },
          { $set: { exportId, bytes } },
          { upsert: true },
        )),
    );
  }

  private async *inOrder(exportId: string): AsyncGenerator<ArchivePart> {
    for (const service of SERVICES) {
      const parts = this.parts.find({ exportId, service }).sort({ seq: 1 }).lean().cursor({ batchSize: 1 });
      for await (const { name, kind, content } of parts) yield { name: `${service}/${name}`, kind, content };
    }
  }

  private async complete({ _id, data: { customerId, packed } }: Saga, tx: Tx): Promise<void> {
    // Its customer was erased meanwhile: nothing of it stays behind.
    if (!(await this.exports.exists({ _id }))) return this.forget(_id);
    const readyAt = this.clock.now();
    const expiresAt = new Date(readyAt.getTime() + this.config.DATA_EXPORT_DAYS * DAY_MS);
    await this.exports.updateOne(
      { _id, state: 'preparing' },
      { $set: { state: 'ready', readyAt, expiresAt, ...packed! } },
    );
    await this.parts.deleteMany({ exportId: _id });
    await this.emails.send(DATA_RIGHTS_EMAILS.dataExportReady, _id, customerId, tx, { expiresAt });
  }

  private async forget(exportId: string): Promise<void> {
    await this.parts.deleteMany({ exportId });
    await this.pieces.deleteMany({ exportId });
  }
}
