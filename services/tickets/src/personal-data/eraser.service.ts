import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { ErasureReport, KeptItem, OfPersonalData } from '#libs/api/kernel/personal-data.js';
import { retainedSince, retainedUntil } from '#libs/italy/retention.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import type { AttachmentRow } from '../attachments/attachment.schema.js';
import { AttachmentFiles } from '../attachments/attachment-files.service.js';
import type { TicketMailRow } from '../outgoing/mail.schema.js';
import type { CustomerNameRow } from '../tickets/customer-names.service.js';
import { ENDED } from '../life/ticket.rules.js';
import { WITHOUT_TOKENS, type AuditRow, type MessageRow, type TicketRow } from '../tickets/ticket.schema.js';
import type { VolturaRow } from '../voltura/voltura.schema.js';
import { aboutCustomer } from './personal-data.service.js';

/** Tickets that prove something for a time, by their category; of all others nothing is kept. */
const keptAs = ({ category, complaint }: TicketRow): 'volture' | 'complaints' | undefined =>
  complaint ? 'complaints' : category === 'voltura' ? 'volture' : undefined;
const KEPT = ['volture', 'complaints'] as const;

/** Removes what was written and attached in a customer's tickets. The bare ticket stays, for the reports: it names nobody. */
@Injectable()
export class Eraser {
  constructor(
    @InjectModel('Ticket') private readonly tickets: Model<TicketRow>,
    @InjectModel('Message') private readonly messages: Model<MessageRow>,
    @InjectModel('Audit') private readonly audit: Model<AuditRow>,
    @InjectModel('Attachment') private readonly attachments: Model<AttachmentRow>,
    @InjectModel('TicketMail') private readonly mails: Model<TicketMailRow>,
    @InjectModel('Voltura') private readonly volturas: Model<VolturaRow>,
    @InjectModel('CustomerName') private readonly names: Model<CustomerNameRow>,
    @Inject(AttachmentFiles) private readonly files: AttachmentFiles,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Again, it removes what has fallen due since. */
  async erase(of: OfPersonalData): Promise<ErasureReport> {
    const now = this.clock.now();
    const ended = await this.tickets
      .find({ ...aboutCustomer(of), state: { $in: [...ENDED] }, erasedAt: null }, WITHOUT_TOKENS)
      .lean<TicketRow[]>();
    const due = ended.filter((ticket) => !keptAs(ticket) || ticket.updatedAt <= retainedSince(keptAs(ticket)!, now));
    let messages = 0;
    let files = 0;
    for (const { _id } of due) {
      files += await this.removeFiles(_id);
      messages += await this.work.run(() => this.strip(_id, now));
    }
    await this.work.run(() => this.names.deleteOne({ _id: of.customerId }));
    const left = ended.filter((ticket) => !due.includes(ticket));
    const erased = [
      { what: 'tickets', count: due.length },
      { what: 'messages', count: messages },
      { what: 'attachments', count: files },
    ];
    return { erased: erased.filter(({ count }) => count > 0), kept: KEPT.flatMap((what) => keptOf(what, left)) };
  }

  /** A file lies under its checksum: what another ticket has too stays. The files first: a process that dies in between finds their records again. */
  private async removeFiles(ticketId: string): Promise<number> {
    const rows = await this.attachments.find({ ticketId }).lean();
    for (const { sha256 } of rows)
      if (!(await this.attachments.exists({ ticketId: { $ne: ticketId }, sha256 }))) await this.files.remove(sha256);
    return rows.length;
  }

  private async strip(ticketId: string, erasedAt: Date): Promise<number> {
    const { deletedCount } = await this.messages.deleteMany({ ticketId });
    await this.attachments.deleteMany({ ticketId });
    await this.audit.deleteMany({ ticketId });
    await this.mails.deleteMany({ ticketId });
    await this.volturas.deleteMany({ ticketId });
    await this.tickets.updateOne(
      { _id: ticketId },
      {
        $set: { subject: '—', publicTokens: [], staffTokens: [], tags: [], erasedAt },
        // What raised it stays: it names nobody, and told again it raises no other.
        $unset: { requester: 1, lines: 1 },
        $inc: { version: 1 },
      },
    );
    return deletedCount;
  }
}

function keptOf(what: string, tickets: readonly TicketRow[]): KeptItem[] {
  const of = tickets.filter((ticket) => keptAs(ticket) === what);
  return of.length > 0
    ? [{ what, count: of.length, until: of.map(({ updatedAt }) => retainedUntil(what, updatedAt)).toSorted()[0]! }]
    : [];
}
