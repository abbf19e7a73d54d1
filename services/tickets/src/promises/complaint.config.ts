import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';

/** Addresses that customers are told with a complaint (R30). How long its answer may take stands in the SLA policy. */
export class ComplaintConfig {
  /** Where the public conciliation is asked for. */
  @Matches(/^https:\/\/\S+$/) CONCILIATION_URL = 'https://conciliaweb.agcom.it';
  /** The operator's own address for complaints besides the panel: an email or PEC address, or a postal one. Nothing is said without it. */
  @IsOptional() @IsString() @MaxLength(200) COMPLAINTS_CONTACT?: string;
}
