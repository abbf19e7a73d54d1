import fc from 'fast-check';
import { cents, roundMicros, micros, vatOn } from '#libs/money/money.js';
import { isOpen, isOverCeiling, netWithin, overrides, roomOn, stateOf, unset } from './call-limits.rules.js';

const CLASSES = [
  { code: 'national', closed: false },
  { code: 'premium', closed: true },
  { code: 'satellite', closed: true },
];
const none = unset('con', 'cus');
const postedAs = (netMicros: number): number => vatOn(roundMicros(micros(netMicros)), 2_200).gross;

describe('R27: classes of destinations', () => {
  it('are as declared until the customer says otherwise', () => {
    expect(CLASSES.filter((each) => isOpen(none, each)).map(({ code }) => code)).toEqual(['national']);
    const set = { ...none, ...overrides(CLASSES, ['premium']) };
    expect(stateOf(CLASSES, set).openClasses).toEqual(['premium']);
    expect(isOpen(set, { code: 'moon', closed: true })).toBe(false);
    expect(isOpen(set, { code: 'new', closed: false })).toBe(true);
  });

  it('are refused by name where one does not exist', () => {
    expect(() => overrides(CLASSES, ['premium', 'moon'])).toThrow('moon does not exist');
  });

  it('come back as they were asked for', () => {
    fc.assert(
      fc.property(fc.subarray(CLASSES.map(({ code }) => code)), (open) =>
        expect(stateOf(CLASSES, { ...none, ...overrides(CLASSES, open) }).openClasses).toEqual(open),
      ),
    );
  });
});

describe('R27: caps', () => {
  it('leave what is posted within them to the cent, and use all of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (cap) => {
        const most = netWithin(cents(cap), 2_200);
        expect(postedAs(most)).toBeLessThanOrEqual(cap);
        expect(postedAs(most + 20_000)).toBeGreaterThan(cap);
      }),
    );
  });

  it('of a day and of a month both hold, whatever earlier days came to', () => {
    const days = fc.array(fc.nat(5_000_000), { maxLength: 6 });
    fc.assert(
      fc.property(
        days,
        fc.nat(2_000),
        fc.nat(8_000),
        fc.nat(2_000_000),
        (earlier, dailyCapCents, monthlyCapCents, today) => {
          const cost = [
            ...earlier.map((netMicros, index) => ({ day: `2026-12-0${index + 1}`, netMicros })),
            { day: '2026-12-09', netMicros: today },
          ];
          const room = roomOn('2026-12-09', { dailyCapCents, monthlyCapCents }, cost, 2_200);
          if (room <= 0) return;
          expect(postedAs(today + room)).toBeLessThanOrEqual(dailyCapCents);
          expect(
            earlier.reduce((total, each) => total + postedAs(each), 0) + postedAs(today + room),
          ).toBeLessThanOrEqual(monthlyCapCents);
        },
      ),
    );
  });

  it('of nothing leave nothing, and without any there is no bound', () => {
    expect(roomOn('2026-12-09', { dailyCapCents: 0 }, [], 2_200)).toBe(0);
    expect(roomOn('2026-12-09', { monthlyCapCents: 100 }, [{ day: '2026-12-01', netMicros: 9_000_000 }], 2_200)).toBe(
      0,
    );
    expect(roomOn('2026-12-09', {}, [{ day: '2026-12-09', netMicros: 1 }], 2_200)).toBe(Infinity);
  });
});

describe('R27: the ceiling per minute', () => {
  it('is held with VAT, exactly', () => {
    expect(isOverCeiling(100_000, 12, 2_200)).toBe(true);
    expect(isOverCeiling(100_000, 13, 2_200)).toBe(false);
    expect(isOverCeiling(50_000, 6, 2_000)).toBe(false);
    expect(isOverCeiling(5_000_000, undefined, 2_200)).toBe(false);
  });
});
