import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { servicesChanged } from '#libs/api/billing/changes.js';
import { debtReminder } from '#libs/api/billing/debts.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { servicesMessage } from '../../account/services-message.text.js';
import { VatBasis } from '../../credit/ledger/vat-basis.service.js';
import { PaymentWays } from '../../credit/payment-ways/payment-ways.service.js';
import { debtCaseId, type DebtCase } from './debt-case.schema.js';
import { DebtsConfig } from './debts.config.js';
import { daysBefore, daysSince, remindersAt } from './debts.rules.js';
import { AccountBook } from '../../credit/ledger/account-book.store.js';

/** Reminds customers of their debts, and suspends outgoing calls where that is configured. Each step is taken once per debt. */
@Injectable()
export class DebtFollowUp {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(AccountBook) private readonly book: AccountBook,
    @InjectModel('DebtCase') private readonly cases: Model<DebtCase>,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(PaymentWays) private readonly ways: PaymentWays,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(DebtsConfig) private readonly config: DebtsConfig,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Goes through all debts that are old enough for anything; a missed day is made up for by the next. */
  async run(): Promise<void> {
    const { reminderDays, DEBT_SUSPEND_DAYS: suspendDays } = this.config;
    const youngest = Math.min(...reminderDays, ...(suspendDays > 0 ? [suspendDays] : []));
    const now = this.clock.now();
    const debts = this.accounts
      .find({ debtSince: { $exists: true, $lte: daysBefore(now, youngest) } }, { _id: 1, debtSince: 1, suspendedAt: 1 })
      .lean<Account>()
      .cursor({ batchSize: 500 });
    for await (const { _id, debtSince, suspendedAt } of debts) {
      const reminded = await this.cases.findById(debtCaseId(_id, debtSince!)).lean<DebtCase>();
      const due = remindersAt(daysSince(debtSince!, now), reminderDays);
      const suspend = suspendDays > 0 && !suspendedAt && daysSince(debtSince!, now) >= suspendDays;
      if ((reminded?.reminders ?? 0) < due || suspend) await this.work.run((tx) => this.follow(tx, _id, now));
    }
  }

  /** Looks again inside the transaction: the debt may have been paid meanwhile. */
  private async follow(tx: Tx, contractId: string, now: Date): Promise<void> {
    const found = await this.accounts.findById(contractId).lean<Account>();
    if (!found?.debtSince) return;
    const account = await this.basis.asConverted(found, now);
    const days = daysSince(found.debtSince, now);
    await this.remind(tx, account, found.debtSince, days);
    const { DEBT_SUSPEND_DAYS: suspendDays } = this.config;
    if (suspendDays === 0 || days < suspendDays || account.suspendedAt || account.state !== 'active') return;
    const suspended = await this.book.suspended(account, now);
    tx.emit(servicesChanged, contractId, servicesMessage({ ...account, ...suspended }, 'suspension', now));
  }

  private async remind(tx: Tx, account: Account, since: Date, days: number): Promise<void> {
    const { _id: contractId, customerId, balanceCents, paymentReference } = account;
    const reminder = remindersAt(days, this.config.reminderDays);
    const _id = debtCaseId(contractId, since);
    const known = await this.cases.findById(_id).lean<DebtCase>();
    if ((known?.reminders ?? 0) >= reminder) return;
    if (known) await this.cases.updateOne({ _id, reminders: known.reminders }, { $set: { reminders: reminder } });
    else await this.cases.create([{ _id, reminders: reminder }]);
    const debtCents = this.basis.toPay(-balanceCents, account, this.clock.now());
    tx.emit(debtReminder, contractId, {
      contractId,
      customerId,
      debtCents,
      paymentReference,
      payBy: this.ways.forDue(debtCents, paymentReference),
      since: since.toISOString(),
      days,
      reminder,
    });
  }
}
