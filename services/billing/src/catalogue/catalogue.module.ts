import { Module } from '@nestjs/common';
import { CatalogueRpc } from './catalogue.rpc.js';
import { Catalogue } from './catalogue.service.js';

@Module({ controllers: [CatalogueRpc], providers: [Catalogue], exports: [Catalogue] })
export class CatalogueModule {}
