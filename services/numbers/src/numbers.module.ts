import { Module } from '@nestjs/common';
import { InventoryModule } from './inventory/inventory.module.js';
import { InventoryRpc } from './inventory/inventory.rpc.js';
import { LifecycleRpc } from './lifecycle/lifecycle.rpc.js';
import { Lifecycle } from './lifecycle/lifecycle.service.js';
import { Sweeper } from './lifecycle/sweeper.js';
import { RegisterModule } from './register/register.module.js';
import { RegisterRpc } from './register/register.rpc.js';
import { Assignments } from './reservations/assignments.service.js';
import { BillingEvents } from './reservations/billing.events.js';
import { FreeNumbers } from './reservations/free-numbers.js';
import { ReservationsRpc } from './reservations/reservations.rpc.js';
import { Reservations } from './reservations/reservations.service.js';

/** The numbers service: inventory, reservations, the holder register and portability. */
@Module({
  imports: [InventoryModule, RegisterModule],
  controllers: [InventoryRpc, ReservationsRpc, BillingEvents, LifecycleRpc, RegisterRpc],
  providers: [FreeNumbers, Reservations, Assignments, Lifecycle, Sweeper],
})
export class NumbersModule {}
