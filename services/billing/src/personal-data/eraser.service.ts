import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { ErasureReport, KeptItem } from '#libs/api/kernel/personal-data.js';
import { retainedSince } from '#libs/italy/retention.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import type { CallSettings, CallSettingsChangeRow } from '../calls/limits/call-settings.schema.js';
import type { ChangeOrderRow } from '../contract/changes/change-order.schema.js';
import type { Invoice } from '../documents/invoices/invoice.schema.js';
import type { SdiMessage } from '../documents/sdi/sdi-message.schema.js';
import type { Call } from '../calls/traffic/traffic.schema.js';
import { AccountingEraser } from './accounting-eraser.service.js';
import { BankPapers } from './bank-papers.service.js';
import { spansOf, within } from './holdings.rules.js';
import { keptItem } from './nobody.rules.js';
import { AccountBook } from '../credit/ledger/account-book.store.js';

/** Removes what billing keeps of a customer once no law does. Calls go by their own job, whoever made them (R28). */
@Injectable()
export class Eraser {
  constructor(
    @Inject(AccountBook) private readonly book: AccountBook,
    @InjectModel('Invoice') private readonly invoices: Model<Invoice>,
    @InjectModel('SdiMessage') private readonly messages: Model<SdiMessage>,
    @InjectModel('ChangeOrder') private readonly changes: Model<ChangeOrderRow>,
    @InjectModel('CallSettings') private readonly settings: Model<CallSettings>,
    @InjectModel('CallSettingsChange') private readonly settingsChanges: Model<CallSettingsChangeRow>,
    @InjectModel('Call') private readonly calls: Model<Call>,
    @Inject(AccountingEraser) private readonly accounting: AccountingEraser,
    @Inject(BankPapers) private readonly papers: BankPapers,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Again, it removes what has fallen due since. */
  erase(customerId: string): Promise<ErasureReport> {
    return this.work.run(async () => {
      const now = this.clock.now();
      const quotes = await this.changes.deleteMany({ customerId, state: { $in: ['quoted', 'refused'] } });
      const limits =
        (await this.settings.deleteMany({ customerId })).deletedCount +
        (await this.settingsChanges.deleteMany({ customerId })).deletedCount;
      const unpaid = await this.book.forgotten(customerId);
      const erased = [
        { what: 'invoices', count: await this.eraseInvoices(customerId, now) },
        { what: 'quotes', count: quotes.deletedCount },
        { what: 'call_limits', count: limits },
        { what: 'lapsed_registrations', count: unpaid },
        { what: 'bank_papers', count: await this.papers.eraseFilesOf(customerId, now) },
        { what: 'accounting', count: await this.accounting.erase(customerId, now) },
      ];
      return { erased: erased.filter(({ count }) => count > 0), kept: await this.kept(customerId) };
    });
  }

  /** With what SdI said of them. */
  private async eraseInvoices(customerId: string, now: Date): Promise<number> {
    const due = { customerId, issuedAt: { $lte: retainedSince('invoices', now) } };
    const ids = (await this.invoices.find(due, { _id: 1 }).lean()).map(({ _id }) => _id);
    await this.messages.deleteMany({ invoiceId: { $in: ids } });
    return (await this.invoices.deleteMany(due)).deletedCount;
  }

  private async kept(customerId: string): Promise<KeptItem[]> {
    const invoices = await this.invoices.find({ customerId }, { issuedAt: 1 }).lean<Invoice[]>();
    const calls = within('startedAt', spansOf(await this.accounting.naming(customerId), customerId));
    const first = await this.calls.findOne(calls, { startedAt: 1 }).sort({ startedAt: 1 }).lean<Call>();
    return [
      keptItem(
        'invoices',
        invoices.map(({ issuedAt }) => issuedAt),
      ),
      await this.accounting.kept(customerId),
      await this.papers.kept(customerId),
      {
        ...keptItem('traffic', first ? [first.startedAt] : []),
        count: first ? await this.calls.countDocuments(calls) : 0,
      },
    ].filter(({ count }) => count > 0);
  }
}
