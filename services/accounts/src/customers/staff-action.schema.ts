import { Schema } from 'mongoose';

/** What staff did for or against a customer, and why. Never changed. */
export interface StaffAction {
  _id: string;
  customerId: string;
  action: 'block_sign_in' | 'unblock_sign_in' | 'resend_confirmation';
  reason: string;
  /** The user who did it. */
  by: string;
  at: Date;
}

export const staffActionSchema = new Schema<StaffAction>(
  {
    _id: String,
    customerId: { type: String, required: true },
    action: { type: String, required: true },
    reason: { type: String, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false, collection: 'staff_actions' },
);
staffActionSchema.index({ customerId: 1, at: -1 });
