import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import {
  passwordResetAsked,
  type PasswordReset,
  type PasswordResetAsked,
  type Profile,
} from '#libs/api/accounts/accounts.js';
import type { Actor, RequestContext } from '#libs/api/kernel/actor.js';
import { InvalidInput, NotFound } from '#libs/api/kernel/domain-error.js';
import { emailKey } from '#libs/italy/text.rules.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { derivedId } from '#libs/platform/ids.js';
import { EmailQueue } from '../mail/email-queue.service.js';
import { RegistrationHolds } from '../registration/registration-holds.service.js';
import { Sessions } from '../sessions/sessions.service.js';
import { byEmail } from '../users/email-address.rules.js';
import { OneTimeTokens } from '../tokens/one-time-tokens.service.js';
import { passwordProblem } from '../users/password-strength.rules.js';
import { Passwords } from '../users/passwords.service.js';
import type { User } from '../users/user.schema.js';
import { CREDENTIALS_EMAILS } from './credentials.templates.js';

/** A user's own email and password. */
@Injectable()
export class Users {
  constructor(
    @InjectModel('User') private readonly users: Model<User>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(OneTimeTokens) private readonly tokens: OneTimeTokens,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(EmailQueue) private readonly emails: EmailQueue,
    @Inject(RegistrationHolds) private readonly holds: RegistrationHolds,
  ) {}

  async profile(actor: Actor): Promise<Profile> {
    const user = await this.users.findById(actor.id).lean();
    if (!user) throw new NotFound('user');
    return {
      userId: user._id,
      email: user.email,
      emailConfirmed: user.emailConfirmedAt !== undefined,
      kind: user.kind,
      roles: user.roles,
      customerId: user.customerId,
    };
  }

  /** @throws TokenNotValid */
  async confirmEmail(token: string, context: RequestContext): Promise<void> {
    await this.work.once(context, { token }, async (tx) => {
      await this.confirmed(await this.tokens.use(token, 'confirm_email'), tx);
    });
  }

  /** Who answers at an address may hold its numbers for longer (R15). */
  private async confirmed(userId: string, tx: Tx): Promise<void> {
    const { modifiedCount } = await this.users.updateOne(
      { _id: userId, emailConfirmedAt: null },
      { $set: { emailConfirmedAt: this.clock.now() } },
    );
    if (modifiedCount > 0) await this.holds.confirmed(userId, tx);
  }

  /** Sends a new confirmation, inside a transaction; nothing when the address is confirmed. @throws TooManyMails */
  async resendConfirmation(userId: string, tx: Tx): Promise<void> {
    const user = await this.users
      .findById(userId)
      .lean()
      .orFail(() => new NotFound('user'));
    if (user.emailConfirmedAt) return;
    await this.emails.assertNotTooMany(CREDENTIALS_EMAILS.confirmEmail, userId);
    const tokenId = await this.tokens.issue(userId, 'confirm_email');
    await this.emails.add(CREDENTIALS_EMAILS.confirmEmail, tokenId, user, tx, { tokenId });
  }

  /** Does the same for an address that nobody has: whose it is shows neither in the answer nor in its time. */
  async forgotPassword(email: string, context: RequestContext): Promise<void> {
    await this.work.once(context, { email }, async (tx) => {
      tx.emit(passwordResetAsked, derivedId('rst', emailKey(email)), { email });
    });
  }

  /** Mails a link to choose a new password to who signs in with this address, a few times an hour. */
  async sendReset({ email }: PasswordResetAsked, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, async (tx) => {
      const user = await this.users.findOne(byEmail(email)).lean<User>();
      if (!user || !mayReset(user) || (await this.emails.hasMany(CREDENTIALS_EMAILS.resetPassword, user._id))) return;
      const tokenId = await this.tokens.issue(user._id, 'reset_password');
      await this.emails.add(CREDENTIALS_EMAILS.resetPassword, tokenId, user, tx, { tokenId });
    });
  }

  /** Sets the password and ends every session. Who has the token has the mailbox: the address counts as confirmed. @throws TokenNotValid, InvalidInput for a password that is easy to guess */
  async resetPassword(request: PasswordReset, context: RequestContext): Promise<void> {
    const { token, password } = request;
    const passwordHash = await this.passwords.hash(password);
    await this.work.once(context, request, async (tx) => {
      const userId = await this.tokens.use(token, 'reset_password', 'invitation');
      const owner = await this.users
        .findById(userId)
        .lean()
        .orFail(() => new NotFound('user'));
      const guessable = passwordProblem(password, owner);
      // Undone with the rest: the token still works for a better one.
      if (guessable) throw new InvalidInput([guessable]);
      const user = await this.users
        .findByIdAndUpdate(userId, { $set: { passwordHash } }, { lean: true, returnDocument: 'after' })
        .orFail(() => new NotFound('user'));
      await this.confirmed(userId, tx);
      await this.sessions.revokeAll(userId, 'password_reset');
      await this.emails.add(CREDENTIALS_EMAILS.passwordChanged, token.split('.')[0]!, user, tx);
    });
  }
}

/** Whoever was invited chooses a password by the invitation, while it holds; a machine's is made for it. */
const mayReset = ({ kind, emailConfirmedAt, blockedAt }: User): boolean =>
  !blockedAt && (kind === 'customer' || (kind === 'staff' && emailConfirmedAt !== undefined));
