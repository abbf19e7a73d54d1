import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { RenewalSchedule } from './renewals/renewal-schedule.js';
import { RenewalsModule } from './renewals/renewals.module.js';
import { TrafficSchedule } from './traffic/traffic-schedule.js';
import { TrafficModule } from './traffic/traffic.module.js';

/** What billing does by itself on a schedule, apart from the service that answers (R20). */
@Module({ imports: [ScheduleModule.forRoot(), RenewalsModule, TrafficModule], providers: [RenewalSchedule, TrafficSchedule] })
export class JobsModule {}
