import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Logger } from 'pino';
import { Workers, type Worker } from '#libs/messaging/worker.js';
import { Clock } from '#libs/platform/clock.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { AccountsConfig } from '../config/accounts.config.js';
import { OneTimeTokens } from '../tokens/one-time-tokens.service.js';
import type { Email } from './email.schema.js';
import { EMAIL_TEMPLATES, type EmailTemplate } from './mail.text.js';
import { MailTransport } from './mail-transport.adapter.js';

const POLL_MS = 1_000;
const CLAIM_MS = 60_000;
const BATCH = 50;
const RETRY_MS = [2_000, 10_000, 60_000, 300_000, 1_800_000, 7_200_000, 21_600_000, 43_200_000];

/**
 * Sends queued emails, one replica each: whoever queues one has claimed it for a minute, and a claim is renewed by nobody,
 * so an email whose sender died is taken up by another. Refused for a day, it counts as failed and staff see it.
 */
@Injectable()
export class EmailWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly worker: Worker;
  /** Claimed by this process and not sent yet. */
  private taken: Email[] = [];
  private lookedAt = 0;

  constructor(
    @InjectModel('Email') private readonly emails: Model<Email>,
    @Inject(EMAIL_TEMPLATES) private readonly templates: Readonly<Record<string, EmailTemplate>>,
    @Inject(MailTransport) private readonly transport: MailTransport,
    @Inject(OneTimeTokens) private readonly tokens: OneTimeTokens,
    @Inject(AccountsConfig) private readonly config: AccountsConfig,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Workers) workers: Workers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.worker = workers.make({ name: 'emails', everyMs: POLL_MS, run: () => this.sendAll() });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  /** Whether it can be sent later, by this process or another of the same version. */
  assertKnown(template: EmailTemplate): void {
    if (this.templates[template.name] !== template) throw new Error(`the template ${template.name} is listed nowhere`);
  }

  /** When a claim made now ends. */
  claimEnd(): Date {
    return new Date(Date.now() + CLAIM_MS);
  }

  /** Sends an email that was stored as claimed by this process. */
  take(email: Email): void {
    this.taken.push(email);
    this.worker.wake();
  }

  /** What this process has claimed goes at once; what others left is looked for with each pause. */
  private async sendAll(): Promise<void> {
    await this.sendTaken();
    if (Date.now() < this.lookedAt + POLL_MS / 2) return;
    this.lookedAt = Date.now();
    await this.sendDue();
  }

  private async sendTaken(): Promise<void> {
    while (this.taken.length > 0 && !this.worker.isStopping) await this.send(this.taken.shift()!);
  }

  /** New ones, and those whose sender died. */
  private async sendDue(): Promise<void> {
    const due = await this.emails
      .find({ state: 'queued', retryAt: { $lte: new Date() } })
      .limit(BATCH)
      .lean<Email[]>();
    for (const email of due) {
      if (this.worker.isStopping) return;
      const claim = { attempts: email.attempts + 1, retryAt: this.claimEnd() };
      const { modifiedCount } = await this.emails.updateOne(
        { _id: email._id, state: 'queued', retryAt: email.retryAt },
        { $set: claim },
      );
      if (modifiedCount > 0) await this.send({ ...email, ...claim });
    }
  }

  private async send(email: Email): Promise<void> {
    try {
      const template = this.templates[email.template];
      if (!template) throw new Error(`there is no template ${email.template} in this version`);
      const values = { ...email.data, link: this.linkOf(email, template) };
      await this.transport.send({ id: email._id, to: email.to, ...template[email.locale](values) });
      await this.emails.updateOne(
        { _id: email._id },
        { $set: { state: 'sent', sentAt: this.clock.now() }, $unset: { failure: 1 } },
      );
    } catch (error) {
      const delay = RETRY_MS[email.attempts - 1];
      const failure = (error as Error).message.slice(0, 300);
      this.logger.warn(
        { id: email._id, template: email.template, attempt: email.attempts, reason: failure },
        'email not sent',
      );
      await this.emails.updateOne(
        { _id: email._id },
        {
          $set: { failure, ...(delay === undefined ? { state: 'failed' } : { retryAt: new Date(Date.now() + delay) }) },
        },
      );
    }
  }

  private linkOf({ tokenId }: Email, { page }: EmailTemplate): string {
    if (!tokenId) return this.config.PUBLIC_URL;
    return `${this.config.PUBLIC_URL}/${page}?token=${this.tokens.textOf(tokenId)}`;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.taken.length > 0)
      await this.emails
        .updateMany({ _id: { $in: this.taken.map(({ _id }) => _id) } }, { $set: { retryAt: new Date() } })
        .catch(() => undefined);
  }
}
