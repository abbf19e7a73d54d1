import { BILLING } from '../kernel/callers.js';
import { rpc } from '../kernel/definition.js';
import { BillingPeriod, Cents, Count, Id, Instant, Many, Text } from '../kernel/fields.js';
import { PageQuery } from '../kernel/shared.js';

export class OfPeriod {
  @BillingPeriod({ example: '2026-12' }) period!: string;
}
export class RenewalFailureView {
  @Id() contractId!: string;
  @Text({ max: 500 }) reason!: string;
}
/** How far the renewal of a period is, and what it charged. */
export class RenewalReport {
  @BillingPeriod() period!: string;
  @Text({ description: 'none, planning, charging, completed' }) state!: string;
  @Count({ description: 'Contracts that are or were due' }) due!: number;
  @Count({ description: 'Contracts charged' }) charged!: number;
  @Count({ description: 'Contracts that are due and not charged' }) remaining!: number;
  @Cents() grossCents!: number;
  @Count({ description: 'Contracts below zero afterwards (R7)' }) debts!: number;
  @Cents() debtCents!: number;
  @Count() shards!: number;
  @Count() shardsDone!: number;
  @Many(() => RenewalFailureView) failures!: RenewalFailureView[];
  @Instant({ optional: true }) startedAt?: string;
  @Instant({ optional: true }) completedAt?: string;
}
export class RenewalReports {
  @Many(() => RenewalReport) items!: RenewalReport[];
  @Text({ optional: true }) nextCursor?: string;
}

export const billingRenewalsRpc = {
  /** The run of a period, for staff. */
  status: rpc('billing.renewal.status', OfPeriod, RenewalReport, { callers: BILLING }),
  /** Runs, newest first. */
  list: rpc('billing.renewal.list', PageQuery, RenewalReports, { callers: BILLING }),
} as const;
