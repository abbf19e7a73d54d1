import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { PriceAnnouncer } from './price-announcer.js';

/** What customers are told before prices rise (R26). */
@Module({
  imports: [CatalogueModule, LedgerModule],
  providers: [PriceAnnouncer],
  exports: [PriceAnnouncer, CatalogueModule],
})
export class AnnouncementsModule {}
