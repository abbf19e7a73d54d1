import fc from 'fast-check';
import { BlockNotValid } from '#libs/api/errors/numbers/inventory.errors.js';
import { blocksOf, numberAt } from './blocks.rules.js';
import { memorability } from '../number/memorability.rules.js';
import { everyMove } from '#libs/testing/every-move.js';
import { numberLife } from '../number/number-life.rules.js';

describe('blocks of numbers', () => {
  it('cover a load exactly, in the order of its numbers, each aligned to its size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 1, max: 2_000 }), (start, hundreds) => {
        const first = `025${String(start).padStart(5, '0')}00`;
        const blocks = blocksOf('02', first, hundreds * 100);
        expect(blocks.reduce((sum, { size }) => sum + size, 0)).toBe(hundreds * 100);
        blocks.forEach(({ from, to, size }, index) => {
          expect(from).toBe(index === 0 ? `+39${first}` : numberAt(blocks[index - 1]!.to, 1));
          expect([to, Number(from.slice(-String(size).length + 1)), from.length]).toEqual([
            numberAt(from, size - 1),
            0,
            13,
          ]);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('keep leading zeros, and stay in their district', () => {
    expect(numberAt('+390131555099', 1)).toBe('+390131555100');
    expect(() => blocksOf('013', '0139999900', 100)).toThrow(BlockNotValid);
    expect(() => blocksOf('02', '0299999900', 1_000)).toThrow(BlockNotValid);
  });
});

describe('what is easy to remember', () => {
  it('is between 0 and 100', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (digits) => {
        const score = memorability(String(digits).padStart(8, '0'));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }),
    );
  });

  it.each([
    ['55202020', '55739418'],
    ['55123456', '55163942'],
    ['55000000', '55000001'],
    ['55123321', '55193824'],
  ])('%s is easier than %s', (easy, hard) => {
    expect(memorability(easy)).toBeGreaterThan(memorability(hard));
  });
});

describe('R3, R4: the life of a number', () => {
  it.each(
    everyMove(numberLife, {
      reserve: { available: 'reserved', by: ['reservation'] },
      release: { reserved: 'available', by: ['reservation', 'contract'] },
      expire: { reserved: 'available', by: ['clock'] },
      assign: { reserved: 'assigned', by: ['reservation'] },
      end: { assigned: 'quarantined', by: ['contract'] },
      end_leaving: { porting_out: 'porting_out', by: ['contract'] },
      give_back: { quarantined: 'returned', by: ['clock'] },
      start_port_out: { assigned: 'porting_out', by: ['port_out'] },
      stop_port_out: { porting_out: 'assigned', by: ['port_out'] },
      start_late_port_out: { quarantined: 'porting_out', by: ['port_out'] },
      stop_late_port_out: { porting_out: 'quarantined', by: ['port_out'] },
      port_out: { porting_out: 'ported_out', by: ['port_out'] },
      port_in: { ported_out: 'assigned', returned: 'assigned', by: ['port_in'] },
      come_back: { ported_out: 'quarantined', by: ['staff'] },
      quarantine_over: { quarantined: 'available', by: ['clock'] },
    }),
  )('allows %s where it is written, and nowhere else', (_move, does, said) => expect(does()).toEqual(said));
});
