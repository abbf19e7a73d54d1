import type { Model } from 'mongoose';
import type { Logger } from 'pino';
import type { ServiceName } from '#libs/api/kernel/definition.js';
import { receiversOf } from '#libs/api/subscriptions.js';
import { messagesPublished, messagesRefused } from '#libs/platform/metrics.js';
import type { Broker } from './broker.js';
import { publishOptions } from './envelope.js';
import { encoded } from './message-size.js';
import type { OutboxRow } from './outbox.js';

const BATCH = 200;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;
const RECEIVERS = receiversOf();

/** Whoever listens to the exchange: clients' streams, integrators, nobody. */
const LISTENERS = 'listeners';
type Destination = ServiceName | typeof LISTENERS;

interface Refusal {
  readonly waitMs: number;
  readonly until: number;
}

/**
 * Gives messages to their destinations: to each receiver's own queue, so that one whose queue is gone is missed though others
 * got theirs, and to the exchange. A destination that refuses a message gets nothing until it takes that one; what it waits for is
 * noted with the message, so that the others get it once and are not held up. For one relay at a time.
 */
export class OutboxDelivery {
  private readonly refusals = new Map<Destination, Refusal>();
  private begun = false;

  constructor(
    private readonly outbox: Model<OutboxRow>,
    private readonly broker: Broker,
    private readonly logger: Logger,
  ) {}

  /** Before anything is sent: what waits since an earlier relay still goes first. */
  async begin(): Promise<void> {
    if (this.begun) return;
    this.refusals.clear();
    for (const destination of await this.outbox.distinct('waitsFor', { waitsFor: { $exists: true } }))
      this.refusals.set(destination as Destination, { waitMs: 0, until: 0 });
    this.begun = true;
  }

  /** Another may relay now: what is known here is out of date. */
  forget(): void {
    this.begun = false;
  }

  /** Whether it is time to try a destination again that refused. */
  get isDue(): boolean {
    return this.due().length > 0;
  }

  /**
   * Sends what nobody has been offered yet, in order within each aggregate.
   * @throws BrokerUnavailable when the broker is away: what it has not confirmed is still to be sent
   */
  async send(rows: readonly OutboxRow[]): Promise<void> {
    const taken: OutboxRow[] = [];
    const refused: { row: OutboxRow; waitsFor: Destination[] }[] = [];
    const failure = await inLanes(rows, async (row) => {
      const waitsFor = await this.offerToAll(row, [LISTENERS, ...(RECEIVERS.get(row.type) ?? [])]);
      if (waitsFor.length > 0) refused.push({ row, waitsFor });
      else taken.push(row);
    });
    await this.remove(taken);
    if (refused.length > 0)
      await this.outbox.bulkWrite(
        refused.map(({ row, waitsFor }) => ({
          updateOne: { filter: { _id: row._id }, update: { $set: { waitsFor } } },
        })),
      );
    if (failure) throw failure;
  }

  /** @returns those that have not taken it */
  private async offerToAll(row: OutboxRow, destinations: readonly Destination[]): Promise<Destination[]> {
    const body = encoded(row.data);
    const took = await Promise.all(
      destinations.map(async (to) => !this.refusals.has(to) && (await this.offer(row, body, to))),
    );
    return destinations.filter((_, index) => !took[index]);
  }

  /** Tries those that refused, where it is time to: with one message first, then with many. @throws BrokerUnavailable */
  async retry(): Promise<void> {
    for (const to of this.due()) await this.retryAt(to);
  }

  private async retryAt(to: Destination): Promise<void> {
    const limit = this.refusals.get(to)?.waitMs ? 1 : BATCH;
    const rows = await this.outbox.find({ waitsFor: to }).sort({ _id: 1 }).limit(limit).lean<OutboxRow[]>();
    const taken: OutboxRow[] = [];
    let refused = false;
    const failure = await inLanes(rows, async (row) => {
      if (refused) return;
      if (await this.offer(row, encoded(row.data), to)) taken.push(row);
      else refused = true;
    });
    await this.takenBy(to, taken);
    if (failure) throw failure;
    if (!refused) this.willing(to, rows.length);
  }

  /** It took a number of messages: more at once, or what is new if there are no more. */
  private willing(to: Destination, took: number): void {
    if (took > 0) return void this.refusals.set(to, { waitMs: 0, until: 0 });
    this.refusals.delete(to);
    this.logger.info({ destination: to }, 'destination takes messages again');
  }

  private due(): Destination[] {
    const now = Date.now();
    return [...this.refusals].filter(([, { until }]) => until <= now).map(([destination]) => destination);
  }

  /** @returns whether it took the message. @throws BrokerUnavailable when nobody could */
  private async offer(row: OutboxRow, body: Buffer, to: Destination): Promise<boolean> {
    const { names } = this.broker;
    const options = publishOptions(row);
    try {
      if (to === LISTENERS) await this.broker.publish(names.events, row.type, body, options);
      else await this.broker.publish('', names.queue(to), body, { ...options, mandatory: true });
      return true;
    } catch (error) {
      if (!this.broker.isConnected) throw error;
      this.refusedBy(to, error as Error);
      return false;
    }
  }

  /** Of many messages that were on their way to it, the first refusal counts. */
  private refusedBy(to: Destination, { message, cause }: Error): void {
    messagesRefused.inc({ destination: to });
    const last = this.refusals.get(to);
    if (last && last.until > Date.now()) return;
    const waitMs = Math.min(2 * (last?.waitMs ?? 0) || FIRST_RETRY_MS, LAST_RETRY_MS);
    this.refusals.set(to, { waitMs, until: Date.now() + waitMs });
    const reason = cause instanceof Error ? cause.message : message;
    this.logger.error({ destination: to, reason, waitMs }, 'destination refuses messages: they wait in the outbox');
  }

  private async takenBy(to: Destination, rows: readonly OutboxRow[]): Promise<void> {
    const isLast = ({ waitsFor }: OutboxRow): boolean => waitsFor?.length === 1;
    const elsewhere = rows.filter((row) => !isLast(row)).map(({ _id }) => _id);
    if (elsewhere.length > 0) await this.outbox.updateMany({ _id: { $in: elsewhere } }, { $pull: { waitsFor: to } });
    await this.remove(rows.filter(isLast));
  }

  private async remove(rows: readonly OutboxRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.outbox.deleteMany({ _id: { $in: rows.map(({ _id }) => _id) } });
    for (const { type } of rows) messagesPublished.inc({ message: type });
  }
}

/** Works on the messages of one aggregate one after another, on those of different ones at once. @returns what failed first, when all is over */
async function inLanes(
  rows: readonly OutboxRow[],
  work: (row: OutboxRow) => Promise<void>,
): Promise<Error | undefined> {
  const lanes = new Map<string, Promise<void>>();
  for (const row of rows)
    lanes.set(
      row.subject,
      (lanes.get(row.subject) ?? Promise.resolve()).then(() => work(row)),
    );
  const outcomes = await Promise.allSettled(lanes.values());
  return outcomes.find((outcome) => outcome.status === 'rejected')?.reason as Error | undefined;
}
