import { Type } from 'class-transformer';
import { IsInt, Matches, Max, Min } from 'class-validator';

/** What follows a debt. */
export class DebtsConfig {
  /** Days after which the customer is reminded, rising, separated by commas. */
  @Matches(/^\d{1,3}(,\d{1,3})*$/) DEBT_REMINDER_DAYS = '7,15,30';
  /** Days after which outgoing calls are suspended; 0: never. */
  @Type(() => Number) @IsInt() @Min(0) @Max(365) DEBT_SUSPEND_DAYS = 0;

  get reminderDays(): number[] {
    return this.DEBT_REMINDER_DAYS.split(',')
      .map(Number)
      .toSorted((a, b) => a - b);
  }
}
