import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { SignInRequest, TokenPair } from '#libs/contracts/accounts.js';
import { emailKey } from '#libs/italy/text.rules.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { hashOf, newId } from '#libs/platform/ids.js';
import { AccountsConfig } from '../accounts.config.js';
import { byEmail } from '../users/email-address.rules.js';
import { Passwords } from '../users/passwords.js';
import type { User } from '../users/user.schema.js';
import { AccessTokenSigner } from './access-token-signer.js';
import { RefreshTokens, type RefreshToken } from './refresh-tokens.js';
import { InvalidCredentials, SessionEnded, SignInBlocked } from './session.errors.js';
import type { Session } from './session.schema.js';
import { SignInThrottle } from './sign-in-throttle.js';

const DAY_MS = 86_400_000;

/** Signing in, staying signed in, signing out. */
@Injectable()
export class Sessions {
  constructor(
    @InjectModel('User') private readonly users: Model<User>,
    @InjectModel('Session') private readonly sessions: Model<Session>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(SignInThrottle) private readonly throttle: SignInThrottle,
    @Inject(AccessTokenSigner) private readonly signer: AccessTokenSigner,
    @Inject(RefreshTokens) private readonly refreshTokens: RefreshTokens,
    @Inject(AccountsConfig) private readonly config: AccountsConfig,
  ) {}

  /** @throws InvalidCredentials, SignInBlocked or TooManyAttempts */
  async signIn(request: SignInRequest): Promise<TokenPair> {
    const email = emailKey(request.email);
    await this.throttle.attempt(email, request.ip);
    const user = await this.users.findOne(byEmail(email)).lean();
    if (!(await this.passwords.matches(user?.passwordHash, request.password)) || !user) throw new InvalidCredentials();
    await this.throttle.succeeded(email, request.ip);
    if (user.blockedAt) throw new SignInBlocked();
    const session: Session = { _id: newId('ses'), userId: user._id, counter: 1, createdAt: new Date(), expiresAt: this.expiry() };
    await this.work.run(async () => void (await this.sessions.create([session])));
    return this.pair(user, { sessionId: session._id, counter: 1 });
  }

  /**
   * Gives the next pair for the last refresh token. One used before means that it was stolen, or its thief was first:
   * the session ends. The same refresh with the same idempotency key is told the same again.
   * @throws SessionEnded
   */
  async refresh(text: string, idempotencyKey: string | undefined): Promise<TokenPair> {
    const token = this.refreshTokens.read(text);
    if (!token) throw new SessionEnded();
    const refreshKey = idempotencyKey && hashOf(idempotencyKey);
    const next = { sessionId: token.sessionId, counter: token.counter + 1 };
    const open = { _id: token.sessionId, revokedAt: null, expiresAt: { $gt: new Date() } };
    const moved = await this.work.run(() => this.sessions.findOneAndUpdate({ ...open, counter: token.counter }, { $set: { counter: next.counter, refreshKey, expiresAt: this.expiry() } }, { lean: true }));
    const session = moved ?? (refreshKey ? await this.sessions.findOne({ ...open, counter: next.counter, refreshKey }).lean() : null);
    if (!session) {
      await this.revokeReused(token);
      throw new SessionEnded();
    }
    return this.pair(await this.userOf(session), next);
  }

  async signOut(text: string): Promise<void> {
    const token = this.refreshTokens.read(text);
    if (token) await this.revoke({ _id: token.sessionId }, 'signed_out');
  }

  /** Ends every session of a user; inside a transaction or by itself. */
  async revokeAll(userId: string, reason: string): Promise<void> {
    await this.revoke({ userId }, reason);
  }

  private async revoke(which: { _id: string } | { userId: string }, revokeReason: string): Promise<void> {
    await this.sessions.updateMany({ ...which, revokedAt: null }, { $set: { revokedAt: new Date(), revokeReason } });
  }

  private async revokeReused({ sessionId, counter }: RefreshToken): Promise<void> {
    await this.sessions.updateOne({ _id: sessionId, revokedAt: null, counter: { $gt: counter } }, { $set: { revokedAt: new Date(), revokeReason: 'refresh_token_reused' } });
  }

  private async userOf(session: Session): Promise<User> {
    const user = await this.users.findById(session.userId).lean();
    if (!user || user.blockedAt) throw new SessionEnded();
    return user;
  }

  private async pair(user: User, token: RefreshToken): Promise<TokenPair> {
    return { accessToken: await this.signer.sign(user, token.sessionId), refreshToken: this.refreshTokens.textOf(token), expiresIn: this.signer.lifetime, tokenType: 'Bearer' };
  }

  private expiry(): Date {
    return new Date(Date.now() + this.config.SESSION_DAYS * DAY_MS);
  }
}
