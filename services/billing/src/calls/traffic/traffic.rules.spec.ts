import fc from 'fast-check';
import { cents, micros, roundMicros, vatOn, type Micros } from '#libs/money/money.js';
import { rateCall, RateDeck, type Rate } from '../../pricing/rating/rating.rules.js';
import { grossCeiling } from '../../credit/held/held-credit.rules.js';
import { affordable, takenOf, toPost, withinCredit } from './traffic.rules.js';

const rate = (over: Partial<Rate> = {}): Rate => ({
  prefix: '39',
  destination: 'Italy',
  name: { it: 'Italia', en: 'Italy' },
  destinationClass: 'national',
  perMinute: micros(60_000),
  setup: micros(0),
  firstSeconds: 1,
  stepSeconds: 1,
  flat: true,
  from: 0,
  ...over,
});

describe('how long a call may last', () => {
  it('is what credit pays for, and what is left of the allowance', () => {
    const deck = new RateDeck([rate()]);
    expect(affordable(deck, 0, { netMicros: 10_000, allowanceSeconds: 0 }, 3_600)).toEqual({
      seconds: 10,
      netMicros: 10_000,
      coveredSeconds: 0,
    });
    expect(affordable(deck, 0, { netMicros: 10_000, allowanceSeconds: 60 }, 3_600)).toEqual({
      seconds: 70,
      netMicros: 10_000,
      coveredSeconds: 60,
    });
    expect(affordable(deck, 0, { netMicros: -1, allowanceSeconds: 0 }, 3_600).seconds).toBe(0);
    expect(affordable(deck, 0, { netMicros: 1e9, allowanceSeconds: 0 }, 3_600).seconds).toBe(3_600);
  });

  it('is not cut short by a debt where it costs nothing: a free number, or what the allowance covers (R8)', () => {
    const deck = new RateDeck([rate(), rate({ prefix: '39800', perMinute: micros(0) })]);
    const debt = { netMicros: -50_000, allowanceSeconds: 0 };
    expect(affordable(deck, 1, debt, 3_600)).toEqual({ seconds: 3_600, netMicros: 0, coveredSeconds: 0 });
    expect(affordable(deck, 0, { ...debt, allowanceSeconds: 90 }, 3_600)).toEqual({
      seconds: 90,
      netMicros: 0,
      coveredSeconds: 90,
    });
    expect(affordable(deck, 0, debt, 3_600).seconds).toBe(0);
  });

  it('is the longest that fits, whatever the terms', () => {
    const terms = fc.record({
      perMinute: fc.nat(500_000),
      setup: fc.nat(100_000),
      firstSeconds: fc.integer({ min: 1, max: 60 }),
      stepSeconds: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(terms, fc.nat(5_000_000), fc.nat(600), (given, netMicros, allowanceSeconds) => {
        const deck = new RateDeck([
          rate(given as { perMinute: Micros; setup: Micros; firstSeconds: number; stepSeconds: number }),
        ]);
        const granted = affordable(deck, 0, { netMicros, allowanceSeconds }, 7_200);
        expect(granted.netMicros).toBeLessThanOrEqual(netMicros);
        if (granted.seconds < 7_200)
          expect(rateCall(deck, 0, granted.seconds + 1, allowanceSeconds).netMicros).toBeGreaterThan(netMicros);
      }),
    );
  });

  it('keeps enough for what was reserved', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (net) =>
        expect(grossCeiling(net, 2_200)).toBeGreaterThanOrEqual(vatOn(roundMicros(micros(net)), 2_200).gross),
      ),
    );
  });
});

describe('what an ended contract is charged (R14)', () => {
  it('is never more than its credit, and with what is let go comes to what was due', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: -500, max: 130_000 }), (net, credit) => {
        const due = vatOn(cents(net), 2_200);
        const { charged, waived } = withinCredit(due, credit, 2_200);
        expect(charged.gross).toBe(Math.min(due.gross, Math.max(0, credit)));
        for (const part of ['net', 'vat', 'gross'] as const) {
          expect(charged[part]).toBeGreaterThanOrEqual(0);
          expect(charged[part] + waived[part]).toBe(due[part]);
        }
        expect(charged.net + charged.vat).toBe(charged.gross);
      }),
    );
  });

  it('is all of it where credit may go below zero', () => {
    expect(withinCredit(vatOn(cents(100), 2_200), Infinity, 2_200)).toMatchObject({
      charged: { gross: 122 },
      waived: { gross: 0 },
    });
  });
});

describe('the cost of a day', () => {
  it('comes to the same cents in one posting or in many', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300_000), { minLength: 1, maxLength: 20 }), (calls) => {
        let day = { netMicros: 0, postedNetCents: 0, postedVatCents: 0 };
        for (const call of calls) {
          day = { ...day, netMicros: day.netMicros + call };
          const { net, vat } = toPost(day, 2_200);
          day = { ...day, postedNetCents: day.postedNetCents + net, postedVatCents: day.postedVatCents + vat };
        }
        expect(day).toMatchObject({
          postedNetCents: vatOn(roundMicros(micros(day.netMicros)), 2_200).net,
          postedVatCents: vatOn(roundMicros(micros(day.netMicros)), 2_200).vat,
        });
      }),
    );
  });
});

describe('a day that came to cost less', () => {
  it('takes its postings back with the VAT that they carried, to the cent and no further, however often', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50_000 }),
        fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(0, 2_200),
        (net, parts, vatBasisPoints) => {
          let { net: netCents, vat: vatCents, gross: grossCents } = vatOn(cents(net), vatBasisPoints);
          for (const part of parts) {
            const line = {
              product: 'traffic_metered',
              quantity: 1,
              days: 1,
              ofDays: 1,
              netCents,
              vatBasisPoints,
              vatCents,
              grossCents,
              reason: 'traffic' as const,
            };
            const [taken] = takenOf([line], cents(part));
            if (!taken) break;
            expect(taken.netCents).toBe(Math.min(part, netCents));
            [netCents, vatCents, grossCents] = [
              cents(netCents - taken.netCents),
              cents(vatCents - taken.vatCents),
              cents(grossCents - taken.grossCents),
            ];
            expect([vatCents, grossCents]).toEqual([vatOn(netCents, vatBasisPoints).vat, netCents + vatCents]);
            expect(Math.abs(vatOn(taken.netCents, vatBasisPoints).vat - taken.vatCents)).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });
});
