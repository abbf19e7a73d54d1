import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { RenewalsModule } from '../../monthly/renewals/renewals.module.js';
import { AccountsModule } from '../../credit/accounts/accounts.module.js';
import { movementSchema } from './number-movement.schema.js';
import { NumberMovements } from './number-movements.service.js';
import { PortedNumbers } from './ported-numbers.service.js';
import { PortingEvents } from './porting.events.js';

/** Numbers that come and leave by port, as far as they are charged. */
@Module({
  imports: [
    AccountsModule,
    RenewalsModule,
    MongooseModule.forFeature([{ name: 'NumberMovement', schema: movementSchema }]),
  ],
  controllers: [PortingEvents],
  providers: [PortedNumbers, NumberMovements],
})
export class PortingModule {}
