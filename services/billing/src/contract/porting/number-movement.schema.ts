import { Schema } from 'mongoose';

/** When a number last came to, and last left, a contract by port: whatever order the messages arrive in, the later one holds. */
export interface NumberMovement {
  /** `<contract>/<number>` */
  readonly _id: string;
  readonly cameAt?: Date;
  readonly leftAt?: Date;
}

export const movementSchema = new Schema<NumberMovement>(
  { _id: String, cameAt: Date, leftAt: Date },
  { versionKey: false, collection: 'number_movements' },
);
