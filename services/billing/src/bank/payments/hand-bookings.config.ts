import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** What becomes of bank transfers that staff booked by hand. */
export class HandBookingsConfig {
  /** Days after which staff are told that no statement shows what was booked. */
  @Type(() => Number) @IsInt() @Min(1) @Max(60) HAND_BOOKING_PROOF_DAYS = 5;
}
