import { micros } from '#libs/money/money.js';
import { RateDeck, type Rate } from '../services/billing/src/pricing/rating/rating.rules.js';
import { median, type BenchmarkOptions, type BenchmarkResult } from './benchmark.js';

const PREFIXES = 20_000;
const RECORDS = 200_000;
const AIM = 300_000;
const AT = Date.UTC(2026, 11, 1);

/** The same sequence in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** Prefixes of 1 to 9 digits, each with two prices, one after the other. */
function deckOf(next: () => number): RateDeck {
  const prefixes = new Set(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  while (prefixes.size < PREFIXES)
    prefixes.add(String(Math.floor((1 + 9 * next()) * 10 ** Math.floor(2 + 7 * next()))));
  const rates = [...prefixes].flatMap((prefix): Rate[] => {
    const terms = {
      prefix,
      destination: prefix,
      name: { it: prefix, en: prefix },
      destinationClass: 'national',
      setup: micros(Math.floor(next() * 50_000)),
      firstSeconds: 1 + Math.floor(next() * 60),
      stepSeconds: 1 + Math.floor(next() * 30),
      flat: false,
    };
    const change = Date.UTC(2026, Math.floor(next() * 12), 1);
    return [
      { ...terms, perMinute: micros(Math.floor(next() * 500_000)), from: 0, to: change },
      { ...terms, perMinute: micros(Math.floor(next() * 500_000)), from: change },
    ];
  });
  return new RateDeck(rates);
}

/** `rate`: calls rated a second on one core, longest prefix and price, with 20,000 prefixes of two prices each. */
export async function benchmark({ seconds, progress }: BenchmarkOptions): Promise<BenchmarkResult> {
  const next = random(42);
  const deck = deckOf(next);
  const numbers = Array.from({ length: RECORDS }, () => `+${Math.floor((1 + 9 * next()) * 10 ** 10)}`);
  const durations = Int32Array.from({ length: RECORDS }, () => Math.floor(next() * 1_800));
  const rateAll = (): number => {
    let total = 0;
    for (let index = 0; index < RECORDS; index++) {
      const rate = deck.find(numbers[index]!, AT);
      if (rate >= 0) total += deck.price(rate, durations[index]!);
    }
    return total;
  };
  const expected = rateAll();
  const figures: number[] = [];
  const heap = process.memoryUsage().heapUsed;
  const end = performance.now() + seconds * 1_000;
  while (performance.now() < end || figures.length < 3) {
    const started = performance.now();
    if (rateAll() !== expected) throw new Error('rating the same calls twice gave two sums');
    figures.push((RECORDS * 1_000) / (performance.now() - started));
    progress(`${Math.round(figures.at(-1)!).toLocaleString('en')} CDR/s`);
  }
  const grown = Math.round((process.memoryUsage().heapUsed - heap) / 1024);
  const ours = median(figures);
  return {
    unit: 'CDR/s',
    ours,
    floor: AIM,
    ratio: ours / AIM,
    aim: '≥ 300,000 CDR/s on one core',
    notes: [
      `${PREFIXES} prefixes, two prices each`,
      `median of ${figures.length} rounds of ${RECORDS} calls`,
      `heap grew ${grown} KiB`,
    ],
  };
}
