import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { SignInRequest, TokenPair } from '#libs/api/accounts/accounts.js';
import { InvalidCredentials, SessionEnded, SignInBlocked } from '#libs/api/errors/accounts/sign-in.errors.js';
import { emailKey } from '#libs/italy/text.rules.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { hashOf, newId } from '#libs/platform/ids.js';
import { AccountsConfig } from '../config/accounts.config.js';
import { byEmail } from '../users/email-address.rules.js';
import { Passwords } from '../users/passwords.service.js';
import type { User } from '../users/user.schema.js';
import { AccessTokenSigner } from './access-token-signer.service.js';
import { RefreshTokens, type RefreshToken } from './refresh-tokens.service.js';
import type { Session } from './session.schema.js';
import { SignInThrottle } from './sign-in-throttle.service.js';

const DAY_MS = 86_400_000;
/** How long a client that got no answer may ask again for it. */
const REPEAT_MS = 60_000;

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
    const session: Session = {
      _id: newId('ses'),
      userId: user._id,
      ...(request.device ? { device: request.device } : {}),
      counter: 1,
      createdAt: new Date(),
      expiresAt: this.expiry(),
    };
    await this.work.run(async () => void (await this.sessions.create([session])));
    return this.pair(user, { sessionId: session._id, counter: 1 });
  }

  /**
   * Gives the next pair for the last refresh token. One used before means that it was stolen, or its thief was first: the
   * session ends. Only a client that lost the answer is told the same again: with the same idempotency key, one of that
   * refresh alone, within a minute, and before the new token was used.
   * @throws SessionEnded
   */
  async refresh(text: string, idempotencyKey: string | undefined): Promise<TokenPair> {
    const token = this.refreshTokens.read(text);
    if (!token) throw new SessionEnded();
    const refreshKey = idempotencyKey && hashOf(idempotencyKey);
    const session =
      (await this.rotated(token, refreshKey)) ?? (refreshKey ? await this.repeated(token, refreshKey) : null);
    if (!session) {
      await this.revokeReused(token);
      throw new SessionEnded();
    }
    return this.pair(await this.userOf(session), { sessionId: token.sessionId, counter: token.counter + 1 });
  }

  private async rotated({ sessionId, counter }: RefreshToken, refreshKey: string | undefined): Promise<Session | null> {
    const last = { ...isOpen(sessionId), counter };
    const next = { counter: counter + 1, lastUsedAt: new Date(), expiresAt: this.expiry() };
    const move = (filter: object, change: object): Promise<Session | null> =>
      this.work.run(() => this.sessions.findOneAndUpdate({ ...last, ...filter }, change).lean<Session>());
    if (!refreshKey) return move({}, { $set: next, $unset: { refreshKey: 1, repeatUntil: 1 } });
    const fresh = await move(
      { refreshKey: { $ne: refreshKey } },
      { $set: { ...next, refreshKey, repeatUntil: new Date(Date.now() + REPEAT_MS) } },
    );
    // A key that a client sends every time tells a repetition from a thief no better than none.
    return fresh ?? move({ refreshKey }, { $set: next, $unset: { repeatUntil: 1 } });
  }

  private repeated({ sessionId, counter }: RefreshToken, refreshKey: string): Promise<Session | null> {
    return this.sessions
      .findOne({ ...isOpen(sessionId), counter: counter + 1, refreshKey, repeatUntil: { $gt: new Date() } })
      .lean<Session>();
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
    await this.sessions.updateOne(
      { _id: sessionId, revokedAt: null, counter: { $gt: counter } },
      { $set: { revokedAt: new Date(), revokeReason: 'refresh_token_reused' } },
    );
  }

  private async userOf(session: Session): Promise<User> {
    const user = await this.users.findById(session.userId).lean();
    if (!user || user.blockedAt) throw new SessionEnded();
    return user;
  }

  private async pair(user: User, token: RefreshToken): Promise<TokenPair> {
    return {
      accessToken: await this.signer.sign(user, token.sessionId),
      refreshToken: this.refreshTokens.textOf(token),
      expiresIn: this.signer.lifetime,
      tokenType: 'Bearer',
    };
  }

  private expiry(): Date {
    return new Date(Date.now() + this.config.SESSION_DAYS * DAY_MS);
  }
}

const isOpen = (sessionId: string): object => ({ _id: sessionId, revokedAt: null, expiresAt: { $gt: new Date() } });
