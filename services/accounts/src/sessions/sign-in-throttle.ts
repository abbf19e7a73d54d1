import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import { AccountsConfig } from '../accounts.config.js';
import { TooManyAttempts } from './session.errors.js';

/**
 * Counts sign-in attempts of an account and of an address, in the database, so that restarts and replicas change
 * nothing. An attempt counts before it is checked, or many at once could pass; a right password gives it back.
 */
@Injectable()
export class SignInThrottle {
  private readonly account: RateLimiterMongo;
  private readonly address: RateLimiterMongo;

  constructor(@InjectConnection() connection: Connection, @Inject(AccountsConfig) config: AccountsConfig) {
    const store = { storeClient: connection.getClient(), dbName: connection.name, tableName: 'sign_in_failures', disableIndexesCreation: true, duration: config.SIGN_IN_WINDOW_SECONDS };
    this.account = new RateLimiterMongo({ ...store, keyPrefix: 'account', points: config.SIGN_IN_FAILURES_PER_ACCOUNT });
    this.address = new RateLimiterMongo({ ...store, keyPrefix: 'ip', points: config.SIGN_IN_FAILURES_PER_IP });
  }

  /** @throws TooManyAttempts telling the seconds to wait. */
  async attempt(email: string, ip: string | undefined): Promise<void> {
    await this.count(this.account, email);
    if (ip) await this.count(this.address, ip);
  }

  async succeeded(email: string, ip: string | undefined): Promise<void> {
    await this.account.delete(email);
    if (ip) await this.address.reward(ip, 1);
  }

  private async count(limiter: RateLimiterMongo, key: string): Promise<void> {
    try {
      await limiter.consume(key, 1);
    } catch (refused) {
      if (refused instanceof RateLimiterRes) throw new TooManyAttempts(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
      throw refused;
    }
  }
}
