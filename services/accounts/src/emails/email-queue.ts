import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { derivedId } from '#libs/platform/ids.js';
import type { User } from '../users/user.schema.js';
import type { Email } from './email.schema.js';
import type { EmailTemplate } from './email.templates.js';
import { EmailWorker } from './email-worker.js';

export interface EmailOptions {
  readonly data?: Record<string, string>;
  readonly tokenId?: string;
}

/** Queues emails in the transaction of their cause: one for each cause, however often it runs. */
@Injectable()
export class EmailQueue {
  constructor(@InjectModel('Email') private readonly emails: Model<Email>, @Inject(Clock) private readonly clock: Clock, @Inject(EmailWorker) private readonly worker: EmailWorker) {}

  /** `cause` names what happened, e.g. a contract's id; with the template it makes the email's identity. */
  async add(template: EmailTemplate, cause: string, user: Pick<User, '_id' | 'email' | 'name' | 'locale' | 'customerId'>, tx: Tx, { data = {}, tokenId }: EmailOptions = {}): Promise<void> {
    const _id = derivedId('eml', template, cause, user._id);
    const row: Omit<Email, '_id'> = {
      to: user.email, locale: user.locale, template, data: { name: user.name, ...data }, tokenId, userId: user._id, customerId: user.customerId,
      state: 'queued', attempts: 1, retryAt: this.worker.claimEnd(), createdAt: this.clock.now(),
    };
    const { upsertedCount } = await this.emails.updateOne({ _id }, { $setOnInsert: row }, { upsert: true });
    if (upsertedCount > 0) tx.afterCommit(() => this.worker.take({ _id, ...row }));
  }
}
