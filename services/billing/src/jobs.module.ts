import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AnnouncementSchedule } from './monthly/announcements/announcement-schedule.js';
import { AnnouncementsModule } from './monthly/announcements/announcements.module.js';
import { DebtSchedule } from './monthly/debts/debt-schedule.js';
import { DebtsModule } from './monthly/debts/debts.module.js';
import { InvoiceSchedule } from './documents/invoices/invoice-schedule.js';
import { SdiModule } from './documents/sdi/sdi.module.js';
import { SdiSchedule } from './documents/sdi/sdi-schedule.js';
import { BankPapersModule } from './personal-data/bank-papers.module.js';
import { BankPapersSchedule } from './personal-data/bank-papers-schedule.js';
import { HandBookingSchedule } from './bank/payments/hand-booking-schedule.js';
import { PaymentsModule } from './bank/payments/payments.module.js';
import { LapsedCreditSchedule } from './monthly/lapsed-credit/lapsed-credit-schedule.js';
import { LapsedCreditModule } from './monthly/lapsed-credit/lapsed-credit.module.js';
import { RenewalSchedule } from './monthly/renewals/renewal-schedule.js';
import { RenewalsModule } from './monthly/renewals/renewals.module.js';
import { PendingSchedule } from './contract/subscriptions/pending-schedule.js';
import { SubscriptionsModule } from './contract/subscriptions/subscriptions.module.js';
import { TrafficSchedule } from './calls/traffic/traffic-schedule.js';
import { TrafficModule } from './calls/traffic/traffic.module.js';
import { RetentionSchedule } from './calls/retention/retention-schedule.js';
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
