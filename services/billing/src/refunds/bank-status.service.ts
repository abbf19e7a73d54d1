import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { BankStatusRow } from '#libs/contracts/billing-refunds.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { Ledger } from '../ledger/ledger.service.js';
import { readBankStatus, type StatusReport } from './bank-status.js';
import type { Refund, RefundBatchRow } from './refund.schema.js';
import { effectOf, ofEndToEndId, type StatusEffect } from './refunds.rules.js';
import { Refunds } from './refunds.service.js';

/** A report about one transfer. */
type SingleReport = StatusReport & { readonly endToEndId: string };
const OUTCOMES: Record<StatusEffect, string> = { execute: 'executed', reject: 'rejected', return: 'returned', none: 'noted', already: 'already', conflict: 'conflict' };

/** What the bank did with the transfers: each report counts once, however often and in whatever order it comes. */
@Injectable()
export class BankStatusImport {
  constructor(
    @InjectModel('Refund') private readonly refunds: Model<Refund>,
    @InjectModel('RefundBatch') private readonly batches: Model<RefundBatchRow>,
    @Inject(Refunds) private readonly lifecycle: Refunds,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Takes a pain.002 or CSV file. Each report is a transaction of its own: a file interrupted midway is loaded again.
   * @throws UnreadableBankFile; then nothing was taken.
   */
  async load(content: string, progress: (done: number, of: number) => void = () => undefined): Promise<BankStatusRow[]> {
    const reports = await this.single(readBankStatus(content));
    const rows: BankStatusRow[] = [];
    for (const report of reports) {
      rows.push(await this.apply(report));
      progress(rows.length, reports.length);
    }
    return rows;
  }

  /** Reports about a whole file of ours become one for each of its transfers that is not told of by itself. */
  private async single(reports: readonly StatusReport[]): Promise<SingleReport[]> {
    const told = reports.filter((report): report is SingleReport => report.endToEndId !== undefined);
    const named = new Set(told.map(({ endToEndId }) => endToEndId));
    for (const { messageId, status, reason } of reports.filter(({ endToEndId }) => endToEndId === undefined)) {
      const batch = await this.batches.findOne({ _id: `bat_${messageId!.toLowerCase()}` }, { _id: 1 }).lean<RefundBatchRow>();
      const refunds = batch ? await this.refunds.find({ batchId: batch._id }).lean<Refund[]>() : [];
      for (const { endToEndId } of refunds) {
        if (endToEndId && !named.has(endToEndId)) told.push({ endToEndId, status, ...(reason ? { reason } : {}) });
        named.add(endToEndId!);
      }
    }
    return told;
  }

  private async apply(report: SingleReport): Promise<BankStatusRow> {
    const { endToEndId, reason } = report;
    const of = ofEndToEndId(endToEndId);
    const about = { endToEndId, ...(reason ? { reason } : {}) };
    if (!of) return { ...about, outcome: 'unknown' };
    return this.work.run(async (tx) => {
      const refund = await this.refunds.findById(of.refundId).lean<Refund>();
      if (!refund) return { ...about, outcome: 'unknown' };
      const effect = effectOf(refund, of.issue, report.status);
      await this.carryOut(tx, refund, effect, report);
      return { ...about, refundId: refund._id, outcome: OUTCOMES[effect] };
    });
  }

  private async carryOut(tx: Tx, refund: Refund, effect: StatusEffect, { endToEndId, reason }: SingleReport): Promise<void> {
    const details = { endToEndId, ...(reason ? { reason } : {}) };
    if (effect === 'execute') {
      await this.pay(tx, refund, endToEndId, 'refund_paid');
      await this.lifecycle.change(tx, refund, { state: 'executed', executedAt: this.clock.now() }, 'executed', details);
    }
    if (effect === 'return') await this.pay(tx, refund, endToEndId, 'refund_returned');
    if (effect === 'reject' || effect === 'return') await this.lifecycle.change(tx, refund, { state: 'rejected', rejectionReason: reason ?? 'unspecified' }, 'rejected', details);
  }

  /** Money leaves the bank for good, or comes back to be owed again; the ledger refuses the second of either. */
  private async pay(tx: Tx, { contractId, amountCents }: Refund, endToEndId: string, cause: 'refund_paid' | 'refund_returned'): Promise<void> {
    const sign = cause === 'refund_paid' ? 1 : -1;
    await this.ledger.post(tx, {
      key: `${cause}:${endToEndId}`, contractId, cause, details: { reference: endToEndId },
      postings: [{ account: 'refunds_payable', amountCents: -sign * amountCents }, { account: 'bank', amountCents: sign * amountCents }],
    });
  }
}
