import { Inject, Injectable } from '@nestjs/common';
import { NumberStore } from '../inventory/number-store.js';

const BATCH = 64;
const FIRST_SHARE = 0.02;
const SMALLEST_SHARE = 0.000_01;
const WIDER = 8;

interface Pool {
  readonly candidates: string[];
  /** How much of the district the next look takes in: enough to find some numbers, whether it is empty or nearly full. */
  share: number;
  looking?: Promise<void>;
}

/**
 * Numbers that were free when this process looked, a few for each district, from a random stretch of it. A candidate is
 * no promise: whoever writes the reservation finds out. Only a look at the whole district that finds none means none.
 */
@Injectable()
export class FreeNumbers {
  private readonly pools = new Map<string, Pool>();

  constructor(@Inject(NumberStore) private readonly store: NumberStore) {}

  /** A number that is probably free; undefined when the district has none. */
  async next(district: string): Promise<string | undefined> {
    const pool = this.poolOf(district);
    if (pool.candidates.length === 0) await (pool.looking ??= this.look(district, pool).finally(() => (pool.looking = undefined)));
    return pool.candidates.pop() ?? this.any(district);
  }

  private async look(district: string, pool: Pool): Promise<void> {
    for (;;) {
      const share = Math.min(1, pool.share);
      const from = Math.random() * (1 - share);
      const found = await this.between(district, from, from + share);
      pool.candidates.push(...found);
      if (found.length === BATCH) pool.share = Math.max(SMALLEST_SHARE, share / 2);
      if (found.length > 0) return;
      pool.share = Math.min(1, share * WIDER);
      if (share === 1) return;
    }
  }

  /** Others took what a look had found: one of this caller's own, anywhere in the district. */
  private async any(district: string): Promise<string | undefined> {
    const found = await this.between(district, 0, 1);
    return found[Math.floor(Math.random() * found.length)];
  }

  private async between(district: string, from: number, to: number): Promise<string[]> {
    const rows = await this.store.numbers.find({ district, state: 'available', pick: { $gte: from, $lt: to } }, { _id: 1 }).sort({ pick: 1 }).limit(BATCH).lean();
    return rows.map(({ _id }) => _id);
  }

  private poolOf(district: string): Pool {
    const pool = this.pools.get(district) ?? { candidates: [], share: FIRST_SHARE };
    this.pools.set(district, pool);
    return pool;
  }
}
