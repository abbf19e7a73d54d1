import { randomUUID } from 'node:crypto';
import { Schema, type Connection, type Model } from 'mongoose';
import { isDuplicateKey } from '#libs/platform/mongo.js';

interface LeaseRow {
  _id: string;
  holder: string;
  until: Date;
}
const schema = new Schema<LeaseRow>(
  { _id: String, holder: String, until: Date },
  { versionKey: false, collection: 'leases' },
);

/**
 * One holder at a time among the replicas of a service, in real time. A holder that dies is replaced when its lease
 * runs out; one that stalls may overlap with its successor, so the work under a lease must be safe to do twice.
 */
export class Lease {
  private readonly holder = randomUUID();
  private readonly rows: Model<LeaseRow>;
  private until = 0;

  constructor(
    connection: Connection,
    private readonly name: string,
    private readonly ttlMs: number,
  ) {
    this.rows = (connection.models.Lease as Model<LeaseRow> | undefined) ?? connection.model<LeaseRow>('Lease', schema);
  }

  /** Takes or renews the lease. @returns whether this process holds it. */
  async acquire(): Promise<boolean> {
    const now = Date.now();
    if (this.until - now > this.ttlMs / 2) return true;
    const until = now + this.ttlMs;
    const row = await this.rows.findById(this.name).lean();
    if (row && row.holder !== this.holder && row.until.getTime() >= now) return false;
    if (!(await this.write(row, new Date(until)))) return false;
    this.until = until;
    return true;
  }

  /** Takes it as it was seen; false when another process was quicker. */
  private async write(seen: LeaseRow | null, until: Date): Promise<boolean> {
    const mine = { holder: this.holder, until };
    if (seen)
      return (
        (await this.rows.updateOne({ _id: seen._id, holder: seen.holder, until: seen.until }, { $set: mine }))
          .matchedCount > 0
      );
    try {
      await this.rows.create({ _id: this.name, ...mine });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async release(): Promise<void> {
    this.until = 0;
    await this.rows.deleteOne({ _id: this.name, holder: this.holder });
  }
}
