import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { TooManyAttempts } from '#libs/api/errors/accounts/sign-in.errors.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { networkOf } from '#libs/platform/network.js';
import { AccountsConfig } from '../config/accounts.config.js';
import type { Throttle } from './session.schema.js';

const COUNT_TRIES = 10;

/**
 * Counts sign-in attempts of an account and of an address (of IPv6, its network) in fixed windows, in the database, so that restarts and
 * replicas change nothing. An attempt counts before its password is checked, or many at once could pass; a right one
 * gives it back.
 */
@Injectable()
export class SignInThrottle {
  private readonly windowMs: number;

  constructor(
    @InjectModel('Throttle') private readonly counts: Model<Throttle>,
    @Inject(AccountsConfig) private readonly config: AccountsConfig,
  ) {
    this.windowMs = config.SIGN_IN_WINDOW_SECONDS * 1000;
  }

  /** @throws TooManyAttempts telling the seconds to wait. */
  async attempt(email: string, ip: string | undefined): Promise<void> {
    await this.count(`account:${email}`, this.config.SIGN_IN_FAILURES_PER_ACCOUNT);
    if (ip) await this.count(`ip:${networkOf(ip)}`, this.config.SIGN_IN_FAILURES_PER_IP);
  }

  async succeeded(email: string, ip: string | undefined): Promise<void> {
    await this.counts.deleteOne({ _id: this.idOf(`account:${email}`) });
    if (ip)
      await this.counts.updateOne(
        { _id: this.idOf(`ip:${networkOf(ip)}`), failures: { $gt: 0 } },
        { $inc: { failures: -1 } },
      );
  }

  private async count(key: string, allowed: number): Promise<void> {
    if ((await this.increment(key)) <= allowed) return;
    throw new TooManyAttempts(Math.max(1, Math.ceil((this.windowEnd() - Date.now()) / 1000)));
  }

  /** Two first attempts at once: one inserts, the other is told so (or nothing, by the embedded database) and counts again, never too little. */
  private async increment(key: string): Promise<number> {
    for (let tries = 0; tries < COUNT_TRIES; tries++) {
      const row = await this.counts
        .findOneAndUpdate(
          { _id: this.idOf(key) },
          { $inc: { failures: 1 }, $setOnInsert: { expiresAt: new Date(this.windowEnd()) } },
          { upsert: true, returnDocument: 'after', lean: true },
        )
        .catch((error: unknown) => (isDuplicateKey(error) ? undefined : Promise.reject(error as Error)));
      if (row === undefined) continue;
      const counted = row ?? (await this.counts.findById(this.idOf(key)).lean());
      if (counted) return counted.failures;
    }
    return Infinity;
  }

  private idOf(key: string): string {
    return `${key}@${Math.floor(Date.now() / this.windowMs)}`;
  }

  private windowEnd(): number {
    return (Math.floor(Date.now() / this.windowMs) + 1) * this.windowMs;
  }
}
