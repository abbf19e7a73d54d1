import { Schema } from 'mongoose';
import type { ServiceName } from '#libs/api/kernel/definition.js';
import type { EXPORT_STATES } from '#libs/api/accounts/data-rights.js';

/** A copy of everything kept about a customer, asked for by it or for it (R29). */
export interface DataExport {
  _id: string;
  customerId: string;
  state: (typeof EXPORT_STATES)[number];
  requestedAt: Date;
  requestedBy: string;
  requestedByKind: 'customer' | 'staff';
  reason?: string;
  readyAt?: Date;
  expiresAt?: Date;
  bytes?: number;
  sha256?: string;
  /** How many pieces the archive lies in. */
  pieces?: number;
}
export const dataExportSchema = new Schema<DataExport>(
  {
    _id: String,
    customerId: { type: String, required: true },
    state: String,
    requestedAt: Date,
    requestedBy: String,
    requestedByKind: String,
    reason: String,
    readyAt: Date,
    expiresAt: Date,
    bytes: Number,
    sha256: String,
    pieces: Number,
  },
  { versionKey: false, collection: 'data_exports' },
);
dataExportSchema.index({ customerId: 1, _id: -1 });
dataExportSchema.index({ state: 1, expiresAt: 1 });

/** A part as a service gave it, until the archive is packed. `_id` is `export:service:seq`. */
export interface ExportPart {
  _id: string;
  exportId: string;
  service: ServiceName;
  seq: number;
  name: string;
  kind: 'rows' | 'file';
  content: string;
  nextCursor?: string;
}
export const exportPartSchema = new Schema<ExportPart>(
  {
    _id: String,
    exportId: String,
    service: String,
    seq: Number,
    name: String,
    kind: String,
    content: String,
    nextCursor: String,
  },
  { versionKey: false, collection: 'data_export_parts' },
);
exportPartSchema.index({ exportId: 1, service: 1, seq: 1 });

/** A piece of a packed archive. `_id` is `export:index`. */
export interface ExportPiece {
  _id: string;
  exportId: string;
  bytes: Buffer;
}
export const exportPieceSchema = new Schema<ExportPiece>(
  { _id: String, exportId: String, bytes: Buffer },
  { versionKey: false, collection: 'data_export_pieces' },
);
exportPieceSchema.index({ exportId: 1 });
