import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { Obstacle, OfPersonalData, PersonalDataPage, ReadPersonalData } from '#libs/api/kernel/personal-data.js';
import {
  filesOf,
  readPersonalData,
  rowsOf,
  type KeptFile,
  type PersonalDataSource,
} from '#libs/platform/personal-data.js';
import { ORIGINAL_MAIL, type AttachmentRow } from '../attachments/attachment.schema.js';
import { AttachmentFiles } from '../attachments/attachment-files.service.js';
import { ENDED } from '../life/ticket.rules.js';
import type { MessageRow, TicketRow } from '../tickets/ticket.schema.js';
import type { VolturaRow } from '../voltura/voltura.schema.js';

/** Tickets of a customer, and those that name no customer but a contract of its own. */
export const aboutCustomer = ({ customerId, contractIds = [] }: OfPersonalData): QueryFilter<TicketRow> => ({
  $or: [{ customerId }, { customerId: null, contractId: { $in: contractIds } }],
});

const LARGEST_MAIL = 8 * 1024 * 1024;

/**
 * What tickets keeps about a customer: what passed between it and the staff. Notes of the staff among themselves, and tickets
 * that only they see, are their own work and not in the copy (GDPR, art. 15 c. 4).
 */
@Injectable()
export class PersonalData {
  private readonly sources: readonly PersonalDataSource[];

  constructor(
    @InjectModel('Ticket') private readonly tickets: Model<TicketRow>,
    @InjectModel('Message') private readonly messages: Model<MessageRow>,
    @InjectModel('Attachment') private readonly attachments: Model<AttachmentRow>,
    @InjectModel('Voltura') private readonly volturas: Model<VolturaRow>,
    @Inject(AttachmentFiles) private readonly files: AttachmentFiles,
  ) {
    const shown = async (customerId: string): Promise<{ ticketId: { $in: string[] }; internal: false }> => ({
      ticketId: { $in: await this.ticketIds(customerId) },
      internal: false,
    });
    this.sources = [
      rowsOf(
        'tickets',
        tickets,
        (customerId) => ({ customerId, hidden: { $ne: true } }),
        ({
          _id,
          number,
          contractId,
          category,
          state,
          subject,
          channel,
          openedAt,
          updatedAt,
          resolvedAt,
          complaint,
        }) => ({
          _id,
          number,
          contractId,
          category,
          state,
          subject,
          channel,
          openedAt,
          updatedAt,
          resolvedAt,
          complaint,
        }),
      ),
      rowsOf('messages', this.messages, shown),
      rowsOf('attachments', this.attachments, (customerId) => this.filesFor(customerId)),
      filesOf('attachments', async (customerId) => this.filesOf(await this.filesFor(customerId))),
      rowsOf('volture', this.volturas, (customerId) => ({ customerId })),
    ];
  }

  read(request: ReadPersonalData): Promise<PersonalDataPage> {
    return readPersonalData(this.sources, request);
  }

  /** What the customer and the staff have not brought to an end, what only the staff see included. */
  async obstacles(of: OfPersonalData): Promise<Obstacle[]> {
    const { customerId } = of;
    const tickets = await this.tickets
      .find({ ...aboutCustomer(of), state: { $nin: [...ENDED] } }, { customerId: 1, hidden: 1 })
      .lean<Pick<TicketRow, '_id' | 'customerId' | 'hidden'>[]>();
    const volture = await this.volturas
      .find({ customerId, state: { $in: ['requested', 'approved'] } }, { _id: 1 })
      .lean();
    return [
      ...tickets.map(({ _id, customerId: whose, hidden }) => ({
        code: whose && !hidden ? 'ticket_open' : 'check_open',
        about: _id,
      })),
      ...volture.map(({ _id }) => ({ code: 'voltura_open', about: _id })),
    ];
  }

  private async ticketIds(customerId: string): Promise<string[]> {
    return (await this.tickets.find({ customerId, hidden: { $ne: true } }, { _id: 1 }).lean()).map(({ _id }) => _id);
  }

  /** What it may see, and the mails that it wrote, as they came; only staff open those otherwise. One too large for a page is left out: its words and files are there. */
  private async filesFor(customerId: string): Promise<object> {
    const ticketId = { $in: await this.ticketIds(customerId) };
    const written = (
      await this.messages.find({ ticketId, internal: false, authorKind: 'customer' }, { _id: 1 }).lean()
    ).map(({ _id }) => _id);
    return {
      ticketId,
      $or: [
        { internal: false },
        { contentType: ORIGINAL_MAIL, messageId: { $in: written }, size: { $lte: LARGEST_MAIL } },
      ],
    };
  }

  private async filesOf(shown: object): Promise<KeptFile[]> {
    const rows = await this.attachments.find(shown).lean();
    return rows.map((row) => ({
      id: row._id,
      name: row.fileName,
      read: () =>
        this.files.contentOf(row).then(
          (content) => content.toString('base64'),
          () => undefined,
        ),
    }));
  }
}
