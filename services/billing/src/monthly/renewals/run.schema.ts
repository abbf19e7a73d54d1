import { Schema } from 'mongoose';

/** A contract that a run could not charge, and why. */
export interface RenewalFailure {
  readonly contractId: string;
  readonly reason: string;
}

/** What was charged, in cents; it grows in the very transactions that charge. */
export interface RenewalTotals {
  readonly contracts: number;
  readonly grossCents: number;
  /** Contracts whose credit was below zero afterwards (R7). */
  readonly debts: number;
  readonly debtCents: number;
}

/** The run of one period: one document for ever. */
export interface RenewalRun {
  /** `YYYY-MM` */
  readonly _id: string;
  readonly state: 'planning' | 'charging' | 'completed';
  /** The plan that counts: shards of another plan are left over from a planner that died or was overtaken. */
  readonly plan: string;
  readonly startedAt: Date;
  readonly completedAt?: Date;
  /** Real time until which a planner has it. */
  readonly claimedUntil: Date;
}

/** A range of contracts of a plan, charged by one worker at a time. */
export interface RenewalShard {
  readonly _id: string;
  readonly period: string;
  readonly plan: string;
  /** Contract ids: after `from`, up to and with `to`; empty is open. */
  readonly from: string;
  readonly to: string;
  readonly state: 'open' | 'done';
  /** Real time until which a worker has it. */
  readonly claimedUntil: Date;
  readonly worker?: string;
  readonly totals: RenewalTotals;
  readonly failures: readonly RenewalFailure[];
}

const options = { versionKey: false, minimize: false } as const;
export const runSchema = new Schema<RenewalRun>(
  { _id: String, state: String, plan: String, startedAt: Date, completedAt: Date, claimedUntil: Date },
  { ...options, collection: 'renewal_runs' },
);
export const shardSchema = new Schema<RenewalShard>(
  {
    _id: String,
    period: String,
    plan: String,
    from: String,
    to: String,
    state: String,
    claimedUntil: Date,
    worker: String,
    totals: { contracts: Number, grossCents: Number, debts: Number, debtCents: Number },
    failures: [new Schema<RenewalFailure>({ contractId: String, reason: String }, { _id: false })],
  },
  { ...options, collection: 'renewal_shards' },
);
shardSchema.index({ period: 1, plan: 1, state: 1 });
