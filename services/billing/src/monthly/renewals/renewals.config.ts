import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** How renewal divides its work. */
export class RenewalsConfig {
  /** Contracts in a shard: what one worker takes at a time. */
  @Type(() => Number) @IsInt() @Min(1) @Max(100_000) RENEWAL_SHARD = 1_000;
  /** Contracts in a transaction. */
  @Type(() => Number) @IsInt() @Min(1) @Max(1_000) RENEWAL_BATCH = 250;
  /** Seconds after which the shard of a silent worker is taken over. */
  @Type(() => Number) @IsInt() @Min(1) @Max(3_600) RENEWAL_CLAIM_SECONDS = 60;
}
