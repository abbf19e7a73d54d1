import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { romeDate } from '#libs/italy/rome-time.js';
import type { Cents } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { meteredVat } from '../../pricing/catalogue/catalogue.rules.js';
import { Catalogue } from '../../pricing/catalogue/catalogue.service.js';
import type { Reservation } from '../../credit/held/reservation.schema.js';
import type { TrafficDay } from '../traffic/traffic.schema.js';
import { grossOf, roomOn, type Caps, type CostOfDay } from './call-limits.rules.js';

/** What metered traffic of a contract has cost, and may still cost under its caps. */
@Injectable()
export class Spending {
  constructor(
    @InjectModel('TrafficDay') private readonly days: Model<TrafficDay>,
    @InjectModel('Reservation') private readonly reservations: Model<Reservation>,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** With VAT, on this day (Rome) and in its month. */
  async sofar(contractId: string): Promise<{ today: Cents; month: Cents }> {
    const today = romeDate(this.clock.now());
    const days = await this.daysOf(contractId, today);
    const vat = meteredVat(this.catalogue.on(today));
    return {
      today: grossOf(
        days.filter(({ day }) => day === today),
        vat,
      ),
      month: grossOf(days, vat),
    };
  }

  /** What a call that began on this day may cost, net, in millionths; Infinity without caps. What other calls in progress may cost is taken off. */
  async room(contractId: string, callId: string, day: string, caps: Caps): Promise<number> {
    if (caps.dailyCapCents === undefined && caps.monthlyCapCents === undefined) return Infinity;
    const going = (
      await this.reservations.find({ contractId, expiresAt: { $gt: this.clock.now() } }).lean<Reservation[]>()
    ).filter(({ _id }) => _id !== callId);
    const kept = going
      .map((each): CostOfDay => ({ day: each.day ?? day, netMicros: each.netMicros }))
      .filter((each) => each.day.slice(0, 7) === day.slice(0, 7));
    return roomOn(
      day,
      caps,
      [...(await this.daysOf(contractId, day)), ...kept],
      meteredVat(this.catalogue.on(day as `${number}-${number}-${number}`)),
    );
  }

  /** The days of the month of a day. */
  private daysOf(contractId: string, day: string): Promise<CostOfDay[]> {
    const month = day.slice(0, 7);
    return this.days
      .find({ contractId, day: { $gte: `${month}-01`, $lte: `${month}-31` } }, { day: 1, netMicros: 1 })
      .lean<CostOfDay[]>();
  }
}
