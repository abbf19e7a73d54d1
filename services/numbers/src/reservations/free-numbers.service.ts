import { Inject, Injectable } from '@nestjs/common';
import { NumberStore } from '../number/number.store.js';

const BATCH = 64;
/** With so few left, the next ones are fetched before anyone has to wait for them. */
const FEW = 24;
const FIRST_SHARE = 0.001;
const SMALLEST_SHARE = 0.000_01;
const WIDER = 8;
/** How often others may take what was found before the whole district is looked at. */
const LOOKS = 3;

interface Pool {
  readonly candidates: string[];
  /** How much of the district the next look takes in: enough to find a batch, whether it is empty or nearly full. */
  share: number;
  looking?: Promise<void>;
  /** Handed out last: they are being written, and look free until then. */
  readonly given: string[];
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
    for (let looks = 0; pool.candidates.length === 0 && looks < LOOKS; looks++) await this.lookOnce(district, pool);
    const candidate = pool.candidates.pop();
    if (!candidate) return this.any(district);
    pool.given.push(candidate);
    if (pool.given.length > BATCH) pool.given.shift();
    if (pool.candidates.length < FEW) this.lookOnce(district, pool).catch(() => undefined); // whoever needs them looks again
    return candidate;
  }

  private lookOnce(district: string, pool: Pool): Promise<void> {
    return (pool.looking ??= this.look(district, pool).finally(() => (pool.looking = undefined)));
  }

  private async look(district: string, pool: Pool): Promise<void> {
    for (;;) {
      const share = Math.min(1, pool.share);
      const from = Math.random() * (1 - share);
      const found = await this.between(district, from, from + share);
      const known = new Set([...pool.candidates, ...pool.given]);
      pool.candidates.unshift(...found.map(({ _id }) => _id).filter((id) => !known.has(id)));
      pool.share = nextShare(share, from, found);
      if (found.length > 0 || share === 1) return;
    }
  }

  /** Others took what was found: one of this caller's own, anywhere in the district. */
  private async any(district: string): Promise<string | undefined> {
    const found = await this.between(district, 0, 1);
    return found[Math.floor(Math.random() * found.length)]?._id;
  }

  private between(district: string, from: number, to: number): Promise<{ _id: string; pick: number }[]> {
    return this.store.numbers
      .find({ district, state: 'available', pick: { $gte: from, $lt: to } }, { pick: 1 })
      .sort({ pick: 1 })
      .limit(BATCH)
      .lean()
      .exec();
  }

  private poolOf(district: string): Pool {
    const pool = this.pools.get(district) ?? { candidates: [], share: FIRST_SHARE, given: [] };
    this.pools.set(district, pool);
    return pool;
  }
}

/** As wide as a batch was, or as it would be at the density that was found. */
function nextShare(share: number, from: number, found: readonly { pick: number }[]): number {
  const covered =
    found.length === BATCH ? found.at(-1)!.pick - from : share * Math.min(WIDER, BATCH / Math.max(found.length, 1));
  return Math.min(1, Math.max(SMALLEST_SHARE, covered));
}
