import { Schema } from 'mongoose';

/** A file of call records and how far it was taken; `_id` is the hash of its content. */
export interface CallFile {
  readonly _id: string;
  readonly name: string;
  readonly rowsDone: number;
  readonly rated: number;
  readonly repeated: number;
  readonly rejected: number;
}
export const callFileSchema = new Schema<CallFile>({ _id: String, name: String, rowsDone: Number, rated: Number, repeated: Number, rejected: Number }, { versionKey: false, collection: 'call_files' });
