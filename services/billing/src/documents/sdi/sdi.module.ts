import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { InvoicesModule } from '../invoices/invoices.module.js';
import { Resending } from './resending.service.js';
import { SdiAlarms } from './sdi-alarms.service.js';
import { SdiExchanges } from './sdi-exchange.service.js';
import { sdiMessageSchema } from './sdi-message.schema.js';
import { SdiMessages } from './sdi-messages.service.js';
import { SdiRpc } from './sdi.rpc.js';

const models = MongooseModule.forFeature([{ name: 'SdiMessage', schema: sdiMessageSchema }]);

/** What becomes of electronic invoices at SdI (R23). */
@Module({
  imports: [InvoicesModule, models],
  controllers: [SdiRpc],
  providers: [SdiMessages, SdiAlarms, SdiExchanges, Resending],
  exports: [SdiExchanges, InvoicesModule, models],
})
export class SdiModule {}
