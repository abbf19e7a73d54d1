import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { refundQuestioned, type BankStatusRow } from '#libs/api/billing/refunds.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { Ledger } from '../credit/ledger/ledger.service.js';
import { readBankStatus, type StatusReport } from './bank-status.format.js';
import type { Refund, RefundBatchRow } from './refund.schema.js';
import { effectOf, ofEndToEndId, type BankStatus, type StatusEffect } from './refunds.rules.js';
import { Refunds } from './refunds.service.js';

/** A report about one transfer. */
interface SingleReport {
  readonly endToEndId: string;
  readonly status: BankStatus;
  readonly code?: string;
  readonly reason?: string;
}
const OUTCOMES: Record<StatusEffect, string> = {
  execute: 'executed',
  reject: 'rejected',
  return: 'returned',
  note: 'noted',
  none: 'noted',
  already: 'already',
  conflict: 'conflict',
};
const NOT_FOR_ALL =
  'the file says of all its transfers that they were executed, and of some that nobody can tell something else: nothing was taken for executed';

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
   * Takes a pain.002 or CSV file. Each report is a transaction of its own: a file interrupted midway is loaded again, and a row
   * that cannot be taken is told with its problem. @throws UnreadableBankFile; then nothing was taken.
   */
  async load(
    content: string,
    progress: (done: number, of: number) => void = () => undefined,
  ): Promise<BankStatusRow[]> {
    const reports = readBankStatus(content);
    const { single, problems } = await this.single(reports);
    const rows: BankStatusRow[] = [];
    for (const report of single) {
      rows.push(await this.apply(report));
      progress(rows.length, single.length);
    }
    return [...rows, ...problems];
  }

  /**
   * A transfer of ours came back, by a statement: its refund is owed again, once, whether a status file says so too or not.
   * `unknown`: no refund of ours; `conflict`: it was never given to the bank.
   */
  returned({ endToEndId, reason }: { readonly endToEndId: string; readonly reason?: string }): Promise<BankStatusRow> {
    return this.apply({ endToEndId, status: 'returned', ...(reason ? { reason } : {}) });
  }

  /** Reports about a whole file of ours become one for each of its transfers that is not told of by itself. */
  private async single(
    reports: readonly StatusReport[],
  ): Promise<{ single: SingleReport[]; problems: BankStatusRow[] }> {
    const problems = reports.filter(({ problem }) => problem !== undefined).map(problemRow);
    const single = reports.flatMap(({ endToEndId, status, code, reason }) =>
      endToEndId && status ? [{ endToEndId, status, code, reason }] : [],
    );
    const named = new Set(reports.flatMap(({ endToEndId }) => endToEndId ?? []));
    const isUnclear = reports.some(
      ({ endToEndId, messageId }) => messageId === undefined && ofEndToEndId(endToEndId ?? '') === undefined,
    );
    for (const report of reports) {
      const { messageId, status, code, reason } = report;
      if (!messageId || !status) continue;
      // Of which of them something else is said, nobody knows.
      if (isUnclear && status === 'executed') problems.push(problemRow({ ...report, problem: NOT_FOR_ALL }));
      else
        for (const endToEndId of await this.transfersOf(messageId)) {
          if (!named.has(endToEndId)) single.push({ endToEndId, status, code, reason });
          named.add(endToEndId);
        }
    }
    return { single, problems };
  }

  private async transfersOf(messageId: string): Promise<string[]> {
    const batch = await this.batches
      .findOne({ _id: `bat_${messageId.toLowerCase()}` }, { _id: 1 })
      .lean<RefundBatchRow>();
    const refunds = batch ? await this.refunds.find({ batchId: batch._id }).lean<Refund[]>() : [];
    return refunds.flatMap(({ endToEndId }) => endToEndId ?? []);
  }

  private async apply(report: SingleReport): Promise<BankStatusRow> {
    const { endToEndId, code, reason } = report;
    const of = ofEndToEndId(endToEndId);
    const about = { endToEndId, ...(code ? { code } : {}), ...(reason ? { reason } : {}) };
    if (!of) return { ...about, outcome: 'unknown' };
    return this.work.run(async (tx) => {
      const refund = await this.refunds.findById(of.refundId).lean<Refund>();
      if (!refund) return { ...about, outcome: 'unknown' };
      const effect = effectOf(refund, of.issue, report.status);
      await this.carryOut(tx, refund, effect, report, of.issue);
      return { ...about, refundId: refund._id, outcome: OUTCOMES[effect] };
    });
  }

  private async carryOut(
    tx: Tx,
    refund: Refund,
    effect: StatusEffect,
    report: SingleReport,
    issue: number,
  ): Promise<void> {
    const { endToEndId, reason, code, status } = report;
    const details = { endToEndId, ...(code ? { code } : {}), ...(reason ? { reason } : {}) };
    const returned =
      status === 'returned' && !refund.returned?.includes(issue)
        ? { returned: [...(refund.returned ?? []), issue] }
        : {};
    if (effect === 'execute') {
      await this.pay(tx, refund, endToEndId, 'refund_paid');
      const executed = { executedAt: this.clock.now() };
      await this.lifecycle.move(tx, refund, ['execute', 'bank'], executed, 'executed', details);
    }
    if (effect === 'return') await this.pay(tx, refund, endToEndId, 'refund_returned');
    if (effect === 'reject' || effect === 'return')
      await this.lifecycle.move(
        tx,
        refund,
        [effect, 'bank'],
        { rejectionReason: reason ?? 'unspecified', ...returned },
        status === 'returned' ? 'came-back' : 'rejected',
        details,
      );
    if (effect === 'already' && returned.returned)
      await this.lifecycle.change(tx, refund, returned, 'came-back', details);
    if (effect === 'note' && code) await this.note(tx, refund, { ...report, code });
  }

  /** A step on the way, or a doubt of the bank's that staff are shown: kept once for each code. */
  private async note(
    tx: Tx,
    refund: Refund,
    { endToEndId, status, code, reason }: SingleReport & { readonly code: string },
  ): Promise<void> {
    if (
      refund.history.some(
        ({ what, details }) => what === 'noted' && details?.endToEndId === endToEndId && details.code === code,
      )
    )
      return;
    const at = this.clock.now();
    const question = status === 'questioned' ? { question: { issue: refund.issue, code, at } } : {};
    await this.lifecycle.change(tx, refund, { bankStatus: code, ...question }, 'noted', {
      endToEndId,
      code,
      ...(reason ? { reason } : {}),
    });
    const { _id: refundId, contractId, customerId } = refund;
    if (question.question)
      tx.emit(refundQuestioned, refundId, {
        refundId,
        contractId,
        customerId,
        endToEndId,
        code,
        ...(reason ? { reason } : {}),
        at: at.toISOString(),
      });
  }

  /** Money leaves the bank for good, or comes back to be owed again; the ledger refuses the second of either. */
  private async pay(
    tx: Tx,
    { contractId, amountCents }: Refund,
    endToEndId: string,
    cause: 'refund_paid' | 'refund_returned',
  ): Promise<void> {
    const sign = cause === 'refund_paid' ? 1 : -1;
    await this.ledger.post(tx, {
      key: `${cause}:${endToEndId}`,
      contractId,
      cause,
      details: { reference: endToEndId },
      postings: [
        { account: 'refunds_payable', amountCents: -sign * amountCents },
        { account: 'bank', amountCents: sign * amountCents },
      ],
    });
  }
}

const problemRow = ({ endToEndId, messageId, code, reason, problem }: StatusReport): BankStatusRow => ({
  ...(endToEndId ? { endToEndId } : {}),
  ...(messageId ? { messageId } : {}),
  outcome: 'unknown',
  ...(code ? { code } : {}),
  ...(reason ? { reason } : {}),
  ...(problem ? { problem } : {}),
});
