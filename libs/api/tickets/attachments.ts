import {
  AttachmentSizeRefused,
  AttachmentTypeRefused,
  TooManyAttachments,
} from '#libs/api/errors/tickets/tickets.errors.js';
import { CUSTOMER, DESK, STAFF } from '../kernel/callers.js';
import { rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Count, Id, OneOf, Text } from '../kernel/fields.js';
import { AttachmentView, DOCUMENT_KINDS, OfTicket, type DocumentKind } from './tickets.js';

/** Ten million characters of base64 are about 7 MB: what a service accepts is less, by configuration. */
const MAX_CONTENT = 10_000_000;

export class AddAttachment extends OfTicket {
  @Text({ max: 255, example: 'documento.pdf' }) fileName!: string;
  @Text({ max: MAX_CONTENT, description: 'The file, in base64' }) content!: string;
  @OneOf(DOCUMENT_KINDS, { optional: true, description: 'What it proves, for a voltura' }) documentKind?: DocumentKind;
}
export class OfAttachment {
  @Id() attachmentId!: string;
}
/** Bytes of a file in one answer: what the broker carries, as base64. */
export const ATTACHMENT_PART_BYTES = 6 * 1_048_576;
export class ReadAttachment extends OfAttachment {
  @Count({ optional: true, description: 'Bytes to leave out: a file larger than an answer comes in several' })
  offset?: number;
}
/** Staff say what a file proves that came without it, by mail for example. */
export class ClassifyAttachment extends OfAttachment {
  @OneOf(DOCUMENT_KINDS) documentKind!: DocumentKind;
}
export class AttachmentContent extends AttachmentView {
  @Text({ max: MAX_CONTENT, description: 'The file from the offset on, in base64, as far as one answer carries' })
  content!: string;
}

/** For customers, on their own tickets, and for staff. */
export const attachmentsRpc = {
  add: rpc('tickets.attachment.add', AddAttachment, AttachmentView, {
    callers: [...CUSTOMER, ...STAFF],
    key: true,
    errors: [AttachmentSizeRefused, AttachmentTypeRefused, NotFound, TooManyAttachments],
  }),
  /** The content is checked against its checksum before it goes out. */
  get: rpc('tickets.attachment.get', ReadAttachment, AttachmentContent, {
    callers: [...CUSTOMER, ...STAFF],
    errors: [NotFound],
  }),
  /** For staff alone. */
  classify: rpc('tickets.attachment.classify', ClassifyAttachment, AttachmentView, {
    callers: DESK,
    errors: [NotFound],
  }),
} as const;
