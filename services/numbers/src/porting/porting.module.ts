import { Module } from '@nestjs/common';
import { getModelToken, MongooseModule } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Logger } from 'pino';
import { OrphanSweep } from '#libs/messaging/orphan-sweep.js';
import { Workers } from '#libs/messaging/worker.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { LifecycleModule } from '../lifecycle/lifecycle.module.js';
import { NumberModule } from '../number/number.module.js';
import { RegisterModule } from '../register/register.module.js';
import { PortInDesk } from './cut-over.service.js';
import { PortDocuments } from './documents.service.js';
import { EarlierPapers } from './earlier-papers.migration.js';
import { MigrationCodes } from './migration-codes.service.js';
import { PortInReader } from './port-in-reader.service.js';
import { PortIns } from './port-in.service.js';
import { PortInStore } from './port-in.store.js';
import { PortOuts } from './port-out.service.js';
import { portClaimSchema, portInSchema, portOutSchema, type PortInRow } from './port.schema.js';

const MODELS = MongooseModule.forFeature([
  { name: 'PortIn', schema: portInSchema },
  { name: 'PortClaim', schema: portClaimSchema },
  { name: 'PortOut', schema: portOutSchema },
]);
const ORPHANS = {
  provide: OrphanSweep,
  useFactory: ({ folder }: PortDocuments, portIns: Model<PortInRow>, workers: Workers, logger: Logger) =>
    new OrphanSweep(
      folder,
      async (sha256) => (await portIns.exists({ 'documents.sha256': sha256 })) !== null,
      workers,
      logger,
    ),
  inject: [PortDocuments, getModelToken('PortIn'), Workers, LOGGER],
};
const PROVIDERS = [MigrationCodes, PortDocuments, ORPHANS, PortInStore, PortInReader, PortIns, PortInDesk, PortOuts];

/** Numbers that come from other operators and leave for them. */
@Module({
  imports: [NumberModule, RegisterModule, LifecycleModule, MODELS],
  providers: [...PROVIDERS, EarlierPapers],
  exports: [...PROVIDERS, MODELS],
})
export class PortingModule {}
