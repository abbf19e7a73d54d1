import { Inject, Injectable, Module } from '@nestjs/common';
import { InjectModel, MongooseModule } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { sum, type Cents } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { grossCeiling } from './traffic.rules.js';
import { reservationSchema, type Reservation } from './traffic.schema.js';

/** Credit that calls in progress may still use. Refunds must know of it too, and traffic builds on refunds: a module of its own. */
@Injectable()
export class HeldCredit {
  constructor(@InjectModel('Reservation') private readonly reservations: Model<Reservation>, @Inject(Clock) private readonly clock: Clock) {}

  /** What is kept for calls of a contract that are going on, in gross cents. */
  async of(contractId: string): Promise<Cents> {
    const held = await this.reservations.find({ contractId, expiresAt: { $gt: this.clock.now() } }).lean<Reservation[]>();
    return sum(held.map(({ netMicros, vatBasisPoints }) => grossCeiling(netMicros, vatBasisPoints)));
  }
}

const models = MongooseModule.forFeature([{ name: 'Reservation', schema: reservationSchema }]);

@Module({ imports: [models], providers: [HeldCredit], exports: [HeldCredit, models] })
export class HeldCreditModule {}
