import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, MinLength, validateSync } from 'class-validator';
import { Type } from 'class-transformer';
import { missingInProduction, type Requiring } from './production.js';

/** What every process reads from its environment, also one that has neither broker nor database. */
export class ProcessConfig {
  @IsOptional() @Type(() => Number) @IsInt() @Min(0) @Max(65535) HEALTH_PORT?: number;
  @IsString() HOST = '127.0.0.1';
  @IsIn(['production', 'demo', 'test']) OPENVOIP_MODE: 'production' | 'demo' | 'test' = 'production';
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']) LOG_LEVEL = 'info';
}

/** What every process of the platform reads; a capability that needs more declares its own class and reads it with `readConfig`. */
export class PlatformConfig extends ProcessConfig {
  /** Prefix of every broker object and database name. */
  @Matches(/^[a-z][a-z0-9_]{0,30}$/) OPENVOIP_NAMESPACE = 'openvoip';
  @Matches(/^amqps?:\/\//) RABBITMQ_URL!: string;
  @IsOptional() @Matches(/^mongodb(\+srv)?:\/\//) MONGODB_URI?: string;
  /** HMAC key for reply addresses, signed links and idempotent tokens. */
  @MinLength(32) SECRET_KEY!: string;
  @IsOptional() @Matches(/^https?:\/\//) OTEL_EXPORTER_OTLP_ENDPOINT?: string;
}

/** The environment does not describe a system that can run: every wrong variable is named. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`configuration: ${problems.join('; ')}`);
    this.name = 'ConfigError';
  }
}

/** Refuses a production start without what the process would fail without later. @throws ConfigError naming it */
export function assertComplete(process: Requiring, { OPENVOIP_MODE }: PlatformConfig, env: NodeJS.ProcessEnv): void {
  if (OPENVOIP_MODE !== 'production') return;
  const missing = missingInProduction(process, env);
  if (missing.length > 0) throw new ConfigError([`production needs ${missing.join(', ')}`]);
}

/**
 * Reads the variables that `Config` declares from the environment, validated; empty values count as absent.
 * @throws ConfigError naming every variable that is missing or wrong, never its value.
 */
export function readConfig<T extends object>(Config: new () => T, env: NodeJS.ProcessEnv = process.env): T {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const config = plainToInstance(Config, present, { exposeDefaultValues: true });
  const errors = validateSync(config, { forbidUnknownValues: false });
  if (errors.length > 0)
    throw new ConfigError(errors.map((error) => Object.values(error.constraints ?? {}).join(', ')));
  return config;
}
