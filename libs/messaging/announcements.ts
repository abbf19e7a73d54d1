import { Schema, type Connection, type Model } from 'mongoose';
import { noticeEnds } from '#libs/italy/notice.js';
import { romeDate, type RomeDate } from '#libs/italy/rome-time.js';
import type { Clock } from '#libs/platform/clock.js';
import { ConfigError } from '#libs/platform/config.js';
import type { Tx, UnitOfWork } from './unit-of-work.js';

/** How far the customers of a service have been told of a version of its terms or prices. */
export interface AnnouncementRow {
  /** The version, e.g. `2027-1`. */
  _id: string;
  firstSeenAt: Date;
  /** The last contract that was told. */
  after: string;
  told: number;
  /** When the last of them was told. */
  toldAt?: Date;
}
const schema = new Schema<AnnouncementRow>(
  { _id: String, firstSeenAt: Date, after: String, told: Number, toldAt: Date },
  { versionKey: false, collection: 'announcements' },
);

/** A version that customers must be told of before it holds. */
export interface Announced {
  readonly version: string;
  /** The day it was written to hold from. */
  readonly from: RomeDate;
}
/** What one transaction told: how many, and the last of them; no `last` when nobody is left. */
export interface Told {
  readonly told: number;
  readonly last?: string;
}

/**
 * What customers were told beforehand (R26). A version holds from its day or from the end of the notice, whichever is later,
 * counted from when the last customer was told: a job that stood still postpones it rather than shortening anybody's notice.
 */
export class Announcements {
  private readonly rows: Model<AnnouncementRow>;

  constructor(
    connection: Connection,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {
    this.rows =
      (connection.models.Announcement as Model<AnnouncementRow> | undefined) ??
      connection.model<AnnouncementRow>('Announcement', schema);
  }

  /**
   * Notes a version when it is first seen. Where there is nobody to tell, a new operator's first start, it counts as told.
   * @throws ConfigError when it is to hold before customers can have been told.
   */
  async see(what: string, { version, from }: Announced, nobodyToTell: boolean): Promise<void> {
    if (await this.rows.exists({ _id: version })) return;
    const now = this.clock.now();
    const earliest = noticeEnds(romeDate(now));
    if (!nobodyToTell && from < earliest)
      throw new ConfigError([
        `${what} ${version} cannot hold from ${from}: customers are told 30 days before, and it is seen for the first time on ${romeDate(now)}; let it begin on ${earliest} or later`,
      ]);
    await this.rows.updateOne(
      { _id: version },
      { $setOnInsert: { firstSeenAt: now, after: '', told: 0, ...(nobodyToTell ? { toldAt: new Date(0) } : {}) } },
      { upsert: true },
    );
  }

  /** The day from which it holds; undefined while not everyone has been told. */
  async holdsFrom({ version, from }: Announced): Promise<RomeDate | undefined> {
    const row = await this.rows.findById(version).lean();
    if (!row?.toldAt) return undefined;
    const ends = noticeEnds(romeDate(row.toldAt));
    return ends > from ? ends : from;
  }

  /** Tells everyone, `page` by page in a transaction each; killed midway it goes on where it was, run twice nobody is told twice. */
  async tell(version: string, page: (after: string, tx: Tx) => Promise<Told>): Promise<void> {
    for (let done = false; !done; ) {
      done = await this.work.run(async (tx) => {
        const row = await this.rows.findById(version).lean().orFail();
        if (row.toldAt) return true;
        const { told, last } = await page(row.after, tx);
        await this.rows.updateOne(
          { _id: version },
          last ? { $set: { after: last }, $inc: { told } } : { $set: { toldAt: this.clock.now() } },
        );
        return !last;
      });
    }
  }

  /** All of them, the newest version first. */
  all(): Promise<AnnouncementRow[]> {
    return this.rows.find().sort({ firstSeenAt: -1, _id: -1 }).lean();
  }
}
