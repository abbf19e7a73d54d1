import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { ErasureReport, KeptItem } from '#libs/api/kernel/personal-data.js';
import { retainedSince, retainedUntil } from '#libs/italy/retention.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import type { Account, BilledHolder } from '../accounts/account.schema.js';
import type { CallSettings, CallSettingsChangeRow } from '../call-limits/call-settings.schema.js';
import type { ChangeOrderRow } from '../changes/change-order.schema.js';
import type { Invoice } from '../invoices/invoice.schema.js';
import type { LedgerEntry } from '../ledger/entry.schema.js';
import type { BankClaim } from '../payments/bank-claim.schema.js';
import type { Refund } from '../refunds/refund.schema.js';
import type { Call } from '../traffic/traffic.schema.js';
import type { Booking } from '../transfers/bookings.rules.js';
import type { Unmatched } from '../transfers/transfer.schema.js';
import { heldBy } from './personal-data.service.js';

const NOBODY = '—';

/**
 * Removes what billing keeps of a customer once no law does. The ledger is never changed: with who held the account goes the
 * last that ties it to a person, save what a payer's bank said of a payment. Calls go by their own job, whoever made them (R28).
 */
@Injectable()
export class Eraser {
  constructor(
    @InjectModel('Account') private readonly accounts: Model<Account>,
    @InjectModel('Invoice') private readonly invoices: Model<Invoice>,
    @InjectModel('Refund') private readonly refunds: Model<Refund>,
    @InjectModel('ChangeOrder') private readonly changes: Model<ChangeOrderRow>,
    @InjectModel('CallSettings') private readonly settings: Model<CallSettings>,
    @InjectModel('CallSettingsChange') private readonly settingsChanges: Model<CallSettingsChangeRow>,
    @InjectModel('Call') private readonly calls: Model<Call>,
    @InjectModel('UnmatchedTransfer') private readonly transfers: Model<Unmatched>,
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @InjectModel('BankBooking') private readonly bookings: Model<Booking>,
    @InjectModel('BankClaim') private readonly claims: Model<BankClaim>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Again, it removes what has fallen due since. */
  erase(customerId: string): Promise<ErasureReport> {
    return this.work.run(async () => {
      const now = this.clock.now();
      const invoices = await this.invoices.deleteMany({
        customerId,
        issuedAt: { $lte: retainedSince('invoices', now) },
      });
      const quotes = await this.changes.deleteMany({ customerId, state: { $in: ['quoted', 'refused'] } });
      const limits =
        (await this.settings.deleteMany({ customerId })).deletedCount +
        (await this.settingsChanges.deleteMany({ customerId })).deletedCount;
      const unpaid = await this.accounts.deleteMany({ customerId, state: 'closed', entries: 0 });
      const accounting = await this.eraseAccounting(customerId, now);
      const erased = [
        { what: 'invoices', count: invoices.deletedCount },
        { what: 'quotes', count: quotes.deletedCount },
        { what: 'call_limits', count: limits },
        { what: 'lapsed_registrations', count: unpaid.deletedCount },
        { what: 'accounting', count: accounting },
      ];
      return { erased: erased.filter(({ count }) => count > 0), kept: await this.kept(customerId) };
    });
  }

  private async eraseAccounting(customerId: string, now: Date): Promise<number> {
    const due = retainedSince('accounting', now);
    let erased = 0;
    for (const account of await this.accounts
      .find({ ...heldBy(customerId), lastEntryAt: { $lte: due } })
      .lean<Account[]>()) {
      if (!isNamed(account, customerId)) continue;
      const formerHolders = account.formerHolders?.map((former) =>
        former.customerId === customerId ? { ...former, holder: unnamed(former.holder) } : former,
      );
      const holder = account.customerId === customerId ? unnamed(account.holder) : account.holder;
      await this.accounts.updateOne(
        { _id: account._id },
        {
          $set: { holder, ...(formerHolders ? { formerHolders } : {}) },
          $pull: { formerIdentities: { customerId } },
          $inc: { version: 1 },
        },
      );
      await this.erasePayers(account._id);
      erased++;
    }
    await this.refunds.updateMany(
      { customerId, state: 'executed', executedAt: { $lte: due } },
      { $set: { holderName: NOBODY, holderTaxCode: NOBODY }, $unset: { iban: 1, 'history.$[].details.iban': 1 } },
    );
    return erased;
  }

  /** Who paid, as statements told it, of all that was booked for a contract. */
  private async erasePayers(contractId: string): Promise<void> {
    const unnamedPayer = { $set: { text: NOBODY }, $unset: { debtorName: 1, debtorIban: 1 } };
    const booked = await this.entries
      .find({ contractId, cause: 'top_up' }, { key: 1, 'details.reference': 1 })
      .lean<Pick<LedgerEntry, 'key' | 'details'>[]>();
    const byHand = await this.claims
      .find({ key: { $in: booked.map(({ key }) => key) }, transfer: { $exists: true } }, { transfer: 1 })
      .lean<BankClaim[]>();
    const references = [
      ...booked.map(({ details }) => String(details.reference)),
      ...byHand.flatMap(({ transfer }) => transfer ?? []),
    ];
    await this.transfers.updateMany({ contractId }, unnamedPayer);
    await this.bookings.updateMany({ _id: { $in: references } }, unnamedPayer);
  }

  private async kept(customerId: string): Promise<KeptItem[]> {
    const invoices = await this.invoices.find({ customerId }, { issuedAt: 1 }).lean<Invoice[]>();
    const accounts = (await this.accounts.find(heldBy(customerId)).lean<Account[]>()).filter((account) =>
      isNamed(account, customerId),
    );
    const calls = {
      contractId: { $in: accounts.filter((account) => account.customerId === customerId).map(({ _id }) => _id) },
    };
    const first = await this.calls.findOne(calls, { startedAt: 1 }).sort({ startedAt: 1 }).lean<Call>();
    return [
      keptItem(
        'invoices',
        invoices.map(({ issuedAt }) => issuedAt),
      ),
      keptItem(
        'accounting',
        accounts.map(({ lastEntryAt, closedAt, openedAt }) => lastEntryAt ?? closedAt ?? openedAt),
      ),
      {
        ...keptItem('traffic', first ? [first.startedAt] : []),
        count: first ? await this.calls.countDocuments(calls) : 0,
      },
    ].filter(({ count }) => count > 0);
  }
}

const keptItem = (what: string, since: readonly Date[]): KeptItem => ({
  what,
  count: since.length,
  ...(since.length > 0 ? { until: since.map((at) => retainedUntil(what, at)).toSorted()[0]! } : {}),
});

const unnamed = ({ kind }: BilledHolder): BilledHolder => ({ kind, name: NOBODY, taxCode: NOBODY });

const isNamed = ({ customerId: current, holder, formerHolders = [] }: Account, customerId: string): boolean =>
  (current === customerId && holder.name !== NOBODY) ||
  formerHolders.some((former) => former.customerId === customerId && former.holder.name !== NOBODY);
