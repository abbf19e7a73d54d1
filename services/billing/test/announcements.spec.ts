import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { priceRiseAnnounced } from '#libs/api/billing/catalogue.js';
import { billingRpc } from '#libs/api/billing/billing.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { AnnouncementsModule } from '../src/monthly/announcements/announcements.module.js';
import { PriceAnnouncer } from '../src/monthly/announcements/price-announcer.service.js';
import { BillingModule } from '../src/billing.module.js';
import { Catalogue } from '../src/pricing/catalogue/catalogue.service.js';
import { CatalogueNotices } from '../src/pricing/catalogue/catalogue-notices.service.js';
import { Books } from './support.js';

@Module({ imports: [BillingModule, AnnouncementsModule] })
class BillingAndJobs {}

const SHIPPED = readFileSync(new URL('../src/pricing/catalogue/catalogue.yaml', import.meta.url), 'utf8');
/** The number costs 3.05 € instead of 2.44 € a month from March 2027 on. */
const RISEN =
  SHIPPED +
  SHIPPED.slice(SHIPPED.indexOf('  - version:'))
    .replace("'2026-1'", "'2027-1'")
    .replace("'2026-01-01'", "'2027-03-01'\n    announced: '2027-01-20'")
    .replace('monthlyNetCents: 200', 'monthlyNetCents: 250');

describe('R26: a price that rises is told 30 days before', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  beforeAll(async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'catalogue-')), 'catalogue.yaml');
    writeFileSync(file, RISEN);
    process.env.CATALOGUE_FILE = file;
    billing = await ServiceUnderTest.start('billing', BillingAndJobs, '2027-01-20T09:00:00Z');
    delete process.env.CATALOGUE_FILE;
    books = new Books(billing);
    // As an operator of before sees the version first: with customers.
    await billing.database.collection('announcements').updateOne({ _id: '2027-1' as never }, { $unset: { toldAt: 1 } });
    await billing.get(CatalogueNotices).refresh();
  });
  afterAll(() => billing.stop());

  const numberOn = (day: string): number => billing.get(Catalogue).on(day as '2027-03-01').products[0]!.monthlyNetCents;
  it('does not hold while not everyone has been told; whoever asks meanwhile is told both prices', async () => {
    await books.active();
    expect(numberOn('2027-03-01')).toBe(200);
    const quote = await billing.call(billingRpc.quote, { services: [] });
    expect(quote).toMatchObject({
      monthlyGrossCents: 244,
      comingPrice: { from: '2027-03-01', monthlyGrossCents: 244, newMonthlyGrossCents: 305 },
    });
  });

  it('each customer is told once, though it died midway and ran twice at once; then it holds from its day', async () => {
    const contracts = [...(await books.manyActive(150, '2027-01'))];
    const announcer = billing.get(PriceAnnouncer);
    const page = Object.getPrototypeOf(announcer).page as (...given: unknown[]) => Promise<unknown>;
    let pages = 0;
    Object.assign(announcer, {
      page: (...given: unknown[]) =>
        ++pages === 2 ? Promise.reject(new Error('killed')) : page.apply(announcer, given),
    });
    await expect(announcer.run()).rejects.toThrow('killed');
    delete (announcer as unknown as { page?: unknown }).page;
    await Promise.all([announcer.run(), announcer.run()]);
    const messages = await billing.allSent(priceRiseAnnounced);
    const ids = messages.map(({ contractId }) => contractId);
    expect(ids.filter((id) => contracts.includes(id)).toSorted()).toEqual(contracts.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
    expect(messages[0]).toMatchObject({
      version: '2027-1',
      from: '2027-03-01',
      changes: [{ product: 'geographic_number', oldGrossCents: 244, newGrossCents: 305 }],
      oldMonthlyGrossCents: 244,
      newMonthlyGrossCents: 305,
    });
    expect([numberOn('2027-02-28'), numberOn('2027-03-01')]).toEqual([200, 250]);
  });

  it('told late it holds later, from the first 1st after the notice, and never sooner', async () => {
    await billing.database
      .collection('announcements')
      .updateOne({ _id: '2027-1' as never }, { $set: { toldAt: new Date('2027-02-10T09:00:00Z') } });
    await billing.get(CatalogueNotices).refresh();
    expect([numberOn('2027-03-31'), numberOn('2027-04-01')]).toEqual([200, 250]);
    expect(await billing.get(CatalogueNotices).report()).toMatchObject([
      { holdsFrom: '2027-04-01', row: { told: 151 } },
    ]);
  });

  it('seen too late it is refused at start, with the day on which it can begin', async () => {
    expect(romeDate(billing.clock.now())).toBe('2027-01-20');
    await expect(
      billing.get(CatalogueNotices).announcements.see('catalogue', { version: '2027-9', from: '2027-02-01' }, false),
    ).rejects.toThrow(
      'cannot hold from 2027-02-01: customers are told 30 days before, and it is seen for the first time on 2027-01-20; let it begin on 2027-02-19 or later',
    );
  });
});
