import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Logger } from 'pino';
import { OperatorIdentityMissing } from '#libs/api/errors/billing/documents.errors.js';
import { periodOf, periodsBetween, previousPeriod, romeDate, type Period } from '#libs/italy/rome-time.js';
import { Workers, type Worker } from '#libs/messaging/worker.js';
import { Clock } from '#libs/platform/clock.js';
import { LOGGER } from '#libs/platform/tokens.js';
import type { LedgerEntry } from '../../credit/ledger/entry.schema.js';
import type { InvoiceRun } from './invoice.schema.js';
import { EntryDocuments } from './entry-documents.service.js';
import { InvoicesConfig } from './invoices.config.js';
import { Invoicing } from './invoicing.service.js';
import { OperatorConfig } from '#libs/platform/operator.config.js';
import { operatorOf } from './operator.rules.js';

const EVERY_MS = 60_000;
const ENTRIES_EVERY_MS = 5_000;
/** A month with contracts that could not be invoiced is tried again after this. */
const REST_MS = 6 * 3_600_000;

/** Issues the invoices of every month that is over, in order, some days into the next one. */
@Injectable()
export class InvoiceSchedule implements OnApplicationBootstrap {
  private readonly months: Worker;
  private readonly topUps: Worker;
  private warned = false;

  constructor(
    @InjectModel('InvoiceRun') private readonly runs: Model<InvoiceRun>,
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @Inject(Invoicing) private readonly invoicing: Invoicing,
    @Inject(EntryDocuments) private readonly documents: EntryDocuments,
    @Inject(InvoicesConfig) private readonly config: InvoicesConfig,
    @Inject(OperatorConfig) private readonly operator: OperatorConfig,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Workers) workers: Workers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.months = workers.make({ name: 'invoices', everyMs: EVERY_MS, run: () => this.issueDue() });
    this.topUps = workers.make({ name: 'top-up-invoices', everyMs: ENTRIES_EVERY_MS, run: () => this.issueEntries() });
  }

  onApplicationBootstrap(): void {
    if (this.config.INVOICES_FROM_DAY === 0) return;
    this.months.start();
    this.topUps.start();
  }

  /** Top-ups are invoiced when they are booked, where they are (R24). */
  private async issueEntries(): Promise<void> {
    try {
      const issued = await this.documents.issuePending();
      if (issued > 0) this.logger.info({ issued }, 'top-ups invoiced');
    } catch (error) {
      // Told by the months.
      if (!(error instanceof OperatorIdentityMissing)) throw error;
    }
  }

  /** Issues every month that is due; one that cannot be is left for later. */
  async issueDue(): Promise<void> {
    try {
      operatorOf(this.operator);
      for (const period of await this.due()) {
        const { failures, ...report } = await this.invoicing.issue(period);
        this.logger.info({ ...report, failures: failures.length }, 'month invoiced');
        if (failures.length > 0) this.months.restFor(REST_MS);
      }
    } catch (error) {
      if (!(error instanceof OperatorIdentityMissing)) throw error;
      if (!this.warned)
        this.logger.warn(
          { missing: error.details?.missing },
          'no invoices are issued: the operator’s fiscal identity is not set',
        );
      this.warned = true;
    }
  }

  private async due(): Promise<Period[]> {
    const now = this.clock.now();
    const last = previousPeriod(periodOf(now));
    const first = await this.entries.findOne({}, { period: 1 }).sort({ period: 1 }).lean<Pick<LedgerEntry, 'period'>>();
    if (!first) return [];
    const complete = new Set(
      (await this.runs.find({ complete: true }, { _id: 1 }).lean<InvoiceRun[]>()).map(({ _id }) => _id),
    );
    const early = Number(romeDate(now).slice(8)) < this.config.INVOICES_FROM_DAY;
    return periodsBetween(first.period as Period, last).filter(
      (period) => !complete.has(period) && !(period === last && early),
    );
  }
}
