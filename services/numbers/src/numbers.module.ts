import { Module } from '@nestjs/common';
import { CarrierModule } from './carrier/carrier.module.js';
import { CarrierRpc } from './carrier/carrier.rpc.js';
import { InventoryModule } from './inventory/inventory.module.js';
import { InventoryRpc } from './inventory/inventory.rpc.js';
import { ContractNumbersRpc } from './contract/contract-numbers.rpc.js';
import { NumbersOfContract } from './contract/contract-numbers.service.js';
import { LifecycleRpc } from './contract/lifecycle.rpc.js';
import { LifecycleModule } from './lifecycle/lifecycle.module.js';
import { Sweeper } from './sweeper/sweeper.worker.js';
import { Eraser } from './personal-data/eraser.service.js';
import { PersonalDataRpc } from './personal-data/personal-data.rpc.js';
import { PersonalData } from './personal-data/personal-data.service.js';
import { PortInRpc } from './porting/port-in.rpc.js';
import { PortOutRpc } from './porting/port-out.rpc.js';
import { PortingModule } from './porting/porting.module.js';
import { RegisterModule } from './register/register.module.js';
import { RegisterRpc } from './register/register.rpc.js';
import { Assignments } from './reservations/assignments.service.js';
import { BillingEvents } from './reservations/billing.events.js';
import { FreeNumbers } from './reservations/free-numbers.service.js';
import { ReservationsRpc } from './reservations/reservations.rpc.js';
import { Reservations } from './reservations/reservations.service.js';

/** The numbers service: inventory, reservations, the holder register and portability. */
@Module({
  imports: [InventoryModule, RegisterModule, LifecycleModule, PortingModule, CarrierModule],
  controllers: [
    InventoryRpc,
    ContractNumbersRpc,
    ReservationsRpc,
    BillingEvents,
    LifecycleRpc,
    RegisterRpc,
    PortInRpc,
    PortOutRpc,
    CarrierRpc,
    PersonalDataRpc,
  ],
  providers: [NumbersOfContract, FreeNumbers, Reservations, Assignments, Sweeper, PersonalData, Eraser],
})
export class NumbersModule {}
