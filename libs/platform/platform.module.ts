import { Module, type DynamicModule } from '@nestjs/common';
import { Clock, MovableClock, SystemClock } from './clock.js';
import { PlatformConfig } from './config.js';
import { HealthServer } from './health.js';
import { createLogger } from './logging.js';
import { LOGGER, SERVICE_NAME } from './tokens.js';

/** What every process needs: its name, configuration, logger, clock and health. */
@Module({})
export class PlatformModule {
  static forProcess(service: string, config: PlatformConfig, clock: Clock = clockOf(config)): DynamicModule {
    const providers = [
      { provide: SERVICE_NAME, useValue: service },
      { provide: PlatformConfig, useValue: config },
      { provide: LOGGER, useValue: createLogger(service, config.LOG_LEVEL) },
      { provide: Clock, useValue: clock },
      { provide: HealthServer, useValue: new HealthServer() },
    ];
    return { module: PlatformModule, global: true, providers, exports: providers };
  }
}

/** Business time can be moved only outside production. */
const clockOf = (config: PlatformConfig): Clock =>
  config.OPENVOIP_MODE === 'production' ? new SystemClock() : new MovableClock();
