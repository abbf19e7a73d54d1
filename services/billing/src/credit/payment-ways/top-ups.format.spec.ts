import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseTopUps, takes } from './top-ups.format.js';

const yaml = readFileSync(new URL('top-ups.yaml', import.meta.url), 'utf8');
const { ways } = parseTopUps(yaml);

describe('what is offered to top up', () => {
  it('R40: cannot hold a fee on any way or amount', () => {
    for (const wrong of [
      yaml.replace('card: { ', 'card: { feeCents: 35, '),
      `${yaml}\nfee: 35\n`,
      yaml.replace('bank_transfer: { ', 'bank_transfer: { percent: 1, '),
    ])
      expect(() => parseTopUps(wrong)).toThrow('top-ups');
  });

  it.each([
    ['amounts that do not rise', yaml.replace('[1000, 2000', '[2000, 1000')],
    ['an amount that is not whole cents', yaml.replace('[1000', '[10.5')],
    ['a way without a minimum', yaml.replace('minimum: 500, exactMinimum: 50', 'exactMinimum: 50')],
    ['a minimum above the most', yaml.replace('maximum: 500000', 'maximum: 400')],
    ['transfers that do not take every cent that is due', yaml.replace('exactMinimum: 1 }', 'exactMinimum: 10 }')],
    ['a way that nobody knows', `${yaml}  cash: { minimum: 1, exactMinimum: 1 }\n`],
    ['a key that is there twice', `${yaml}amounts: [100]\n`],
  ])('refuses at start %s', (_what, wrong) => expect(() => parseTopUps(wrong)).toThrow('top-ups'));

  it('R40: takes 1.22 € by card only where exactly that is due, and never what the provider refuses', () => {
    expect([
      takes(ways.card, 122, true),
      takes(ways.card, 122, false),
      takes(ways.card, 49, true),
      takes(ways.card, 50, true),
      takes(ways.card, 500, false),
      takes(ways.card, 500_001, true),
    ]).toEqual([true, false, false, true, true, false]);
  });

  it('R40: whatever is due, one way takes exactly that', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        (due) => takes(ways.card, due, true) || takes(ways.bank_transfer, due, true),
      ),
    );
  });
});
