import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ConfigError, PlatformConfig } from '#libs/platform/config.js';
import { CARRIER, type Carrier } from '../carrier/carrier.js';
import { CarrierExchange } from '../carrier/carrier-exchange.service.js';
import { CarrierFiles } from '../carrier/carrier-files.js';
import { carrierMessageSchema } from '../carrier/carrier-message.schema.js';
import { CarrierMessages } from '../carrier/carrier-messages.service.js';
import { CarrierOutbox } from '../carrier/carrier-outbox.js';
import { CarrierSimulator } from '../carrier/carrier-simulator.js';
import { InventoryModule } from '../inventory/inventory.module.js';
import { EndedNumbers } from '../lifecycle/ended-numbers.service.js';
import { Lifecycle } from '../lifecycle/lifecycle.service.js';
import { NumbersConfig } from '../config/numbers.config.js';
import { RegisterModule } from '../register/register.module.js';
import { PortInDesk } from './cut-over.service.js';
import { PortDocuments } from './documents.service.js';
import { EarlierPapers } from './earlier-papers.js';
import { MigrationCodes } from './migration-codes.service.js';
import { PortIns } from './port-in.service.js';
import { PortInStore } from './port-in-store.js';
import { PortOuts } from './port-out.service.js';
import { portClaimSchema, portInSchema, portOutSchema } from './port.schema.js';

const MODELS = MongooseModule.forFeature([
  { name: 'PortIn', schema: portInSchema },
  { name: 'PortClaim', schema: portClaimSchema },
  { name: 'PortOut', schema: portOutSchema },
  { name: 'CarrierMessage', schema: carrierMessageSchema },
]);
const PORTING = [
  EndedNumbers,
  Lifecycle,
  MigrationCodes,
  PortDocuments,
  PortInStore,
  PortIns,
  PortInDesk,
  PortOuts,
  CarrierMessages,
  CarrierOutbox,
  CarrierExchange,
];

const carrierOf = ({ CARRIER_FOLDER: folder }: NumbersConfig): Carrier | undefined =>
  folder ? new CarrierFiles(folder) : undefined;

function simulatorOf(
  { CARRIER_FOLDER: folder, CARRIER_SIMULATOR: simulator }: NumbersConfig,
  { OPENVOIP_MODE: mode }: PlatformConfig,
): CarrierSimulator | undefined {
  if (simulator === 'off') return undefined;
  if (mode === 'production') throw new ConfigError(['CARRIER_SIMULATOR cannot be on in production']);
  if (!folder) throw new ConfigError(['CARRIER_SIMULATOR needs CARRIER_FOLDER']);
  return new CarrierSimulator(folder);
}

/** Numbers that come from other operators and leave for them. */
@Module({
  imports: [InventoryModule, RegisterModule, MODELS],
  providers: [
    ...PORTING,
    EarlierPapers,
    { provide: CARRIER, useFactory: carrierOf, inject: [NumbersConfig] },
    { provide: CarrierSimulator, useFactory: simulatorOf, inject: [NumbersConfig, PlatformConfig] },
  ],
  exports: [...PORTING, MODELS],
})
export class PortingModule {}
