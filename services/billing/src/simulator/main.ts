import 'reflect-metadata';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Type } from 'class-transformer';
import { IsEmail, IsInt, IsOptional, IsString, IsUrl, Max, Min, MinLength } from 'class-validator';
import type { ServicesChanged } from '#libs/contracts/billing-changes.js';
import { Broker } from '#libs/messaging/broker.js';
import { ClockSync } from '#libs/messaging/clock-sync.js';
import { MessagingModule } from '#libs/messaging/messaging.module.js';
import { Clock } from '#libs/platform/clock.js';
import { ConfigError, PlatformConfig, readConfig } from '#libs/platform/config.js';
import { HealthServer } from '#libs/platform/health.js';
import { createLogger } from '#libs/platform/logging.js';
import { PlatformModule } from '#libs/platform/platform.module.js';
import { ProvisioningPort } from './provisioning-port.js';
import { SoftswitchSimulator } from './softswitch-simulator.js';

const SECOND_MS = 1_000;

/** The demo's softswitch. */
class SimulatorConfig {
  @IsUrl({ require_tld: false, protocols: ['http', 'https'] }) PUBLIC_URL!: string;
  @IsEmail() SWITCH_EMAIL!: string;
  @MinLength(12) SWITCH_PASSWORD!: string;
  @MinLength(16) PROVISIONING_SECRET!: string;
  /** Where billing tells it of services. */
  @Type(() => Number) @IsInt() @Min(1) @Max(65_535) SOFTSWITCH_PORT!: number;
  /** Keeps what it was told to provide, as a real one would. */
  @IsOptional() @IsString() SOFTSWITCH_STATE_FILE?: string;
  /** Seconds between two calls. */
  @Type(() => Number) @IsInt() @Min(1) @Max(86_400) SOFTSWITCH_CALL_EVERY_SECONDS = 300;
}

const platform = readConfig(PlatformConfig);
if (platform.OPENVOIP_MODE === 'production') throw new ConfigError(['the softswitch simulator is for the demo: production has a softswitch of its own']);
const config = readConfig(SimulatorConfig);
const logger = createLogger('softswitch-simulator', platform.LOG_LEVEL);

@Module({ imports: [PlatformModule.forProcess('softswitch-simulator', platform), MessagingModule.forClient()] })
class SimulatorModule {}

const app = await NestFactory.createApplicationContext(SimulatorModule, { logger: false });
// The broker only tells it the demo's time: its records would otherwise lie in another month.
await app.get(ClockSync).start();
await app.get(Broker).start();
const simulator = new SoftswitchSimulator({ apiUrl: config.PUBLIC_URL, email: config.SWITCH_EMAIL, password: config.SWITCH_PASSWORD }, app.get(Clock));
const { SOFTSWITCH_STATE_FILE: stateFile } = config;
if (stateFile && existsSync(stateFile)) for (const state of JSON.parse(readFileSync(stateFile, 'utf8')) as ServicesChanged[]) simulator.provide(state);
const port = new ProvisioningPort((state) => {
  simulator.provide(state);
  if (stateFile) writeFileSync(stateFile, JSON.stringify(simulator.provided), { mode: 0o600 });
}, config.PROVISIONING_SECRET);
await port.listen(config.SOFTSWITCH_PORT, platform.HOST);
if (platform.HEALTH_PORT !== undefined) await app.get(HealthServer).listen(platform.HEALTH_PORT, platform.HOST);

const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
const pause = (seconds: number): Promise<void> => sleep(seconds * SECOND_MS, undefined, { signal: stopping.signal });
while (!stopping.signal.aborted) {
  try {
    await pause(config.SOFTSWITCH_CALL_EVERY_SECONDS);
    logger.info({ outcome: await simulator.call(pause) }, 'simulated call');
  } catch (error) {
    if (!stopping.signal.aborted) logger.warn({ reason: (error as Error).message }, 'simulated call failed');
  }
}
await port.close();
await app.get(HealthServer).close();
await app.close();
