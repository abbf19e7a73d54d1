import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { RomeDate } from '#libs/italy/rome-time.js';
import { completeServices } from '../../pricing/catalogue/catalogue.rules.js';
import { parseCatalogue } from '../../pricing/catalogue/catalogue.service.js';
import { priceServices, totalOf } from '../../pricing/quotes/pricing.rules.js';
import { numbersGivenUp, planChange, scheduleOf, type Plan, type Standing } from './changes.rules.js';

const version = parseCatalogue(
  readFileSync(new URL('../../pricing/catalogue/catalogue.yaml', import.meta.url), 'utf8'),
)[0]!;
const today = '2026-11-21' as RomeDate;
const span = { days: 10, ofDays: 30 };
const services = (asked: Record<string, number>) =>
  completeServices(
    version,
    Object.entries(asked).map(([product, quantity]) => ({ product, quantity })),
  );
const standing = (asked: Record<string, number>): Standing => ({ now: services(asked), next: services(asked) });
const change = (from: Standing, wanted: Record<string, number>): Plan =>
  planChange({
    version,
    standing: from,
    wanted: Object.entries(wanted).map(([product, quantity]) => ({ product, quantity })),
    today,
    span,
  });
const gross = ({ lines }: Plan): number => totalOf(lines).gross;
const quantity = (items: Standing['now'], product: string): number =>
  items.find((item) => item.product === product)?.quantity ?? 0;

const usual = standing({ pbx_basic: 1, extension: 3 });

describe('R8–R11: changes of services', () => {
  it('R9: more of a product is charged at once for the days that remain, today included, and is there at once', () => {
    const plan = change(usual, { extension: 5 });
    expect(plan.steps).toEqual([
      { product: 'extension', kind: 'upgrade', fromQuantity: 3, toQuantity: 5, effectiveOn: today },
    ]);
    expect(plan.lines).toMatchObject([
      { quantity: 2, days: 10, netCents: 100, vatCents: 22, grossCents: 122, reason: 'upgrade' },
    ]);
    expect([quantity(plan.now, 'extension'), quantity(plan.next, 'extension')]).toEqual([5, 5]);
  });

  it('R10: less of a product costs nothing, stays until the end of the month and is gone from the next 1st', () => {
    const plan = change(usual, { extension: 1 });
    expect(plan.steps).toEqual([
      { product: 'extension', kind: 'downgrade', fromQuantity: 3, toQuantity: 1, effectiveOn: '2026-12-01' },
    ]);
    expect([plan.lines, quantity(plan.now, 'extension'), quantity(plan.next, 'extension')]).toEqual([[], 3, 1]);
    expect(scheduleOf(plan, '2026-11', [])).toMatchObject({ from: '2026-12' });
  });

  it('R10: asking for it again in the month withdraws the downgrade at no charge; only what is beyond is charged', () => {
    const lower = change(usual, { extension: 1 });
    const again = change(lower, { extension: 3 });
    expect([again.steps, again.lines]).toEqual([
      [{ product: 'extension', kind: 'withdrawal', fromQuantity: 1, toQuantity: 3, effectiveOn: today }],
      [],
    ]);
    expect(scheduleOf(again, '2026-11', [])).toBeUndefined();
    const beyond = change(lower, { extension: 4 });
    expect(beyond.steps.map(({ kind }) => kind)).toEqual(['withdrawal', 'upgrade']);
    expect(beyond.lines).toMatchObject([{ quantity: 1 }]);
  });

  it('nasty 7: metered → FLAT → metered → FLAT in one month is charged once', () => {
    const flat = change(usual, { traffic_flat: 1 });
    expect(flat.lines).toMatchObject([{ product: 'traffic_flat', netCents: 333, reason: 'upgrade' }]);
    const metered = change(flat, { traffic_metered: 1 });
    expect([
      metered.steps.map(({ kind }) => kind),
      gross(metered),
      quantity(metered.now, 'traffic_flat'),
      quantity(metered.next, 'traffic_metered'),
    ]).toEqual([['downgrade'], 0, 1, 1]);
    const again = change(metered, { traffic_flat: 1 });
    expect([again.steps.map(({ kind }) => kind), gross(again), again.next]).toEqual([['withdrawal'], 0, flat.next]);
  });

  it('exchanges a PBX for a dearer one at once, for the difference to what is paid; for a cheaper one from the next 1st', () => {
    const better = change(usual, { pbx_professional: 1 });
    expect(better.lines).toMatchObject([
      { product: 'pbx_professional', netCents: 233, reason: 'exchange', replaces: 'pbx_basic' },
    ]);
    expect([quantity(better.now, 'pbx_basic'), quantity(better.now, 'pbx_professional')]).toEqual([0, 1]);
    const back = change(better, { pbx_basic: 1 });
    expect([gross(back), quantity(back.now, 'pbx_professional'), quantity(back.next, 'pbx_basic')]).toEqual([0, 1, 1]);
  });

  it('R11: takes upgrades and downgrades in one order', () => {
    const plan = change(usual, { extension: 2, virtual_fax: 1, traffic_flat: 1 });
    expect(plan.steps.map(({ product, kind }) => `${product} ${kind}`)).toEqual([
      'extension downgrade',
      'virtual_fax upgrade',
      'traffic_flat upgrade',
    ]);
  });

  it.each([
    ['what the catalogue does not have', { pbx_gold: 1 }],
    ['two of an exclusive group', { pbx_basic: 1, pbx_professional: 1 }],
    ['more than a contract may have', { extension: 1_001 }],
    ['extensions without a PBX', { pbx_basic: 0 }],
  ])('refuses %s', (_what, wanted) =>
    expect(() => change(usual, wanted as unknown as Record<string, number>)).toThrow(
      expect.objectContaining({ code: 'invalid_input' }),
    ),
  );

  it('refuses a change that changes nothing', () =>
    expect(() => change(usual, { extension: 3 })).toThrow(expect.objectContaining({ code: 'nothing_to_change' })));

  it('R3: the numbers given up are named, and never the first', () => {
    const numbers = ['+3902000001', '+3902000002', '+3902000003'];
    expect(numbersGivenUp(numbers, 2, ['+3902000003'])).toEqual(['+3902000003']);
    for (const chosen of [[], ['+3902000001'], ['+3902000009'], ['+3902000002', '+3902000003']])
      expect(() => numbersGivenUp(numbers, 2, chosen)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    expect(quantity(change(usual, { extension: 4, geographic_number: 0 }).next, 'geographic_number')).toBe(1);
  });
});

describe('R8–R11: any sequence of changes in a month', () => {
  const wish = fc.record(
    {
      extension: fc.integer({ min: 0, max: 6 }),
      blf: fc.integer({ min: 0, max: 3 }),
      virtual_fax: fc.integer({ min: 0, max: 2 }),
    },
    { requiredKeys: [] },
  );
  const group = fc.constantFrom(
    {},
    { traffic_flat: 1 },
    { traffic_metered: 1 },
    { pbx_basic: 1 },
    { pbx_professional: 1 },
    { pbx_contact_center: 1 },
  );
  const sequence = fc.array(
    fc.tuple(wish, group).map(([quantities, one]) => ({ ...quantities, ...one }) as Record<string, number>),
    { maxLength: 12 },
  );

  it('never charges the same month of a service twice, never refunds, and leads where it was asked to', () => {
    fc.assert(
      fc.property(sequence, (wishes) => {
        let at: Standing = usual;
        let paidFullMonth = 0;
        for (const wanted of wishes) {
          let plan: Plan;
          try {
            plan = planChange({
              version,
              standing: at,
              wanted: Object.entries(wanted).map(([product, q]) => ({ product, quantity: q })),
              today,
              span: { days: 30, ofDays: 30 },
            });
          } catch {
            continue;
          }
          expect(plan.lines.every(({ grossCents }) => grossCents >= 0)).toBe(true);
          for (const [product, q] of Object.entries(wanted)) if (q > 0) expect(quantity(plan.next, product)).toBe(q);
          for (const { product, quantity: had } of at.now) {
            const kept = quantity(plan.now, product) >= had;
            expect(
              kept || plan.lines.some(({ replaces }) => replaces === product) || product === 'traffic_metered',
            ).toBe(true);
          }
          expect(completeServices(version, plan.now)).toEqual(plan.now);
          paidFullMonth += totalOf(plan.lines).net;
          at = plan;
        }
        // On the 1st a whole month is charged: all that was paid is the price of what there is, less what it began with.
        const net = (items: Standing['now']): number =>
          totalOf(priceServices(version, items, { days: 1, ofDays: 1 }, 'renewal')).net;
        expect(net(usual.now) + paidFullMonth).toBe(net(at.now));
      }),
      { numRuns: 500 },
    );
  });
});
