import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequests } from '#libs/api/kernel/http.errors.js';
import { networkOf } from '#libs/platform/network.js';
import { GatewayConfig } from '../config/gateway.config.js';

const MINUTE_SECONDS = 60;

/** What may come in a minute, in this process; accounts counts failed sign-ins of a user on its own. */
@Injectable()
export class Throttle {
  private readonly attempts: RateLimiterMemory;
  private readonly machines: RateLimiterMemory;

  constructor(@Inject(GatewayConfig) config: GatewayConfig) {
    this.attempts = new RateLimiterMemory({ points: config.ATTEMPTS_PER_MINUTE, duration: MINUTE_SECONDS });
    this.machines = new RateLimiterMemory({ points: config.CARRIER_REQUESTS_PER_MINUTE, duration: MINUTE_SECONDS });
  }

  /** Counts one attempt of an address at a route; of IPv6, of its network: whoever has one address there has them all. @throws TooManyRequests with the seconds to wait. */
  attempt(ip: string, route: string): Promise<void> {
    return consume(this.attempts, `${networkOf(ip)} ${route}`);
  }

  /** Counts one request of another operator's machine, by its address or its sign-in. @throws TooManyRequests */
  machine(key: string): Promise<void> {
    return consume(this.machines, networkOf(key));
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  await limiter.consume(key).catch((refused: RateLimiterRes) => {
    throw new TooManyRequests(Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
  });
}
