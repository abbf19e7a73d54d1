import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { InventoryModule } from './inventory/inventory.module.js';
import { InventoryRpc } from './inventory/inventory.rpc.js';
import { LifecycleRpc } from './lifecycle/lifecycle.rpc.js';
import { Lifecycle } from './lifecycle/lifecycle.service.js';
import { Sweeper } from './lifecycle/sweeper.js';
import { PortInDesk } from './porting/cut-over.service.js';
import { PortDocuments } from './porting/documents.service.js';
import { PortInRpc } from './porting/port-in.rpc.js';
import { PortIns } from './porting/port-in.service.js';
import { PortInStore } from './porting/port-in-store.js';
import { PortOutRpc } from './porting/port-out.rpc.js';
import { PortOuts } from './porting/port-out.service.js';
import { portClaimSchema, portInSchema, portOutSchema } from './porting/port.schema.js';
import { RegisterModule } from './register/register.module.js';
import { RegisterRpc } from './register/register.rpc.js';
import { Assignments } from './reservations/assignments.service.js';
import { BillingEvents } from './reservations/billing.events.js';
import { FreeNumbers } from './reservations/free-numbers.js';
import { ReservationsRpc } from './reservations/reservations.rpc.js';
import { Reservations } from './reservations/reservations.service.js';

const PORTING = [PortDocuments, PortInStore, PortIns, PortInDesk, PortOuts];

/** The numbers service: inventory, reservations, the holder register and portability. */
@Module({
  imports: [InventoryModule, RegisterModule, MongooseModule.forFeature([{ name: 'PortIn', schema: portInSchema }, { name: 'PortClaim', schema: portClaimSchema }, { name: 'PortOut', schema: portOutSchema }])],
  controllers: [InventoryRpc, ReservationsRpc, BillingEvents, LifecycleRpc, RegisterRpc, PortInRpc, PortOutRpc],
  providers: [FreeNumbers, Reservations, Assignments, Lifecycle, ...PORTING, Sweeper],
})
export class NumbersModule {}
