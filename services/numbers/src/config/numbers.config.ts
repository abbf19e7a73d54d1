import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { ConfigError, readConfig, type PlatformConfig } from '#libs/platform/config.js';
import { OperatorConfig } from '#libs/platform/operator.config.js';

/** What numbers reads from its environment. The defaults are recorded in docs/decisions/numbers-*.md. */
export class NumbersConfig {
  /** Months that a number rests before someone else can have it. */
  @Type(() => Number) @IsInt() @Min(0) @Max(120) QUARANTINE_MONTHS = 6;
  /** Hours after its end at which a reservation that nobody gave back counts as orphaned. */
  @Type(() => Number) @IsInt() @Min(1) @Max(8_760) ORPHAN_RESERVATION_HOURS = 168;
  /** The share of a district's numbers that are not assigned which registrations that nobody has paid may hold together, in percent; one number at least. */
  @Type(() => Number) @IsInt() @Min(1) @Max(100) UNPAID_DISTRICT_PERCENT = 25;
  /** Seconds between two rounds of the sweeper. */
  @Type(() => Number) @IsInt() @Min(1) @Max(3_600) NUMBERS_SWEEP_SECONDS = 60;
  /** A district with fewer free numbers raises an alarm. */
  @Type(() => Number) @IsInt() @Min(0) @Max(1_000_000) LOW_STOCK_BELOW = 50;
  /** Working days between a request and the earliest day on which numbers come in, or leave; by the first, one number is promised to have come (R22). */
  @Type(() => Number) @IsInt() @Min(1) @Max(60) PORT_IN_WORKING_DAYS = 3;
  /** The same promise for several numbers at once. */
  @Type(() => Number) @IsInt() @Min(1) @Max(60) PORT_IN_COMPLEX_WORKING_DAYS = 10;
  @Type(() => Number) @IsInt() @Min(1) @Max(60) PORT_OUT_WORKING_DAYS = 3;
  /** Days after the end of a contract on which its numbers can still be ported out by who held them (R21): the law says a month at least. */
  @Type(() => Number) @IsInt() @Min(30) @Max(3_650) PORT_OUT_AFTER_END_DAYS = 60;
  /** Working days before the day of cut-over from which the customer cannot move it. */
  @Type(() => Number) @IsInt() @Min(0) @Max(20) PORT_IN_FREEZE_DAYS = 1;
  /** Days after which an order that nobody goes on with expires. */
  @Type(() => Number) @IsInt() @Min(1) @Max(365) PORT_IN_EXPIRES_DAYS = 30;
  /** How many numbers a contract can have, as the catalogue has it. */
  @Type(() => Number) @IsInt() @Min(1) @Max(10_000) CONTRACT_NUMBERS_AT_MOST = 100;
  /** The time in Rome at which numbers change operator. */
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/) PORT_CUT_OVER_AT = '09:00';
  /** That of OperatorConfig, or the demo’s. */
  OPERATOR_CODE!: string;
  /** The service code (COS) in our migration codes: `999` is a number without an access line. */
  @Matches(/^(00[1-9]|01[0-7]|222|999)$/) MIGRATION_SERVICE_CODE = '999';
  /** Folder of the CSV exchange with other operators; without one there is no exchange. */
  @IsOptional() @IsString() CARRIER_FOLDER?: string;
  /** A simulated operator at the far end of that folder, for the demo and tests. */
  @IsIn(['on', 'off']) CARRIER_SIMULATOR: 'on' | 'off' = 'off';
  /** Where documents of port orders are kept. */
  @IsString() DOCUMENTS_FOLDER = '.openvoip/documents';
}

const DEMO_OPERATOR_CODE = 'OVP';

/** @throws ConfigError in production without the operator's own code: migration codes would name somebody who does not exist. */
export function readNumbersConfig({ OPENVOIP_MODE: mode }: PlatformConfig): NumbersConfig {
  const config = readConfig(NumbersConfig);
  const { OPERATOR_CODE = mode === 'production' ? undefined : DEMO_OPERATOR_CODE } = readConfig(OperatorConfig);
  if (!OPERATOR_CODE)
    throw new ConfigError([
      'OPERATOR_CODE is required in production: the three characters that AGCOM gave the operator for migration codes',
    ]);
  return Object.assign(config, { OPERATOR_CODE });
}
