import { Schema } from 'mongoose';

/** A file of call records and how far it was taken; `_id` is the hash of its content. */
export interface CallFile {
  readonly _id: string;
  readonly name: string;
  readonly rowsDone: number;
  readonly rated: number;
  readonly repeated: number;
  readonly rejected: number;
  /** The rejects file, and how long it was when this much was taken: what is beyond that was written by a process that died, and is written again. */
  readonly rejectsPath: string;
  readonly rejectsBytes: number;
  /** When something of it was taken last. */
  readonly at?: Date;
}
export const callFileSchema = new Schema<CallFile>(
  {
    _id: String,
    name: String,
    rowsDone: Number,
    rated: Number,
    repeated: Number,
    rejected: Number,
    rejectsPath: String,
    rejectsBytes: Number,
    at: Date,
  },
  { versionKey: false, collection: 'call_files' },
);
