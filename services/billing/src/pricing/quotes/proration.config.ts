import { IsIn } from 'class-validator';
import { PRORATION_POLICIES, type ProrationPolicy } from './pricing.rules.js';

/** How a month begun is charged (R9). */
export class ProrationConfig {
  @IsIn(PRORATION_POLICIES) PRORATION: ProrationPolicy = 'daily';
}
