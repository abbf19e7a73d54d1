import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AnnouncementSchedule } from './announcements/announcement-schedule.js';
import { AnnouncementsModule } from './announcements/announcements.module.js';
import { DebtSchedule } from './debts/debt-schedule.js';
import { DebtsModule } from './debts/debts.module.js';
import { InvoiceSchedule } from './invoices/invoice-schedule.js';
import { InvoicesModule } from './invoices/invoices.module.js';
import { SdiSchedule } from './invoices/sdi/sdi-schedule.js';
import { BankPapersModule } from './personal-data/bank-papers.module.js';
import { BankPapersSchedule } from './personal-data/bank-papers-schedule.js';
import { HandBookingSchedule } from './payments/hand-booking-schedule.js';
import { PaymentsModule } from './payments/payments.module.js';
import { LapsedCreditSchedule } from './lapsed-credit/lapsed-credit-schedule.js';
import { LapsedCreditModule } from './lapsed-credit/lapsed-credit.module.js';
import { RenewalSchedule } from './renewals/renewal-schedule.js';
import { RenewalsModule } from './renewals/renewals.module.js';
import { PendingSchedule } from './subscriptions/pending-schedule.js';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.js';
import { TrafficSchedule } from './traffic/traffic-schedule.js';
import { TrafficModule } from './traffic/traffic.module.js';
import { RetentionSchedule } from './traffic-retention/retention-schedule.js';
import { TrafficRetentionModule } from './traffic-retention/traffic-retention.module.js';

/** What billing does by itself on a schedule, apart from the service that answers (R20). */
@Module({
  imports: [
    ScheduleModule.forRoot(),
    AnnouncementsModule,
    BankPapersModule,
    DebtsModule,
    InvoicesModule,
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
