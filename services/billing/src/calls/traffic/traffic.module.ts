import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { readConfig } from '#libs/platform/config.js';
import { AccountsModule } from '../../credit/accounts/accounts.module.js';
import { CallLimitsRpc } from '../limits/call-limits.rpc.js';
import { CallLimitsService } from '../limits/call-limits.service.js';
import { callSettingsChangeSchema, callSettingsSchema } from '../limits/call-settings.schema.js';
import { CallSettingsStore } from '../limits/call-settings.store.js';
import { refusedCallSchema } from '../limits/refused-call.schema.js';
import { RefusedCalls } from '../limits/refused-calls.service.js';
import { Spending } from '../limits/spending.service.js';
import { RatingModule } from '../../pricing/rating/rating.module.js';
import { RefundsModule } from '../../refunds/refunds.module.js';
import { CallFiles } from './call-file.service.js';
import { callFileSchema } from './call-file.schema.js';
import { BarredCalls } from './barred-calls.service.js';
import { CallCorrections } from './call-corrections.service.js';
import { CallIntake } from './call-intake.service.js';
import { callRejectSchema } from './call-reject.schema.js';
import { CallRejectsRpc } from './call-rejects.rpc.js';
import { CallRejects } from './call-rejects.service.js';
import { HeldCreditModule } from '../../credit/held/held-credit.service.js';
import { RejectStore } from './reject.store.js';
import { Reservations } from './reservations.service.js';
import { TrafficConfig } from './traffic.config.js';
import { TrafficPlans } from './traffic-plans.service.js';
import { TrafficPosting } from './traffic-posting.service.js';
import { TrafficSums } from './traffic-sums.service.js';
import { TrafficRpc } from './traffic.rpc.js';
import { allowanceUseSchema, callSchema, reservationGuardSchema, trafficDaySchema } from './traffic.schema.js';

const models = MongooseModule.forFeature([
  { name: 'Call', schema: callSchema },
  { name: 'TrafficDay', schema: trafficDaySchema },
  { name: 'AllowanceUse', schema: allowanceUseSchema },
  { name: 'ReservationGuard', schema: reservationGuardSchema },
  { name: 'CallFile', schema: callFileSchema },
  { name: 'CallReject', schema: callRejectSchema },
  { name: 'CallSettings', schema: callSettingsSchema },
  { name: 'CallSettingsChange', schema: callSettingsChangeSchema },
  { name: 'RefusedCall', schema: refusedCallSchema },
]);

@Module({
  imports: [AccountsModule, HeldCreditModule, RatingModule, RefundsModule, models],
  controllers: [TrafficRpc, CallRejectsRpc, CallLimitsRpc],
  providers: [
    CallSettingsStore,
    CallLimitsService,
    RefusedCalls,
    Spending,
    TrafficPlans,
    TrafficSums,
    RejectStore,
    BarredCalls,
    CallIntake,
    CallFiles,
    CallRejects,
    CallCorrections,
    Reservations,
    TrafficPosting,
    { provide: TrafficConfig, useFactory: () => readConfig(TrafficConfig) },
  ],
  exports: [
    TrafficConfig,
    CallIntake,
    CallFiles,
    CallRejects,
    CallCorrections,
    TrafficPosting,
    HeldCreditModule,
    models,
  ],
})
export class TrafficModule {}
