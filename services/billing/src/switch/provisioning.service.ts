import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Logger } from 'pino';
import { servicesChanged, type ServicesChanged } from '#libs/api/billing/changes.js';
import { Workers, type Worker } from '#libs/messaging/worker.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { type ReadModel, isDuplicateKey } from '#libs/platform/mongo.js';
import { LOGGER } from '#libs/platform/tokens.js';
import type { Account } from '../account/account.schema.js';
import { servicesMessage } from '../account/services-message.text.js';
import type { Provisioning } from './provisioning.schema.js';
import { SOFTSWITCH, type Softswitch } from './softswitch.adapter.js';

const RETRY_MS = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000];
const POLL_MS = 1_000;
const AT_ONCE = 20;
/** A worker has this long for one attempt before another takes it up. */
const ATTEMPT_MS = 70_000;
const RECONCILE_BATCH = 100;
/** Active now, or once. */
const EVER_PROVIDED = {
  $or: [{ state: 'active' as const }, { state: 'closed' as const, activatedAt: { $exists: true } }],
};

/**
 * Brings every contract's services to the softswitch, each until it is acknowledged: the wanted state is kept, so that
 * what was missed, late or repeated ends in the same place. Any number of replicas share the work.
 */
@Injectable()
export class ProvisioningService {
  private readonly worker: Worker;

  constructor(
    @InjectModel('Provisioning') private readonly rows: Model<Provisioning>,
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(SOFTSWITCH) private readonly softswitch: Softswitch | undefined,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Workers) workers: Workers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.worker = workers.make({ name: 'provisioning', everyMs: POLL_MS, run: () => this.deliverDue() });
  }

  /** Whether a softswitch is told by this service; one that listens to the broker is told by the event itself. */
  get isConfigured(): boolean {
    return this.softswitch !== undefined;
  }

  /** Keeps a newer state as the wanted one, in one write; an older or repeated one changes nothing. */
  async want(wanted: ServicesChanged): Promise<void> {
    const change = {
      $set: { wanted, state: 'pending' as const, attempts: 0, nextAttemptAt: new Date() },
      $unset: { lastError: 1 as const },
    };
    const newer = wanted.reason === 'reconcile' ? { $lte: wanted.servicesVersion } : { $lt: wanted.servicesVersion };
    try {
      await this.rows.updateOne({ _id: wanted.contractId, 'wanted.servicesVersion': newer }, change, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Begins delivering; called once the process is up. */
  start(): void {
    if (this.isConfigured) this.worker.start();
  }

  private async deliverDue(): Promise<void> {
    for (;;) {
      const batch = await this.claim();
      await Promise.all(batch.map((row) => this.deliver(row)));
      if (batch.length < AT_ONCE) return;
    }
  }

  private async claim(): Promise<Provisioning[]> {
    const now = new Date();
    const due = await this.rows
      .find({ state: 'pending', nextAttemptAt: { $lte: now } })
      .limit(AT_ONCE)
      .lean<Provisioning[]>();
    const claimed = await Promise.all(
      due.map(async (row) => {
        const claim = { nextAttemptAt: new Date(now.getTime() + ATTEMPT_MS), attempts: row.attempts + 1 };
        const { modifiedCount } = await this.rows.updateOne(
          { _id: row._id, state: 'pending', nextAttemptAt: row.nextAttemptAt },
          { $set: claim },
        );
        return modifiedCount > 0 ? { ...row, ...claim } : undefined;
      }),
    );
    return claimed.filter((row) => row !== undefined);
  }

  private async deliver({ _id, wanted, attempts }: Provisioning): Promise<void> {
    // A state that became wanted meanwhile is still to be delivered: it is not the one that this answer is about.
    const same = { _id, 'wanted.servicesVersion': wanted.servicesVersion, 'wanted.at': wanted.at };
    try {
      await this.softswitch!.provide(wanted);
      await this.rows.updateOne(same, {
        $set: { state: 'acknowledged', acknowledgedAt: this.clock.now() },
        $unset: { lastError: 1 },
      });
    } catch (error) {
      const delay = RETRY_MS[Math.min(attempts, RETRY_MS.length) - 1]!;
      this.logger.warn({ contract: _id, attempts, reason: (error as Error).message }, 'softswitch did not acknowledge');
      await this.rows.updateOne(same, {
        $set: { lastError: (error as Error).message.slice(0, 300), nextAttemptAt: new Date(Date.now() + delay) },
      });
    }
  }

  /**
   * Tells the present services of every contract again, on whichever way the softswitch listens: of those that have ended
   * too, since it may be their end that was missed. @returns how many.
   */
  async reconcile(onProgress: (done: number) => void = () => undefined): Promise<number> {
    let done = 0;
    for (let after = ''; ; ) {
      const accounts = await this.accounts
        .find({ ...EVER_PROVIDED, _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(RECONCILE_BATCH)
        .lean<Account[]>();
      if (accounts.length === 0) return done;
      const now = this.clock.now();
      await this.work.run(async (tx) =>
        accounts.forEach((account) =>
          tx.emit(servicesChanged, account._id, servicesMessage(account, 'reconcile', now)),
        ),
      );
      after = accounts.at(-1)!._id;
      onProgress((done += accounts.length));
    }
  }

  /** How many contracts are acknowledged, and those that are not, the longest waiting first. */
  async status(limit = 50): Promise<{ acknowledged: number; pending: number; waiting: Provisioning[] }> {
    const [acknowledged, pending, waiting] = await Promise.all([
      this.rows.countDocuments({ state: 'acknowledged' }),
      this.rows.countDocuments({ state: 'pending' }),
      this.rows.find({ state: 'pending' }).sort({ attempts: -1 }).limit(limit).lean<Provisioning[]>(),
    ]);
    return { acknowledged, pending, waiting };
  }
}
