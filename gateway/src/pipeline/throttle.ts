import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { GatewayConfig } from '../gateway.config.js';
import { TooManyRequests } from './http-errors.js';

/** Attempts a minute from one address, in this process; accounts counts failed sign-ins of a user on its own. */
@Injectable()
export class Throttle {
  private readonly limiter: RateLimiterMemory;

  constructor(@Inject(GatewayConfig) config: GatewayConfig) {
    this.limiter = new RateLimiterMemory({ points: config.ATTEMPTS_PER_MINUTE, duration: 60 });
  }

  /** Counts one attempt. @throws TooManyRequests with the seconds to wait. */
  async take(key: string): Promise<void> {
    await this.limiter.consume(key).catch((refused: RateLimiterRes) => {
      throw new TooManyRequests(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
    });
  }
}
