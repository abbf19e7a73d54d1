import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { priceRiseAnnounced } from '#libs/api/billing/catalogue.js';
import { romeDate } from '#libs/italy/rome-time.js';
import type { Told } from '#libs/messaging/announcements.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import type { CatalogueVersion } from '../../pricing/catalogue/catalogue.rules.js';
import { Catalogue } from '../../pricing/catalogue/catalogue.service.js';
import { CatalogueNotices } from '../../pricing/catalogue/catalogue-notices.service.js';
import { announcedDay, priceChanges } from './price-rise.rules.js';

const BATCH = 100;

/** Tells every customer of a version that makes its services dearer, old prices and new (R26): once each, however often it runs or dies. */
@Injectable()
export class PriceAnnouncer {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @Inject(CatalogueNotices) private readonly notices: CatalogueNotices,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    for (const version of this.notices.dearer())
      await this.notices.announcements.tell(version.version, (after, tx) => this.page(version, after, tx));
    await this.notices.refresh();
  }

  private async page(version: CatalogueVersion, after: string, tx: Tx): Promise<Told> {
    const page = await this.accounts
      .find({ _id: { $gt: after }, state: { $in: ['active', 'pending'] } })
      .sort({ _id: 1 })
      .limit(BATCH)
      .lean<Account[]>();
    const told = page.filter((account) => this.tell(version, account, tx)).length;
    return { told, ...(page.length > 0 ? { last: page.at(-1)!._id } : {}) };
  }

  /** @returns whether it concerns the services of this contract */
  private tell(
    version: CatalogueVersion,
    { _id: contractId, customerId, contractNumber, services, scheduled }: Account,
    tx: Tx,
  ): boolean {
    const today = romeDate(this.clock.now());
    const before = this.catalogue.declared[this.catalogue.declared.indexOf(version) - 1]!;
    const { changes, ...monthly } = priceChanges(before, version, scheduled?.services ?? services);
    if (changes.length === 0) return false;
    tx.emit(priceRiseAnnounced, contractId, {
      contractId,
      customerId,
      contractNumber,
      version: version.version,
      from: announcedDay(version.from, today),
      changes,
      ...monthly,
    });
    return true;
  }
}
