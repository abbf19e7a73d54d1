import { Schema } from 'mongoose';

/** What was done about one debt: a contract that comes into debt again begins a new one. */
export interface DebtCase {
  /** `<contract>:<when the debt began>` */
  readonly _id: string;
  /** How many reminders were sent. */
  readonly reminders: number;
}

export const debtCaseSchema = new Schema<DebtCase>(
  { _id: String, reminders: Number },
  { versionKey: false, collection: 'debt_cases' },
);
export const debtCaseId = (contractId: string, since: Date): string => `${contractId}:${since.getTime()}`;
