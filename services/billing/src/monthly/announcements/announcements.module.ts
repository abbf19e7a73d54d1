import { Module } from '@nestjs/common';
import { CatalogueModule } from '../../pricing/catalogue/catalogue.module.js';
import { LedgerModule } from '../../credit/ledger/ledger.module.js';
import { PriceAnnouncer } from './price-announcer.service.js';

/** What customers are told before prices rise (R26). */
@Module({
  imports: [CatalogueModule, LedgerModule],
  providers: [PriceAnnouncer],
  exports: [PriceAnnouncer, CatalogueModule],
})
export class AnnouncementsModule {}
