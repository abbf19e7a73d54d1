import { Type } from 'class-transformer';
import { IsInt, Min } from 'class-validator';

export class AdjustmentsConfig {
  /** What one person may book alone for a contract in a day, in cents either way; above it another person approves. */
  @Type(() => Number) @IsInt() @Min(0) ADJUSTMENT_FOUR_EYES_CENTS = 5_000;
}
