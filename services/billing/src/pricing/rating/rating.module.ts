import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/catalogue.module.js';
import { Rates } from './rate-deck.service.js';
import { RatesRpc } from './rates.rpc.js';

@Module({ imports: [CatalogueModule], controllers: [RatesRpc], providers: [Rates], exports: [Rates] })
export class RatingModule {}
