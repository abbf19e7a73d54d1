import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** Copies of personal data (R29). */
export class DataRightsConfig {
  /** Days that a copy can be fetched, after which it is removed. */
  @Type(() => Number) @IsInt() @Min(1) @Max(90) DATA_EXPORT_DAYS = 7;
}
