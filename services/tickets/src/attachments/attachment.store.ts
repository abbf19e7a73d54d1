import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import type { AttachmentRow } from './attachment.schema.js';

/** The records of stored files. */
@Injectable()
export class AttachmentStore {
  constructor(@InjectModel('Attachment') private readonly attachments: Model<AttachmentRow>) {}

  /**
   * Shows stored files with a message, in the transaction of the message.
   * @throws NotFound when one is not of this ticket, not the customer's own, or was shown before.
   */
  async show(
    ticketId: string,
    messageId: string,
    ids: readonly string[] = [],
    { internal, customerId }: { internal: boolean; customerId?: string },
  ): Promise<void> {
    if (ids.length === 0) return;
    const free = {
      _id: { $in: [...ids] },
      ticketId,
      messageId: { $exists: false },
      ...(customerId ? { internal: false } : {}),
    };
    const { matchedCount } = await this.attachments.updateMany(free, { $set: { messageId, internal } });
    if (matchedCount !== new Set(ids).size) throw new NotFound('attachment');
  }
}
