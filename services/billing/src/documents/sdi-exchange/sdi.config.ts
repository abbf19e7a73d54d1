import { IsIn, IsOptional, IsString } from 'class-validator';
import { ConfigError, readConfig, type PlatformConfig } from '#libs/platform/config.js';

/** The way to SdI. */
export class SdiConfig {
  /** Folder with `out`, `in`, `done` and `odd`, which the intermediary sees too; absent: files are carried by hand. */
  @IsOptional() @IsString() SDI_FOLDER?: string;
  /** Puts a simulator at the far end of the folder. */
  @IsIn(['on', 'off']) SDI_SIMULATOR: 'on' | 'off' = 'off';
}

/** @throws ConfigError where a simulator would stand for SdI in production, or stands nowhere */
export function readSdiConfig(
  { OPENVOIP_MODE: mode }: PlatformConfig,
  env: NodeJS.ProcessEnv = process.env,
): SdiConfig {
  const config = readConfig(SdiConfig, env);
  if (config.SDI_SIMULATOR === 'on' && mode === 'production')
    throw new ConfigError(['SDI_SIMULATOR cannot be on in production']);
  if (config.SDI_SIMULATOR === 'on' && !config.SDI_FOLDER) throw new ConfigError(['SDI_SIMULATOR needs SDI_FOLDER']);
  return config;
}
