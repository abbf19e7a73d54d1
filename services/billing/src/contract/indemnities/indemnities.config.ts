import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** R22, in cents a day (AGCOM del. 347/18/CONS, annex A, art. 7); docs/decisions/billing-ports.md. */
export class IndemnitiesConfig {
  /** Where the numbers alone are late. */
  @Type(() => Number) @IsInt() @Min(0) @Max(100_000) LATE_PORT_INDEMNITY_CENTS = 500;
  /** Where the whole change of operator is. */
  @Type(() => Number) @IsInt() @Min(0) @Max(100_000) LATE_CHANGE_INDEMNITY_CENTS = 150;
}
