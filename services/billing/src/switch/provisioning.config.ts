import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUrl, Max, Min, MinLength } from 'class-validator';

/** The softswitch that is told by webhook; one that listens to the broker needs nothing here. */
export class ProvisioningConfig {
  @IsOptional() @IsUrl({ require_tld: false, protocols: ['http', 'https'] }) PROVISIONING_URL?: string;
  /** Signs each request: HMAC-SHA256 of `<timestamp>.<body>`. */
  @IsOptional() @MinLength(16) PROVISIONING_SECRET?: string;
  @Type(() => Number) @IsInt() @Min(100) @Max(60_000) PROVISIONING_TIMEOUT_MS = 5_000;
}
