import { Schema } from 'mongoose';
import type { NumberState } from '#libs/api/numbers/inventory.js';

/** One thing that happened to a number; only ever added. */
export interface NumberHistoryEntry {
  readonly at: Date;
  readonly cause: string;
  readonly state: NumberState;
  readonly actor: string;
  readonly contractId?: string;
  readonly reason?: string;
}

/** A number of the inventory. Its history is in it, so that a change and its record are one atomic write. */
export interface NumberRow {
  /** E.164. */
  _id: string;
  district: string;
  state: NumberState;
  /** Random, 0 to 1: where a reservation of any number of the district begins to look. */
  pick: number;
  /** How easy it is to remember, 0 to 100. */
  score: number;
  blockId?: string;
  portedIn?: boolean;
  /** `<contract>/<what for>`: unique, which makes reserving idempotent, and finds the numbers of a contract. */
  claim?: string;
  contractId?: string;
  customerId?: string;
  /** When its state ends by itself: the reservation, or the quarantine. */
  dueAt?: Date;
  assignedAt?: Date;
  /** Head of its chain in the holder register. */
  register?: { seq: number; hash: string };
  history?: NumberHistoryEntry[];
}

const historyEntry = new Schema<NumberHistoryEntry>(
  { at: Date, cause: String, state: String, actor: String, contractId: String, reason: String },
  { _id: false },
);
export const numberSchema = new Schema<NumberRow>(
  {
    _id: String,
    district: String,
    state: String,
    pick: Number,
    score: Number,
    blockId: String,
    portedIn: Boolean,
    claim: String,
    contractId: String,
    customerId: String,
    dueAt: Date,
    assignedAt: Date,
    register: { type: new Schema({ seq: Number, hash: String }, { _id: false }) },
    history: { type: [historyEntry], default: undefined },
  },
  { versionKey: false, collection: 'numbers' },
);
numberSchema.index({ district: 1, state: 1, pick: 1 });
numberSchema.index({ claim: 1 }, { unique: true, sparse: true });
numberSchema.index({ dueAt: 1 }, { sparse: true });

/** A block of numbers that the regulator gave us. */
export interface BlockRow {
  _id: string;
  district: string;
  from: string;
  to: string;
  size: number;
  /** The load it came with, `from+count`: the same one goes on when it was interrupted. */
  load: string;
  state: 'loading' | 'ready';
  /** How many of it are in the inventory: where an interrupted load goes on. */
  loaded: number;
  /** Real time until which a process fills it. */
  lockedUntil?: Date;
  createdAt: Date;
  createdBy: string;
}
export const blockSchema = new Schema<BlockRow>(
  {
    _id: String,
    district: String,
    from: String,
    to: String,
    size: Number,
    load: String,
    state: String,
    loaded: Number,
    lockedUntil: Date,
    createdAt: Date,
    createdBy: String,
  },
  { versionKey: false, collection: 'blocks' },
);
blockSchema.index({ from: 1 }, { unique: true });
blockSchema.index({ state: 1, _id: 1 });

/** What a district has, counted from time to time: never a document that reservations update. */
export interface StockRow {
  /** The district's prefix. */
  _id: string;
  /** Grows with every load: two loads of one district go one after the other. */
  loads: number;
  counts: Partial<Record<NumberState, number>>;
  countedAt?: Date;
  /** An alarm was sent and there are not enough again yet. */
  low?: boolean;
}
export const stockSchema = new Schema<StockRow>(
  { _id: String, loads: Number, counts: Schema.Types.Mixed, countedAt: Date, low: Boolean },
  { versionKey: false, minimize: false, collection: 'stock' },
);
