import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { accountSchema } from '../../account/account.schema.js';
import { CatalogueNotices } from './catalogue-notices.service.js';
import { CatalogueRpc } from './catalogue.rpc.js';
import { Catalogue } from './catalogue.service.js';

@Module({
  imports: [MongooseModule.forFeature([{ name: 'Account', schema: accountSchema }])],
  controllers: [CatalogueRpc],
  providers: [Catalogue, CatalogueNotices],
  exports: [Catalogue, CatalogueNotices],
})
export class CatalogueModule {}
