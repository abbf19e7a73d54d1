import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { TooManyMails } from '#libs/api/errors/accounts/sign-in.errors.js';
import { plainName } from '#libs/italy/formats.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { derivedId } from '#libs/platform/ids.js';
import { AccountsConfig } from '../config/accounts.config.js';
import type { User } from '../users/user.schema.js';
import type { Email } from './email.schema.js';
import type { EmailTemplate } from './mail.text.js';
import { EmailWorker } from './email.worker.js';

const HOUR_MS = 3_600_000;

export interface EmailOptions {
  readonly data?: Record<string, string>;
  readonly tokenId?: string;
}

/** Queues emails in the transaction of their cause: one for each cause, however often it runs. */
@Injectable()
export class EmailQueue {
  constructor(
    @InjectModel('Email') private readonly emails: Model<Email>,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(EmailWorker) private readonly worker: EmailWorker,
    @Inject(AccountsConfig) private readonly config: AccountsConfig,
  ) {}

  /** Whether an account has had as many emails of a kind in the last hour as it may. */
  async hasMany(template: EmailTemplate, userId: string): Promise<boolean> {
    const anHourAgo = new Date(this.clock.now().getTime() - HOUR_MS);
    return (
      (await this.emails.countDocuments({ userId, template: template.name, createdAt: { $gt: anHourAgo } })) >=
      this.config.SIGN_IN_MAILS_PER_HOUR
    );
  }

  /** @throws TooManyMails */
  async assertNotTooMany(template: EmailTemplate, userId: string): Promise<void> {
    if (await this.hasMany(template, userId)) throw new TooManyMails(this.config.SIGN_IN_MAILS_PER_HOUR);
  }

  /** `cause` names what happened, e.g. a contract's id; with the template it makes the email's identity. @returns its id */
  async add(
    template: EmailTemplate,
    cause: string,
    user: Pick<User, '_id' | 'email' | 'name' | 'locale' | 'customerId'>,
    tx: Tx,
    { data = {}, tokenId }: EmailOptions = {},
  ): Promise<string> {
    this.worker.assertKnown(template);
    const _id = derivedId('eml', template.name, cause, user._id);
    const row: Omit<Email, '_id'> = {
      to: user.email,
      locale: user.locale,
      template: template.name,
      data: { name: plainName(user.name, user.locale), ...data },
      tokenId,
      userId: user._id,
      customerId: user.customerId,
      state: 'queued',
      attempts: 1,
      retryAt: this.worker.claimEnd(),
      createdAt: this.clock.now(),
    };
    const { upsertedCount } = await this.emails.updateOne({ _id }, { $setOnInsert: row }, { upsert: true });
    if (upsertedCount > 0) tx.afterCommit(() => this.worker.take({ _id, ...row }));
    return _id;
  }
}
