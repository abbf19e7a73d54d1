import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** When invoices are issued by themselves. */
export class InvoicesConfig {
  /** The day of the following month from which on a month is invoiced; by law the 15th at the latest. 0: only by hand. */
  @Type(() => Number) @IsInt() @Min(0) @Max(15) INVOICES_FROM_DAY = 3;
}
