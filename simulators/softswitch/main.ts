import 'reflect-metadata';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Type } from 'class-transformer';
import { IsEmail, IsInt, IsOptional, IsString, IsUrl, Max, Min, MinLength } from 'class-validator';
import type { ServicesChanged } from '#libs/api/billing/changes.js';
import { ConfigError, ProcessConfig, readConfig } from '#libs/platform/config.js';
import { HealthServer } from '#libs/platform/health.js';
import { createLogger } from '#libs/platform/logging.js';
import { ProvisioningPort } from './provisioning-port.js';
import { SoftswitchSimulator } from './softswitch-simulator.js';

const SECOND_MS = 1_000;

/** The demo's softswitch: like a real one it reaches the platform by HTTP alone, and is given neither broker, database nor keys. */
class SimulatorConfig extends ProcessConfig {
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

const config = readConfig(SimulatorConfig);
if (config.OPENVOIP_MODE === 'production')
  throw new ConfigError(['the softswitch simulator is for the demo: production has a softswitch of its own']);
const logger = createLogger('softswitch-simulator', config.LOG_LEVEL);
const health = new HealthServer();
const simulator = new SoftswitchSimulator({
  apiUrl: config.PUBLIC_URL,
  email: config.SWITCH_EMAIL,
  password: config.SWITCH_PASSWORD,
});
const { SOFTSWITCH_STATE_FILE: stateFile } = config;
if (stateFile && existsSync(stateFile))
  for (const state of JSON.parse(readFileSync(stateFile, 'utf8')) as ServicesChanged[]) simulator.provide(state);
const port = new ProvisioningPort((state) => {
  simulator.provide(state);
  if (stateFile) writeFileSync(stateFile, JSON.stringify(simulator.provided), { mode: 0o600 });
}, config.PROVISIONING_SECRET);
await port.listen(config.SOFTSWITCH_PORT, config.HOST);
if (config.HEALTH_PORT !== undefined) await health.listen(config.HEALTH_PORT, config.HOST);

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
await health.close();
