import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ConfigError, PlatformConfig } from '#libs/platform/config.js';
import { NumbersConfig } from '../config/numbers.config.js';
import { NumberModule } from '../number/number.module.js';
import { PortingModule } from '../porting/porting.module.js';
import { CARRIER, type Carrier } from './carrier.port.js';
import { CarrierExchange } from './carrier-exchange.service.js';
import { CarrierFiles } from './carrier-files.adapter.js';
import { carrierMessageSchema } from './carrier-message.schema.js';
import { CarrierMessages } from './carrier-messages.service.js';
import { CarrierOutbox } from './carrier-outbox.service.js';
import { CarrierSimulator } from './carrier.simulator.js';

const MODELS = MongooseModule.forFeature([{ name: 'CarrierMessage', schema: carrierMessageSchema }]);

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

/** The exchange of port orders with other operators. */
@Module({
  imports: [NumberModule, PortingModule, MODELS],
  providers: [
    CarrierMessages,
    CarrierOutbox,
    CarrierExchange,
    { provide: CARRIER, useFactory: carrierOf, inject: [NumbersConfig] },
    { provide: CarrierSimulator, useFactory: simulatorOf, inject: [NumbersConfig, PlatformConfig] },
  ],
  exports: [CarrierMessages, CarrierExchange, MODELS],
})
export class CarrierModule {}
