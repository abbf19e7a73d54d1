import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { NothingToExport, OperatorIbanMissing } from '#libs/api/errors/billing/refunds.errors.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { parseIban } from '#libs/italy/iban.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { cents, sum } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { derivedId, newId } from '#libs/platform/ids.js';
import { byIds, isDuplicateKey } from '#libs/platform/mongo.js';
import type { Refund, RefundBatchRow } from './refund.schema.js';
import { OperatorConfig } from '#libs/platform/operator.config.js';
import { RefundsConfig } from '../config/refunds.config.js';
import { endToEndId } from './refunds.rules.js';
import { Refunds } from './refunds.service.js';
import { provenCbiRequest } from './cbi.format.js';
import { assertPain001, pain001, type TransferBatch } from './sepa.format.js';

/** Files of refunds for the bank: made once, kept, handed out again as they were. */
@Injectable()
export class RefundBatches {
  constructor(
    @InjectModel('Refund') private readonly refunds: Model<Refund>,
    @InjectModel('RefundBatch') private readonly batches: Model<RefundBatchRow>,
    @Inject(Refunds) private readonly lifecycle: Refunds,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(RefundsConfig) private readonly config: RefundsConfig,
    @Inject(OperatorConfig) private readonly operator: OperatorConfig,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Puts every approved refund into one file in the bank's dialect, proven against its schema before any of them counts as
   * exported. Two exports at once: one takes them, the other finds nothing or runs again on what is left. The same
   * idempotency key gives the same file.
   * @throws NothingToExport, OperatorIbanMissing
   */
  async export({ idempotencyKey, actor }: RequestContext): Promise<RefundBatchRow> {
    const _id = idempotencyKey ? derivedId('bat', 'export', actor.id, idempotencyKey) : newId('bat');
    for (;;) {
      const made = idempotencyKey ? await this.batches.findById(_id).lean<RefundBatchRow>() : null;
      if (made) return made;
      const chosen = await this.refunds
        .find({ state: 'approved' })
        .sort({ _id: 1 })
        .limit(this.config.REFUND_BATCH_MAX)
        .lean<Refund[]>();
      if (chosen.length === 0) throw new NothingToExport();
      const batch = await this.batchOf(_id, chosen);
      if (await this.claim(chosen, batch)) return batch;
    }
  }

  /** @throws NotFound */
  async get(batchId: string): Promise<RefundBatchRow> {
    const batch = await this.batches.findById(batchId).lean<RefundBatchRow>();
    if (!batch) throw new NotFound('batch');
    return batch;
  }

  private async batchOf(_id: string, refunds: readonly Refund[]): Promise<RefundBatchRow> {
    const { OPERATOR_NAME: name, OPERATOR_IBAN: iban, OPERATOR_BIC: bic } = this.operator;
    if (!iban) throw new OperatorIbanMissing();
    const messageId = _id.slice(4).toUpperCase();
    const createdAt = this.clock.now();
    const transfers = refunds.map((refund) => ({
      endToEndId: endToEndId(refund),
      amountCents: refund.amountCents,
      name: refund.holderName,
      taxCode: refund.holderTaxCode,
      iban: refund.iban!,
      text: `Rimborso credito residuo ${refund.contractNumber}`,
    }));
    const xml = await this.provenFile({
      messageId,
      createdAt,
      executionDate: romeDate(createdAt),
      debtor: { name, iban: parseIban(iban), ...(bic ? { bic } : {}) },
      transfers,
    });
    return {
      _id,
      messageId,
      createdAt,
      createdBy: currentContext().actor.id,
      transfers: refunds.length,
      totalCents: sum(refunds.map(({ amountCents }) => cents(amountCents))),
      xml,
    };
  }

  /** The file, proven. */
  private async provenFile(batch: TransferBatch): Promise<string> {
    const { PAYMENT_DIALECT, CBI_CUC, CBI_VERSION } = this.config;
    if (PAYMENT_DIALECT === 'cbi') return provenCbiRequest(batch, CBI_CUC!, CBI_VERSION);
    const xml = pain001(batch);
    await assertPain001(xml);
    return xml;
  }

  /** All of them or none: a refund that moved since it was read makes the file worthless, and it is thrown away. */
  private async claim(chosen: readonly Refund[], batch: RefundBatchRow): Promise<boolean> {
    const steps = chosen.map((refund) => ({
      refund,
      move: ['export', 'staff'] as const,
      change: { endToEndId: endToEndId(refund), batchId: batch._id },
      details: { batchId: batch._id, endToEndId: endToEndId(refund) },
    }));
    try {
      await this.work.run(async (tx) => {
        const now = await byIds(
          chosen.map(({ _id }) => _id),
          (some) => this.refunds.find({ _id: { $in: some } }, { version: 1 }).lean<Refund[]>(),
        );
        const versions = new Map(now.map(({ _id, version }) => [_id, version]));
        if (chosen.some(({ _id, version }) => versions.get(_id) !== version)) throw new ChosenMoved();
        await this.batches.create([batch]);
        await this.lifecycle.changeAll(tx, steps, 'exported');
      });
      return true;
    } catch (error) {
      if (error instanceof ChosenMoved || isDuplicateKey(error)) return false;
      throw error;
    }
  }
}

/** The file no longer says what is to be paid. */
class ChosenMoved extends Error {}
