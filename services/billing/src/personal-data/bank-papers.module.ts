import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { sdiMessageSchema } from '../documents/sdi/sdi-message.schema.js';
import { refundBatchSchema, refundSchema } from '../refunds/refund.schema.js';
import { bookingSchema } from '../bank/transfers/booking.schema.js';
import { unmatchedSchema } from '../bank/transfers/transfer.schema.js';
import { BankPapers } from './bank-papers.service.js';

const MODELS = MongooseModule.forFeature([
  { name: 'Refund', schema: refundSchema },
  { name: 'RefundBatch', schema: refundBatchSchema },
  { name: 'UnmatchedTransfer', schema: unmatchedSchema },
  { name: 'BankBooking', schema: bookingSchema },
  { name: 'SdiMessage', schema: sdiMessageSchema },
]);

@Module({ imports: [MODELS], providers: [BankPapers], exports: [BankPapers] })
export class BankPapersModule {}
