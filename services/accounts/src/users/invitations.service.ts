import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { textOfValue } from '../mail/customer-emails.service.js';
import { EmailQueue } from '../mail/email-queue.service.js';
import { OneTimeTokens } from '../tokens/one-time-tokens.service.js';
import type { User } from './user.schema.js';
import { INVITATION_EMAILS } from './invitation.templates.js';

/** Invites people to choose the password of a sign-in that was made for them. */
@Injectable()
export class Invitations {
  constructor(
    @Inject(OneTimeTokens) private readonly tokens: OneTimeTokens,
    @Inject(EmailQueue) private readonly emails: EmailQueue,
  ) {}

  /** Mails a link that works once, until it expires, inside a transaction; an earlier one stops working. */
  async send(user: User, tx: Tx): Promise<void> {
    const tokenId = await this.tokens.issue(user._id, 'invitation');
    await this.emails.add(INVITATION_EMAILS.invitation, tokenId, user, tx, {
      tokenId,
      data: { expiresOn: textOfValue(this.tokens.expiry('invitation'), user.locale) },
    });
  }

  /** As `send`, where the last ones may have been lost. @throws TooManyMails */
  async sendAgain(user: User, tx: Tx): Promise<void> {
    await this.emails.assertNotTooMany(INVITATION_EMAILS.invitation, user._id);
    await this.send(user, tx);
  }
}
