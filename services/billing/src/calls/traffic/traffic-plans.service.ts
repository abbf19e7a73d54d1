import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { romeDate, startOfPeriod, type Period, type RomeDate } from '#libs/italy/rome-time.js';
import { Clock } from '#libs/platform/clock.js';
import type { Account } from '../../account/account.schema.js';
import { servicesAt } from '../../account/account.rules.js';
import { METERED, meteredVat, vatOnCharge, type CatalogueVersion } from '../../pricing/catalogue/catalogue.rules.js';
import { Catalogue } from '../../pricing/catalogue/catalogue.service.js';
import type { LedgerEntry } from '../../credit/ledger/entry.schema.js';

const SECONDS_A_MINUTE = 60;

/** What traffic a contract has in a month: its FLAT allowance, and the VAT of what is metered. */
@Injectable()
export class TrafficPlans {
  constructor(
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** VAT of the prices of metered traffic on a day, in basis points, whichever basis is invoiced: what customers limit their calls by (R27). */
  priceVatOn(day: string): number {
    return meteredVat(this.version(day));
  }

  /** VAT on metered traffic of a day that is charged today, in basis points: none where top-ups are invoiced (R24). */
  vatOn(day: string): number {
    return vatOnCharge(this.catalogue.chargedOn(romeDate(this.clock.now()), day as RomeDate), METERED);
  }

  /**
   * Seconds of FLAT allowance in a month. A month that renewal has left behind is told by what was charged for it, since
   * the account knows only the services of its last charged month (a late record, nasty case 11).
   */
  async allowanceSeconds(account: Account, period: Period): Promise<number> {
    const version = this.version(`${period}-01`);
    if (period >= (account.chargedThrough ?? ''))
      return allowanceOf(
        version,
        servicesAt(account, startOfPeriod(period)).map(({ product }) => product),
      );
    const charged = await this.entries
      .find(
        {
          contractId: account._id,
          'details.period': period,
          cause: { $in: ['activation_charge', 'upgrade', 'renewal'] },
        },
        { 'details.lines.product': 1 },
      )
      .lean<LedgerEntry[]>();
    return allowanceOf(
      version,
      charged.flatMap(({ details }) => (details.lines as { product: string }[]).map(({ product }) => product)),
    );
  }

  private version(day: string): CatalogueVersion {
    return this.catalogue.on(day as `${number}-${number}-${number}`);
  }
}

const allowanceOf = (version: CatalogueVersion, products: readonly string[]): number =>
  SECONDS_A_MINUTE *
  Math.max(
    0,
    ...version.products
      .filter(({ code }) => products.includes(code))
      .map(({ allowanceMinutes = 0 }) => allowanceMinutes),
  );
