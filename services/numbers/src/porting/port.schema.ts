import { Schema } from 'mongoose';
import type { NumberHolder } from '#libs/api/numbers/numbers.js';
import type { PortCommenter, PortDocumentKind, PortInReason, PortInState } from '#libs/api/numbers/port-in.js';
import type { Objection, PortOutState } from '#libs/api/numbers/port-out.js';
import type { PortInNotice } from './port-in.rules.js';

export interface PortDocumentRow {
  readonly id: string;
  readonly kind: PortDocumentKind;
  readonly fileName: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  readonly at: Date;
  /** The customer who gave it, where that is no longer the order's. */
  readonly givenBy?: string;
}
export interface PortCommentRow {
  readonly from: PortCommenter;
  readonly text: string;
  readonly at: Date;
  /** The customer whom it was said to, or by, where that is no longer the order's. */
  readonly saidTo?: string;
}
/** An order to bring numbers in. History, comments and documents are only ever added to. */
export interface PortInRow {
  _id: string;
  contractId: string;
  customerId: string;
  /** Who had it before a voltura (R16). */
  formerCustomers?: string[];
  /** The customer who gave migration code and holder, where that is no longer the order's. */
  givenBy?: string;
  state: PortInState;
  numbers: string[];
  donor: string;
  migrationCode: string;
  holder: NumberHolder;
  keepFirstNumber: boolean;
  /** Absent on orders of before 2026-12: the numbers alone. */
  changeOfOperator?: boolean;
  cutOverOn?: string;
  /** When it is cut over, or expires. */
  dueAt?: Date;
  reason?: PortInReason;
  documents: PortDocumentRow[];
  comments: PortCommentRow[];
  history: { state: PortInState; action: string; actor: string; at: Date; detail?: string }[];
  /** How often it was submitted: an answer of the donor names the attempt it is about. */
  attempt: number;
  /** What the donor is still to be told, and the place in the history that it comes from. */
  untold?: { what: PortInNotice; seq: number };
  createdAt: Date;
}
export const portInSchema = new Schema<PortInRow>(
  {
    _id: String,
    contractId: String,
    customerId: String,
    formerCustomers: { type: [String], default: undefined },
    givenBy: String,
    state: String,
    numbers: [String],
    donor: String,
    migrationCode: String,
    holder: Schema.Types.Mixed,
    keepFirstNumber: Boolean,
    changeOfOperator: Boolean,
    cutOverOn: String,
    dueAt: Date,
    reason: String,
    documents: [Schema.Types.Mixed],
    comments: [Schema.Types.Mixed],
    history: [Schema.Types.Mixed],
    attempt: Number,
    untold: { type: new Schema({ what: String, seq: Number }, { _id: false }) },
    createdAt: Date,
  },
  { versionKey: false, minimize: false, collection: 'port_ins' },
);
portInSchema.index({ contractId: 1, createdAt: -1 });
portInSchema.index({ numbers: 1 });
portInSchema.index({ 'documents.sha256': 1 });
portInSchema.index({ formerCustomers: 1 }, { sparse: true });
portInSchema.index({ createdAt: -1, _id: -1 });
portInSchema.index({ state: 1, dueAt: 1 });
portInSchema.index({ 'untold.what': 1 }, { sparse: true });

/** A number that is to come: unique, so that two open orders never ask for the same one. */
export interface PortClaimRow {
  /** E.164. */
  _id: string;
  portInId: string;
}
export const portClaimSchema = new Schema<PortClaimRow>(
  { _id: String, portInId: String },
  { versionKey: false, collection: 'port_claims' },
);
portClaimSchema.index({ portInId: 1 });

/** A request of another operator for one of our numbers. */
export interface PortOutRow {
  _id: string;
  /** Who asked: the carrier's user, and its reference. */
  requestedBy: string;
  reference: string;
  requestHash: string;
  number: string;
  recipient: string;
  state: PortOutState;
  objection?: Objection;
  contractId?: string;
  customerId?: string;
  cutOverOn?: string;
  dueAt?: Date;
  /** The place in the history that the recipient is still to be told of, where it is told by files. */
  untold?: number;
  history: { state: PortOutState; actor: string; at: Date }[];
  createdAt: Date;
}
export const portOutSchema = new Schema<PortOutRow>(
  {
    _id: String,
    requestedBy: String,
    reference: String,
    requestHash: String,
    number: String,
    recipient: String,
    state: String,
    objection: String,
    contractId: String,
    customerId: String,
    cutOverOn: String,
    dueAt: Date,
    untold: Number,
    history: [Schema.Types.Mixed],
    createdAt: Date,
  },
  { versionKey: false, collection: 'port_outs' },
);
portOutSchema.index({ requestedBy: 1, reference: 1 }, { unique: true });
portOutSchema.index({ number: 1 });
portOutSchema.index({ createdAt: -1, _id: -1 });
portOutSchema.index({ state: 1, dueAt: 1 });
portOutSchema.index({ untold: 1 }, { sparse: true });
