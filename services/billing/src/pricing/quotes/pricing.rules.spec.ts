import { readFileSync } from 'node:fs';
import { readConfig } from '#libs/platform/config.js';
import { parseCatalogue } from '../catalogue/catalogue.service.js';
import { priceServices, spanOf, totalOf } from './pricing.rules.js';
import { ProrationConfig } from './proration.config.js';

const version = parseCatalogue(readFileSync(new URL('../catalogue/catalogue.yaml', import.meta.url), 'utf8'))[0]!;
const services = [
  { product: 'geographic_number', quantity: 1 },
  { product: 'extension', quantity: 3 },
];
/** What these services cost from a day on that leaves 10 of 30 days, itself included. */
const priced = (environment: Record<string, string>) =>
  priceServices(version, services, spanOf(readConfig(ProrationConfig, environment).PRORATION, 10, 30), 'upgrade');

describe('R9: the price of what begins within a month', () => {
  it('is that of the days that remain by default, each line rounded once, with its VAT', () => {
    expect(priced({})).toMatchObject([
      { days: 10, ofDays: 30, netCents: 67, vatCents: 15, grossCents: 82 },
      { quantity: 3, netCents: 150, vatCents: 33, grossCents: 183 },
    ]);
  });

  it('is the whole month where the operator wants it', () => {
    const lines = priced({ PRORATION: 'full_month' });
    expect(lines).toMatchObject([
      { days: 30, ofDays: 30, netCents: 200, vatCents: 44 },
      { netCents: 450, vatCents: 99 },
    ]);
    expect(totalOf(lines)).toEqual({ net: 650, vat: 143, gross: 793 });
  });

  it('is nothing else', () => expect(() => priced({ PRORATION: 'weekly' })).toThrow('PRORATION'));
});
