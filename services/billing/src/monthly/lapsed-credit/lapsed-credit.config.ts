import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** What follows credit that a registration left behind. */
export class LapsedCreditConfig {
  /** Days without a claim after which staff look after it. */
  @Type(() => Number) @IsInt() @Min(1) @Max(365) LAPSED_CREDIT_DAYS = 14;
}
