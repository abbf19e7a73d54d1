import { Controller, Get, Inject, Patch, Post, type StreamableFile } from '@nestjs/common';
import { Many, OneOf } from '#libs/api/kernel/fields.js';
import { attachmentsRpc, ClassifyAttachment } from '#libs/api/tickets/attachments.js';
import { AttachmentView, DOCUMENT_KINDS, type DocumentKind } from '#libs/api/tickets/tickets.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { download } from '../../pipeline/download.js';
import { FromPath, FromRequest } from '../../pipeline/input.js';
import { asPart, FromUpload, type Upload } from '../../pipeline/upload.js';

/** What may go with uploaded files. */
export class AttachmentFields {
  @OneOf(DOCUMENT_KINDS, { optional: true, description: 'What the files prove, for a voltura' })
  documentKind?: DocumentKind;
}
export class AttachmentList {
  @Many(() => AttachmentView) items!: AttachmentView[];
}

/** Files of tickets, for their customer and for staff. */
@Controller()
export class AttachmentsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post('v1/tickets/:ticketId/attachments')
  @Answers(AttachmentList, {
    status: 201,
    summary: 'Store files for a ticket, to be shown with an answer',
    calls: [attachmentsRpc.add],
  })
  async add(
    @FromPath('ticketId') ticketId: string,
    @FromUpload(AttachmentFields) { fields, files }: Upload<AttachmentFields>,
  ): Promise<AttachmentList> {
    const items: AttachmentView[] = [];
    for (const [part, { filename, bytes }] of files.entries()) {
      items.push(
        await asPart(part, () =>
          this.rpc.call(attachmentsRpc.add, {
            ticketId,
            fileName: filename || 'file',
            content: bytes.toString('base64'),
            ...fields,
          }),
        ),
      );
    }
    return { items };
  }

  @Patch('v1/staff/attachments/:attachmentId')
  @Answers(AttachmentView, { summary: 'Say what a file proves, for a voltura', calls: [attachmentsRpc.classify] })
  classify(@FromRequest(ClassifyAttachment) request: ClassifyAttachment): Promise<AttachmentView> {
    return this.rpc.call(attachmentsRpc.classify, request);
  }

  @Get('v1/attachments/:attachmentId')
  @Answers(undefined, {
    summary: 'The file itself',
    contentType: 'application/octet-stream',
    calls: [attachmentsRpc.get],
  })
  async get(@FromPath('attachmentId') attachmentId: string): Promise<StreamableFile> {
    const { fileName, bytes } = await this.whole(attachmentId);
    return download(fileName, bytes);
  }

  /** A mail that is kept as it came can be larger than one answer over the broker. */
  private async whole(attachmentId: string): Promise<{ fileName: string; bytes: Buffer }> {
    const { size, fileName, content } = await this.rpc.call(attachmentsRpc.get, { attachmentId });
    const parts = [Buffer.from(content, 'base64')];
    for (let read = parts[0]!.length; read < size && parts.at(-1)!.length > 0; read += parts.at(-1)!.length) {
      parts.push(
        Buffer.from((await this.rpc.call(attachmentsRpc.get, { attachmentId, offset: read })).content, 'base64'),
      );
    }
    return { fileName, bytes: Buffer.concat(parts) };
  }
}
