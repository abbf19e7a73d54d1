import { Schema } from 'mongoose';
import type { DocumentKind } from '#libs/api/tickets/tickets.js';

/** The type of a mail kept as it came: beside its message, for staff. */
export const ORIGINAL_MAIL = 'message/rfc822';

/** A stored file of a ticket; its content lies in the documents folder under its checksum. */
export interface AttachmentRow {
  _id: string;
  ticketId: string;
  /** The message it is shown with, once there is one. */
  messageId?: string;
  /** Not for the customer: uploaded by staff, until a public message shows it. */
  internal: boolean;
  /** What it proves, for a voltura. */
  documentKind?: DocumentKind;
  uploadedBy: string;
  fileName: string;
  contentType: string;
  size: number;
  sha256: string;
  at: Date;
}

export const attachmentSchema = new Schema<AttachmentRow>(
  {
    _id: String,
    ticketId: String,
    messageId: String,
    internal: Boolean,
    documentKind: String,
    uploadedBy: String,
    fileName: String,
    contentType: String,
    size: Number,
    sha256: String,
    at: Date,
  },
  { versionKey: false, collection: 'attachments' },
);
attachmentSchema.index({ ticketId: 1, at: 1 });
attachmentSchema.index({ sha256: 1 });
