import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** How calls are authorised, and how long they are remembered. */
export class TrafficConfig {
  /** The most seconds reserved at once for a call; the switch asks again for more. */
  @Type(() => Number) @IsInt() @Min(30) @Max(86_400) CALL_RESERVATION_SECONDS = 600;
  /** How long after its last reserved second a call's record is waited for. */
  @Type(() => Number) @IsInt() @Min(60) @Max(7 * 86_400) CALL_RECORD_WAIT_SECONDS = 86_400;
}
