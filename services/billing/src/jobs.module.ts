import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AnnouncementSchedule } from './monthly/announcements/announcement.worker.js';
import { AnnouncementsModule } from './monthly/announcements/announcements.module.js';
import { DebtSchedule } from './monthly/debts/debt.worker.js';
import { DebtsModule } from './monthly/debts/debts.module.js';
import { InvoiceSchedule } from './documents/invoices/invoice.worker.js';
import { SdiModule } from './documents/sdi/sdi.module.js';
import { SdiSchedule } from './documents/sdi/sdi.worker.js';
import { BankPapersModule } from './personal-data/bank-papers.module.js';
import { BankPapersSchedule } from './personal-data/bank-papers.worker.js';
import { HandBookingSchedule } from './bank/payments/hand-booking.worker.js';
import { PaymentsModule } from './bank/payments/payments.module.js';
import { LapsedCreditSchedule } from './monthly/lapsed-credit/lapsed-credit.worker.js';
import { LapsedCreditModule } from './monthly/lapsed-credit/lapsed-credit.module.js';
import { RenewalSchedule } from './monthly/renewals/renewal.worker.js';
import { RenewalsModule } from './monthly/renewals/renewals.module.js';
import { PendingSchedule } from './contract/subscriptions/pending.worker.js';
import { SubscriptionsModule } from './contract/subscriptions/subscriptions.module.js';
import { TrafficSchedule } from './calls/traffic/traffic.worker.js';
import { TrafficModule } from './calls/traffic/traffic.module.js';
import { RetentionSchedule } from './calls/retention/retention.worker.js';
import { TrafficRetentionModule } from './calls/retention/traffic-retention.module.js';

/** What billing does by itself on a schedule, apart from the service that answers (R20). */
@Module({
  imports: [
    ScheduleModule.forRoot(),
    AnnouncementsModule,
    BankPapersModule,
    DebtsModule,
    SdiModule,
    LapsedCreditModule,
    PaymentsModule,
    RenewalsModule,
    SubscriptionsModule,
    TrafficModule,
    TrafficRetentionModule,
  ],
  providers: [
    AnnouncementSchedule,
    RenewalSchedule,
    DebtSchedule,
    TrafficSchedule,
    RetentionSchedule,
    BankPapersSchedule,
    InvoiceSchedule,
    SdiSchedule,
    PendingSchedule,
    HandBookingSchedule,
    LapsedCreditSchedule,
  ],
})
export class JobsModule {}
