import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { createHmac } from 'node:crypto';
import { TokenNotValid } from '#libs/api/errors/accounts/sign-in.errors.js';
import { Clock } from '#libs/platform/clock.js';
import { PlatformConfig } from '#libs/platform/config.js';
import { newId } from '#libs/platform/ids.js';
import { sameSecret } from '#libs/platform/same-secret.js';
import { AccountsConfig } from '../config/accounts.config.js';
import type { OneTimePurpose, OneTimeToken } from './token.schema.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * Tokens for emails: each works once, for a time. Their secret part is an HMAC of their id, so that the database holds
 * nothing that could be used, and the mail worker makes the text when it sends.
 */
@Injectable()
export class OneTimeTokens {
  constructor(
    @InjectModel('OneTimeToken') private readonly tokens: Model<OneTimeToken>,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(PlatformConfig) private readonly platform: PlatformConfig,
    @Inject(AccountsConfig) private readonly config: AccountsConfig,
  ) {}

  /** Stores a token, inside a transaction; older ones of the same purpose stop working. @returns its id. */
  async issue(userId: string, purpose: OneTimePurpose): Promise<string> {
    await this.tokens.updateMany({ userId, purpose, usedAt: null }, { $set: { usedAt: this.clock.now() } });
    return this.issueFirst(userId, purpose);
  }

  /** As `issue`, for a user who has had none of this purpose. */
  async issueFirst(userId: string, purpose: OneTimePurpose): Promise<string> {
    const _id = newId('otk');
    await this.tokens.create([{ _id, userId, purpose, expiresAt: this.expiry(purpose) }]);
    return _id;
  }

  /** Until when a token issued now works. */
  expiry(purpose: OneTimePurpose): Date {
    const lifetime =
      purpose === 'reset_password'
        ? this.config.PASSWORD_RESET_MINUTES * MINUTE_MS
        : this.config.EMAIL_CONFIRMATION_HOURS * HOUR_MS;
    return new Date(this.clock.now().getTime() + lifetime);
  }

  /** The text that goes into the email. */
  textOf(tokenId: string): string {
    return `${tokenId}.${this.signature(tokenId)}`;
  }

  /** Uses a token up, inside a transaction. @returns whose it was. @throws TokenNotValid */
  async use(text: string, ...purposes: OneTimePurpose[]): Promise<string> {
    const [tokenId = '', signature = ''] = text.split('.');
    if (!sameSecret(signature, this.signature(tokenId))) throw new TokenNotValid();
    const now = this.clock.now();
    const token = await this.tokens.findOneAndUpdate(
      { _id: tokenId, purpose: { $in: purposes }, usedAt: null, expiresAt: { $gt: now } },
      { $set: { usedAt: now } },
      { lean: true },
    );
    if (!token) throw new TokenNotValid();
    return token.userId;
  }

  private signature(tokenId: string): string {
    return createHmac('sha256', this.platform.SECRET_KEY).update(`one-time:${tokenId}`).digest('base64url');
  }
}
