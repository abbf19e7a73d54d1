import type { Model, QueryFilter } from 'mongoose';
import type { Logger } from 'pino';
import type { Clock } from './clock.js';
import { mailFailureOf, type MailFailure } from './mail-failure.rules.js';

const CLAIM_MS = 60_000;
const BATCH = 50;
/** About a day in all. */
const RETRY_MS = [2_000, 10_000, 60_000, 300_000, 1_800_000, 7_200_000, 21_600_000, 43_200_000];

/** What a queue of mail keeps of each, whatever else its owner does. */
export interface QueuedMail {
  _id: string;
  state: 'queued' | 'sent' | 'failed';
  attempts: number;
  /** Real time before which no replica takes it. */
  retryAt: Date;
  failure?: string;
  failureCode?: MailFailure;
  sentAt?: Date;
}

export interface MailSending<Row> {
  /** Composes the mail and sends it; whatever it throws is tried again later. */
  readonly send: (mail: Row) => Promise<void>;
  readonly isStopping: () => boolean;
}

/**
 * Sends the mail of a collection, one replica each: who takes one has claimed it for a minute, and nobody renews a claim, so that
 * a mail whose sender died is taken up by another. Refused for about a day, it has failed, and staff see it.
 */
export class MailQueue<Row extends QueuedMail> {
  constructor(
    private readonly mails: Model<Row>,
    private readonly sending: MailSending<Row>,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** When a claim made now ends. */
  claimEnd(): Date {
    return new Date(Date.now() + CLAIM_MS);
  }

  /** Takes and sends what is due: what is new, what is to be tried again, and what a sender that died had claimed. */
  async sendDue(): Promise<void> {
    const due = await this.mails
      .find({ state: 'queued', retryAt: { $lte: new Date() } } as QueryFilter<Row>)
      .limit(BATCH)
      .lean<Row[]>();
    for (const mail of due) {
      if (this.sending.isStopping()) return;
      const claim = { attempts: mail.attempts + 1, retryAt: this.claimEnd() };
      const { modifiedCount } = await this.mails.updateOne(
        { _id: mail._id, state: 'queued', retryAt: mail.retryAt } as QueryFilter<Row>,
        { $set: claim },
      );
      if (modifiedCount > 0) await this.sendClaimed({ ...mail, ...claim });
    }
  }

  /** Sends one that this process has claimed, and writes down what became of it. */
  async sendClaimed(mail: Row): Promise<void> {
    try {
      await this.sending.send(mail);
      await this.change(mail, {
        $set: { state: 'sent', sentAt: this.clock.now() },
        $unset: { failure: 1, failureCode: 1 },
      });
    } catch (error) {
      const failure = (error as Error).message.slice(0, 300);
      const failureCode = mailFailureOf(error as Error);
      this.logger.warn({ id: mail._id, attempt: mail.attempts, failureCode, reason: failure }, 'mail not sent');
      const delay = RETRY_MS[mail.attempts - 1];
      const next = delay === undefined ? { state: 'failed' } : { retryAt: new Date(Date.now() + delay) };
      await this.change(mail, { $set: { failure, failureCode, ...next } });
    }
  }

  private async change({ _id }: Row, update: object): Promise<void> {
    await this.mails.updateOne({ _id } as QueryFilter<Row>, update);
  }
}
