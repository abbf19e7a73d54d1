import { readFileSync } from 'node:fs';
import type { RomeDate } from '#libs/italy/rome-time.js';
import { announcedDay, priceChanges } from '../../monthly/announcements/price-rise.rules.js';
import { completeServices, versionOn, withNotice } from './catalogue.rules.js';
import { parseCatalogue } from './catalogue.service.js';

const yaml = readFileSync(new URL('catalogue.yaml', import.meta.url), 'utf8');
const [version] = parseCatalogue(yaml);

describe('the catalogue', () => {
  it('R1: cannot hold an activation, deactivation or exit fee: a product has a monthly price and no other', () => {
    for (const fee of ['activationNetCents', 'exitFeeCents', 'setupCents', 'oneOffNetCents']) {
      expect(() =>
        parseCatalogue(yaml.replace('monthlyNetCents: 200', `monthlyNetCents: 200\n        ${fee}: 1000`)),
      ).toThrow(fee);
    }
  });

  it('R3: gives every contract a geographic number, and metered traffic unless FLAT is asked for', () => {
    expect(completeServices(version!, [])).toEqual([
      { product: 'geographic_number', quantity: 1 },
      { product: 'traffic_metered', quantity: 1 },
    ]);
    expect(
      completeServices(version!, [{ product: 'traffic_flat', quantity: 1 }]).map(({ product }) => product),
    ).toEqual(['geographic_number', 'traffic_flat']);
  });

  it('adds up the same product asked for twice', () => {
    const asked = [
      { product: 'pbx_basic', quantity: 1 },
      { product: 'extension', quantity: 2 },
      { product: 'extension', quantity: 3 },
    ];
    expect(completeServices(version!, asked)).toContainEqual({ product: 'extension', quantity: 5 });
  });

  it.each([
    ['a version that does not begin on the 1st', yaml.replace("'2026-01-01'", "'2026-01-15'")],
    ['a price that is not whole cents', yaml.replace('monthlyNetCents: 200', 'monthlyNetCents: 2.5')],
    ['the same product twice', yaml.replace('code: blf', 'code: extension')],
    ['a product of an unknown group', yaml.replace('group: pbx\n', 'group: fax\n')],
    ['a requirement that does not exist', yaml.replace('requires: [extension]', 'requires: [handset]')],
    ['a name that is empty', yaml.replace('it: Numero geografico', "it: ''")],
    [
      'a key that is there twice',
      yaml.replace('monthlyNetCents: 200', 'monthlyNetCents: 200\n        monthlyNetCents: 100'),
    ],
    ['a number in words', yaml.replace('minimum: 1', 'minimum: one')],
    [
      'top-ups that are invoiced where products differ in VAT',
      yaml
        .replace("from: '2026-01-01'", "from: '2026-01-01'\n    invoicing: top_up")
        .replace('vatBasisPoints: 2200', 'vatBasisPoints: 1000'),
    ],
    ['an unknown basis of invoicing', yaml.replace("from: '2026-01-01'", "from: '2026-01-01'\n    invoicing: both")],
    ['a default outside of its group', yaml.replace('default: traffic_metered', 'default: pbx_basic')],
  ])('refuses at start %s', (_what, wrong) => expect(() => parseCatalogue(wrong)).toThrow('catalogue'));

  it('takes effect whole on its day, and keeps what is on contracts', () => {
    const next = yaml
      .slice(yaml.indexOf('  - version:'))
      .replace("'2026-1'", "'2027-1'")
      .replace("'2026-01-01'", "'2027-01-01'\n    announced: '2026-12-02'")
      .replace('monthlyNetCents: 200', 'monthlyNetCents: 210');
    const versions = parseCatalogue(yaml + next);
    expect(['2026-12-31', '2027-01-01'].map((day) => versionOn(versions, day).products[0]!.monthlyNetCents)).toEqual([
      200, 210,
    ]);
    expect(() => versionOn(versions, '2025-12-31')).toThrow(RangeError);
    expect(() => parseCatalogue(yaml + next.replace('code: virtual_fax', 'code: cloud_fax'))).toThrow(
      'virtual_fax may not disappear',
    );
  });

  describe('R26: what makes something dearer is announced 30 days before', () => {
    const next = (changes: (text: string) => string, announced?: string): string =>
      yaml +
      changes(
        yaml
          .slice(yaml.indexOf('  - version:'))
          .replace("'2026-1'", "'2027-1'")
          .replace("'2026-01-01'", `'2027-03-01'${announced ? `\n    announced: '${announced}'` : ''}`),
      );
    const price = (text: string): string => text.replace('monthlyNetCents: 200', 'monthlyNetCents: 201');

    it.each([
      ['a price', price, 'geographic_number'],
      [
        'the VAT',
        (text: string) => text.replaceAll('vatBasisPoints: 2200', 'vatBasisPoints: 2300'),
        'geographic_number, pbx_basic',
      ],
      [
        'less for the same price',
        (text: string) => text.replace('allowanceMinutes: 2000', 'allowanceMinutes: 1900'),
        'traffic_flat',
      ],
    ])(
      '%s: refused without its announcement, and with one that is too late, telling when it can begin',
      (_what, changes, products) => {
        expect(() => parseCatalogue(next(changes))).toThrow(products);
        expect(() => parseCatalogue(next(changes, '2027-01-31'))).toThrow(
          'announced on 2027-01-31 it can begin on 2027-04-01',
        );
        expect(parseCatalogue(next(changes, '2027-01-30'))).toHaveLength(2);
      },
    );

    it('a lowering needs none and holds at once', () => {
      const versions = parseCatalogue(next((text) => text.replace('monthlyNetCents: 200', 'monthlyNetCents: 100')));
      expect(withNotice(versions, () => undefined).map(({ from }) => from)).toEqual(['2026-01-01', '2027-03-01']);
    });

    it('does not hold before everyone is told, then from its day or the first 1st after their notice, and not beside a later version', () => {
      const versions = parseCatalogue(next(price, '2027-01-30'));
      const days = (holdsFrom: RomeDate | undefined): string[] =>
        withNotice(versions, () => holdsFrom).map(({ from }) => from);
      expect([days(undefined), days('2027-03-01'), days('2027-03-09')]).toEqual([
        ['2026-01-01'],
        ['2026-01-01', '2027-03-01'],
        ['2026-01-01', '2027-04-01'],
      ]);
      const third = { ...versions[0]!, version: '2027-2', from: '2027-04-01' as RomeDate };
      expect(withNotice([...versions, third], () => '2027-03-09').map(({ version: name }) => name)).toEqual([
        '2026-1',
        '2027-2',
      ]);
    });

    it('old and new prices are those of the services that a contract has, with VAT', () => {
      const [before, after] = parseCatalogue(next(price, '2027-01-30'));
      const { changes, ...monthly } = priceChanges(before!, after!, [
        { product: 'geographic_number', quantity: 2 },
        { product: 'pbx_basic', quantity: 1 },
      ]);
      expect(changes).toEqual([
        {
          product: 'geographic_number',
          quantity: 2,
          nameIt: 'Numero geografico',
          nameEn: 'Geographic number',
          oldGrossCents: 488,
          newGrossCents: 490,
        },
      ]);
      expect(monthly).toEqual({ oldMonthlyGrossCents: 1_098, newMonthlyGrossCents: 1_100 });
      expect([announcedDay('2027-03-01', '2027-01-30'), announcedDay('2027-03-01', '2027-02-20')]).toEqual([
        '2027-03-01',
        '2027-04-01',
      ]);
    });
  });
});
