import { IsIn, IsInt, IsOptional, IsUrl, Matches, Max, Min } from 'class-validator';
import { Type } from 'class-transformer';
import { ConfigError, readConfig, type PlatformConfig } from '#libs/platform/config.js';

/** How card payments are taken. */
export class PaymentsConfig {
  @IsOptional() @Matches(/^(sk|rk)_/) STRIPE_SECRET_KEY?: string;
  /** Signs the provider's notifications; the simulator signs with it too. */
  @IsOptional() @Matches(/^whsec_.{8,}$/) STRIPE_WEBHOOK_SECRET?: string;
  /** Another address of Stripe's API, e.g. of a mock in tests. */
  @IsOptional() @IsUrl({ require_tld: false }) STRIPE_API_URL?: string;
  /** Where the customer lands after paying. */
  @IsUrl({ require_tld: false }) PAYMENT_RETURN_URL = 'https://openvoip.example/panel/credit';
  @IsIn(['on', 'off']) PAYMENT_SIMULATOR: 'on' | 'off' = 'off';
  /** Address of the public API: the simulator's pay page is under it. */
  @IsUrl({ require_tld: false }) PUBLIC_URL = 'http://127.0.0.1:8080';
  /** Age in seconds at which a signed notification is refused. */
  @Type(() => Number) @IsInt() @Min(30) @Max(3_600) PAYMENT_SIGNATURE_SECONDS = 300;
}

/** @throws ConfigError: the simulator cannot run in production, and takes no payments beside Stripe. */
export function readPaymentsConfig(platform: PlatformConfig): PaymentsConfig {
  const config = readConfig(PaymentsConfig);
  if (config.PAYMENT_SIMULATOR === 'on' && platform.OPENVOIP_MODE === 'production')
    throw new ConfigError(['PAYMENT_SIMULATOR cannot be on in production']);
  if (config.PAYMENT_SIMULATOR === 'on' && !config.STRIPE_WEBHOOK_SECRET)
    throw new ConfigError(['PAYMENT_SIMULATOR needs STRIPE_WEBHOOK_SECRET to sign with']);
  return config;
}
