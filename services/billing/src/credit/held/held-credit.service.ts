import { Inject, Injectable, Module } from '@nestjs/common';
import { InjectModel, MongooseModule } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { romeDate } from '#libs/italy/rome-time.js';
import { sum, type Cents } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { METERED, vatOnCharge } from '../../pricing/catalogue/catalogue.rules.js';
import { CatalogueModule } from '../../pricing/catalogue/catalogue.module.js';
import { Catalogue } from '../../pricing/catalogue/catalogue.service.js';
import { grossCeiling } from './held-credit.rules.js';
import { reservationSchema, type Reservation } from './reservation.schema.js';

/** Credit that calls in progress may still use. Refunds must know of it too, and traffic builds on refunds: a module of its own. */
@Injectable()
export class HeldCredit {
  constructor(
    @InjectModel('Reservation') private readonly reservations: Model<Reservation>,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What is kept for calls of a contract that are going on, in cents of credit as it is today (R24). */
  async of(contractId: string): Promise<Cents> {
    const now = this.clock.now();
    const held = await this.reservations.find({ contractId, expiresAt: { $gt: now } }).lean<Reservation[]>();
    const vatBasisPoints = vatOnCharge(this.catalogue.on(romeDate(now)), METERED);
    return sum(held.map(({ netMicros }) => grossCeiling(netMicros, vatBasisPoints)));
  }
}

const models = MongooseModule.forFeature([{ name: 'Reservation', schema: reservationSchema }]);

@Module({ imports: [CatalogueModule, models], providers: [HeldCredit], exports: [HeldCredit, models] })
export class HeldCreditModule {}
