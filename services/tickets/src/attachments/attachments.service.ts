import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import type { Model } from 'mongoose';
import type { Actor, RequestContext } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import {
  AttachmentSizeRefused,
  AttachmentTypeRefused,
  TooManyAttachments,
} from '#libs/api/errors/tickets/tickets.errors.js';
import type { AttachmentView, DocumentKind } from '#libs/api/tickets/tickets.js';
import {
  ATTACHMENT_PART_BYTES,
  type AddAttachment,
  type AttachmentContent,
  type ClassifyAttachment,
  type ReadAttachment,
} from '#libs/api/tickets/attachments.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { readConfig } from '#libs/platform/config.js';
import { newId } from '#libs/platform/ids.js';
import { plainFileName } from '#libs/platform/uploaded-file.js';
import { customerOf, TicketReader } from '../tickets/ticket-reader.service.js';
import type { TicketRow } from '../tickets/ticket.schema.js';
import { TicketStore } from '../tickets/ticket.store.js';
import { attachmentView } from '../tickets/ticket.view.js';
import { AttachmentFiles, sha256Of, type CheckedFile } from './attachment-files.service.js';
import { ORIGINAL_MAIL, type AttachmentRow } from './attachment.schema.js';
import { ACCEPTED_ENDINGS, attachmentTypeOf } from './file-type.rules.js';

const MIB = 1_048_576;

export class AttachmentConfig {
  @Type(() => Number) @IsInt() @Min(1024) @Max(7 * MIB) TICKETS_ATTACHMENT_MAX_BYTES = 5 * MIB;
  @Type(() => Number) @IsInt() @Min(1) @Max(1000) TICKETS_ATTACHMENTS_PER_TICKET = 50;
}

/** Files of tickets: checked by content, kept once under their checksum, recorded with the ticket. */
@Injectable()
export class AttachmentsService {
  private readonly config = readConfig(AttachmentConfig);

  constructor(
    @InjectModel('Attachment') private readonly attachments: Model<AttachmentRow>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(TicketStore) private readonly store: TicketStore,
    @Inject(TicketReader) private readonly reader: TicketReader,
    @Inject(AttachmentFiles) private readonly files: AttachmentFiles,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Adds a file to a ticket; what staff add stays hidden from the customer until a public message shows it. */
  async add(request: AddAttachment, context: RequestContext): Promise<AttachmentView> {
    const { actor } = context;
    const current = (): Promise<TicketRow> =>
      this.reader.current(request.ticketId, actor.kind === 'customer' ? customerOf(actor) : undefined);
    await current();
    const file = await this.checked(request.fileName, Buffer.from(request.content, 'base64'));
    return this.files.during([file], () =>
      this.work.once(context, { ...request, content: file.sha256 }, async (tx) => {
        const { _id } = await current();
        if ((await this.room(_id)) === 0)
          throw new TooManyAttachments({ most: this.config.TICKETS_ATTACHMENTS_PER_TICKET });
        return attachmentView(
          await this.record(tx, _id, file, actor, {
            internal: actor.kind !== 'customer',
            documentKind: request.documentKind,
          }),
        );
      }),
    );
  }

  /** A file that may be kept. @throws AttachmentSizeRefused, AttachmentTypeRefused */
  async checked(name: string, content: Buffer): Promise<CheckedFile> {
    const fileName = plainFileName(name);
    const most = this.config.TICKETS_ATTACHMENT_MAX_BYTES;
    if (content.length === 0 || content.length > most) throw new AttachmentSizeRefused({ fileName, mostBytes: most });
    const contentType = await attachmentTypeOf(fileName, content);
    if (!contentType) throw new AttachmentTypeRefused({ fileName, accepted: ACCEPTED_ENDINGS });
    return { fileName, contentType, size: content.length, sha256: sha256Of(content), content };
  }

  /** A mail as it came, which staff can open: it may be larger than what is attached to tickets, and does not count among it. */
  original(raw: Buffer): CheckedFile {
    return { fileName: 'mail.eml', contentType: ORIGINAL_MAIL, size: raw.length, sha256: sha256Of(raw), content: raw };
  }

  /** How many more files the ticket takes. */
  async room(ticketId: string): Promise<number> {
    return Math.max(
      0,
      this.config.TICKETS_ATTACHMENTS_PER_TICKET -
        (await this.attachments.countDocuments({ ticketId, contentType: { $ne: ORIGINAL_MAIL } })),
    );
  }

  /** Records a kept file as a change of its ticket: with another change at the same time, a merge for example, one comes after the other. */
  async record(
    tx: Tx,
    ticketId: string,
    { content: _content, ...file }: CheckedFile,
    by: Actor,
    { internal, messageId, documentKind }: { internal: boolean; messageId?: string; documentKind?: DocumentKind },
  ): Promise<AttachmentRow> {
    const row: AttachmentRow = {
      _id: newId('att'),
      ticketId,
      messageId,
      internal,
      documentKind,
      uploadedBy: by.id,
      at: this.clock.now(),
      ...file,
    };
    await this.attachments.create([row]);
    await this.store.change(
      tx,
      ticketId,
      () => ({ action: 'attached', details: { attachmentId: row._id, fileName: file.fileName, sha256: file.sha256 } }),
      by,
    );
    return row;
  }

  /** What a file proves, said by staff: files that came by mail say nothing of it. @throws NotFound */
  async classify({ attachmentId, documentKind }: ClassifyAttachment): Promise<AttachmentView> {
    return this.work.run(async () => {
      const row = await this.attachments
        .findByIdAndUpdate(attachmentId, { $set: { documentKind } }, { returnDocument: 'after' })
        .lean<AttachmentRow>();
      if (!row) throw new NotFound('attachment');
      await this.store.record(row.ticketId, {
        action: 'attachment_classified',
        details: { attachmentId, documentKind },
      });
      return attachmentView(row);
    });
  }

  /** The files that a public message shows. */
  async shownWith(messageId: string): Promise<{ fileName: string; size: number; content: () => Promise<Buffer> }[]> {
    const rows = await this.attachments
      .find({ messageId, internal: false })
      .sort({ at: 1, _id: 1 })
      .lean<AttachmentRow[]>();
    return rows.map((row) => ({ fileName: row.fileName, size: row.size, content: () => this.files.contentOf(row) }));
  }

  /** A part of the file, to its customer or to staff; mails as they came to staff alone, with an entry in the audit. @throws NotFound */
  async get({ attachmentId, offset = 0 }: ReadAttachment, { actor }: RequestContext): Promise<AttachmentContent> {
    const row = await this.attachments.findById(attachmentId).lean<AttachmentRow>();
    if (
      !row ||
      (actor.kind === 'customer' && (row.internal || !(await this.reader.isOf(row.ticketId, customerOf(actor)))))
    )
      throw new NotFound('attachment');
    const content = await this.files.contentOf(row);
    if (row.contentType === ORIGINAL_MAIL && offset === 0)
      await this.work.run(() =>
        this.store.record(
          row.ticketId,
          { action: 'original_mail_opened', details: { attachmentId, messageId: row.messageId } },
          actor,
        ),
      );
    return {
      ...attachmentView(row),
      content: content.subarray(offset, offset + ATTACHMENT_PART_BYTES).toString('base64'),
    };
  }
}
