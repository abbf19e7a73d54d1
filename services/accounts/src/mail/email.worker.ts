import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Logger } from 'pino';
import { Workers, type Worker } from '#libs/messaging/worker.js';
import { Clock } from '#libs/platform/clock.js';
import { MailQueue } from '#libs/platform/mail-queue.js';
import type { MailTransport } from '#libs/platform/mail-transport.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { AccountsConfig } from '../config/accounts.config.js';
import { OneTimeTokens } from '../tokens/one-time-tokens.service.js';
import type { Email } from './email.schema.js';
import { EMAIL_TEMPLATES, MAIL_TRANSPORT, type EmailTemplate } from './mail.text.js';

const POLL_MS = 1_000;

/** Sends queued emails: what this process queued at once, and what others left with each pause. */
@Injectable()
export class EmailWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly worker: Worker;
  private readonly queue: MailQueue<Email>;
  /** Claimed by this process and not sent yet. */
  private taken: Email[] = [];
  private lookedAt = 0;

  constructor(
    @InjectModel('Email') private readonly emails: Model<Email>,
    @Inject(EMAIL_TEMPLATES) private readonly templates: Readonly<Record<string, EmailTemplate>>,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
    @Inject(OneTimeTokens) private readonly tokens: OneTimeTokens,
    @Inject(AccountsConfig) private readonly config: AccountsConfig,
    @Inject(Clock) clock: Clock,
    @Inject(Workers) workers: Workers,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.worker = workers.make({ name: 'emails', everyMs: POLL_MS, run: () => this.sendAll() });
    const sending = { send: (email: Email) => this.send(email), isStopping: () => this.worker.isStopping };
    this.queue = new MailQueue(emails, sending, clock, logger);
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
    return this.queue.claimEnd();
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
    await this.queue.sendDue();
  }

  private async sendTaken(): Promise<void> {
    while (this.taken.length > 0 && !this.worker.isStopping) await this.queue.sendClaimed(this.taken.shift()!);
  }

  private async send({ _id: id, ...email }: Email): Promise<void> {
    const template = this.templates[email.template];
    if (!template) throw new Error(`there is no template ${email.template} in this version`);
    await this.transport.send(id, {
      from: this.config.MAIL_FROM,
      to: email.to,
      ...template[email.locale]({ ...email.data, link: this.linkOf(email, template) }),
      messageId: `<${id}@openvoip>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  }

  private linkOf({ tokenId }: Pick<Email, 'tokenId'>, { page }: EmailTemplate): string {
    if (!tokenId) return this.config.PUBLIC_URL;
    return `${this.config.PUBLIC_URL}/${page}?token=${this.tokens.textOf(tokenId)}`;
  }

  async onApplicationShutdown(): Promise<void> {
    this.transport.close();
    if (this.taken.length > 0)
      await this.emails
        .updateMany({ _id: { $in: this.taken.map(({ _id }) => _id) } }, { $set: { retryAt: new Date() } })
        .catch(() => undefined);
  }
}
