import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { readConfig } from '#libs/platform/config.js';
import { AccountsModule } from '../accounts/accounts.module.js';
import { Rates } from '../rating/rate-deck.js';
import { RefundsModule } from '../refunds/refunds.module.js';
import { CallFiles } from './call-file.service.js';
import { callFileSchema } from './call-file.schema.js';
import { CallCorrections } from './call-corrections.service.js';
import { CallIntake } from './call-intake.service.js';
import { callRejectSchema } from './call-reject.schema.js';
import { CallRejectsRpc } from './call-rejects.rpc.js';
import { CallRejects } from './call-rejects.service.js';
import { HeldCreditModule } from './held-credit.js';
import { RejectStore } from './reject-store.js';
import { Reservations } from './reservations.service.js';
import { TrafficConfig } from './traffic.config.js';
import { TrafficPlans } from './traffic-plans.js';
import { TrafficPosting } from './traffic-posting.service.js';
import { TrafficSums } from './traffic-sums.js';
import { TrafficRpc } from './traffic.rpc.js';
import { allowanceUseSchema, callSchema, reservationGuardSchema, trafficDaySchema } from './traffic.schema.js';

const models = MongooseModule.forFeature([
  { name: 'Call', schema: callSchema }, { name: 'TrafficDay', schema: trafficDaySchema }, { name: 'AllowanceUse', schema: allowanceUseSchema },
  { name: 'ReservationGuard', schema: reservationGuardSchema }, { name: 'CallFile', schema: callFileSchema },
  { name: 'CallReject', schema: callRejectSchema },
]);

@Module({
  imports: [AccountsModule, HeldCreditModule, RefundsModule, models],
  controllers: [TrafficRpc, CallRejectsRpc],
  providers: [Rates, TrafficPlans, TrafficSums, RejectStore, CallIntake, CallFiles, CallRejects, CallCorrections, Reservations, TrafficPosting, { provide: TrafficConfig, useFactory: () => readConfig(TrafficConfig) }],
  exports: [CallIntake, CallFiles, CallRejects, CallCorrections, TrafficPosting, HeldCreditModule, models],
})
export class TrafficModule {}
