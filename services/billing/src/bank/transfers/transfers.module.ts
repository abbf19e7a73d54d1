import { Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { PaymentsModule } from '../payments/payments.module.js';
import { RefundsModule } from '../../refunds/refunds.module.js';
import { bookingLockSchema, bookingSchema } from './booking.schema.js';
import { Bookings } from './bookings.service.js';
import { TransferBooking } from './transfer-booking.service.js';
import { unmatchedSchema } from './transfer.schema.js';
import { TransfersRpc } from './transfers.rpc.js';
import { Transfers } from './transfers.service.js';
import { UnmatchedTransfers } from './unmatched.service.js';

const models = MongooseModule.forFeature([
  { name: 'UnmatchedTransfer', schema: unmatchedSchema },
  { name: 'BankBooking', schema: bookingSchema },
  { name: 'BankBookingLock', schema: bookingLockSchema },
]);

@Module({
  imports: [PaymentsModule, RefundsModule, models],
  controllers: [TransfersRpc],
  providers: [Bookings, TransferBooking, UnmatchedTransfers, Transfers],
  exports: [Transfers, UnmatchedTransfers, models],
})
export class TransfersModule {}
