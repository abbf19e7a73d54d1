import { Module } from '@nestjs/common';
import { readConfig } from '#libs/platform/config.js';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { ProrationConfig } from './proration.config.js';
import { QuotesRpc } from './quotes.rpc.js';
import { Quotes } from './quotes.service.js';

@Module({
  imports: [CatalogueModule],
  controllers: [QuotesRpc],
  providers: [Quotes, { provide: ProrationConfig, useFactory: () => readConfig(ProrationConfig) }],
  exports: [Quotes, CatalogueModule],
})
export class QuotesModule {}
