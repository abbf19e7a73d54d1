import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

export class ChangesConfig {
  /** Minutes a quote of a change holds, and never beyond Rome midnight. */
  @Type(() => Number) @IsInt() @Min(1) @Max(1_440) CHANGE_QUOTE_MINUTES = 60;
}
