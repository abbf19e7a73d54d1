import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PaymentsModule } from '../payments/payments.module.js';
import { unmatchedSchema } from './transfer.schema.js';
import { TransfersRpc } from './transfers.rpc.js';
import { Transfers } from './transfers.service.js';

const models = MongooseModule.forFeature([{ name: 'UnmatchedTransfer', schema: unmatchedSchema }]);

@Module({ imports: [PaymentsModule, models], controllers: [TransfersRpc], providers: [Transfers], exports: [Transfers, models] })
export class TransfersModule {}
