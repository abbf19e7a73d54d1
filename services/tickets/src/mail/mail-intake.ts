import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ParsedMail } from 'mailparser';
import type { Model } from 'mongoose';
import { systemActor, type Actor } from '#libs/contracts/actor.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { readConfig } from '#libs/platform/config.js';
import { newId } from '#libs/platform/ids.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { AttachmentRefused, AttachmentsService, type StoredFile } from '../attachments/attachments.service.js';
import { stateAfter } from '../tickets/ticket.rules.js';
import type { MessageRow, TicketRow } from '../tickets/ticket.schema.js';
import { TicketReader } from '../tickets/ticket-reader.js';
import { TicketStore } from '../tickets/ticket-store.js';
import { CustomerAddresses } from './customer-addresses.js';
import { kindOf, newText, type MailKind } from './incoming.rules.js';
import { TicketMailConfig } from './mail.config.js';

const HOUR_MS = 3_600_000;
const NO_TEXT = { it: '(nessun testo)', en: '(no text)' };
const BOUNCED = { it: 'Una email di questo ticket non è stata consegnata:', en: 'A mail of this ticket was not delivered:' };

/** Too much mail for one ticket: the sender's server may try again later. */
export class TooMuchMail extends Error {
  constructor() {
    super('too many messages for this ticket, try again later');
  }
}

interface Arrived {
  readonly mail: ParsedMail;
  readonly from: string;
  /** Identifies the mail, however often it is delivered. */
  readonly mailId: string;
  readonly files: readonly StoredFile[];
  readonly refused: readonly string[];
}

/** Puts mail on its ticket: a customer's answer, a note about a bounce, or nothing but a line in the audit. */
@Injectable()
export class MailIntake {
  private readonly config = readConfig(TicketMailConfig);

  constructor(
    @InjectModel('Message') private readonly messages: Model<MessageRow>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(TicketStore) private readonly store: TicketStore,
    @Inject(TicketReader) private readonly reader: TicketReader,
    @Inject(AttachmentsService) private readonly attachments: AttachmentsService,
    @Inject(CustomerAddresses) private readonly addresses: CustomerAddresses,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Takes one mail for one ticket; the same mail again changes nothing.
   * @throws TooMuchMail; NotFound when the ticket is gone; whatever is temporary, for the sender to try again
   */
  async receive(ticketId: string, mail: ParsedMail, raw: Buffer, envelopeFrom: string): Promise<void> {
    const ticket = await this.reader.current(ticketId);
    const from = mail.from?.value[0]?.address?.toLowerCase() ?? '';
    const mailId = `${ticketId}:${mail.messageId ?? createHash('sha256').update(raw).digest('hex')}`;
    if (await this.messages.exists({ mailId })) return;
    const kind = kindOf({ envelopeFrom, from, headers: new Map(mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()])) });
    if (kind !== 'answer' && kind !== 'bounce') return this.ignore(ticket, kind, from);
    await this.assertNotTooMuch(ticket);
    const customer = kind === 'answer' ? await this.addresses.of(ticket) : undefined;
    const { files, refused } = kind === 'answer' ? await this.kept(mail) : { files: [], refused: [] };
    const arrived: Arrived = { mail, from, mailId, files, refused };
    try {
      if (!customer) await this.note(ticket, arrived, `${BOUNCED[ticket.locale]} ${mail.subject ?? ''}\n${newText(mail.text ?? '')}`.slice(0, 2_000), 'mail_bounced');
      else if (from === customer.email.toLowerCase()) await this.answer(ticket, arrived, customer.actor);
      else await this.note(ticket, arrived, `${from}:\n${newText(mail.text ?? '')}`, 'mail_from_stranger');
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /** Automatic answers, and our own mail come back, are recorded and go no further. */
  private async ignore(ticket: TicketRow, kind: MailKind, from: string): Promise<void> {
    await this.store.record(ticket._id, { action: 'mail_ignored', details: { kind, from } }, systemActor('mail-intake'));
  }

  private async assertNotTooMuch({ _id: ticketId }: TicketRow): Promise<void> {
    const since = new Date(this.clock.now().getTime() - HOUR_MS);
    if ((await this.messages.countDocuments({ ticketId, channel: 'email', at: { $gte: since } })) >= this.config.TICKETS_MAIL_PER_HOUR) throw new TooMuchMail();
  }

  /** Writes the files that are accepted; the others are named in the audit. */
  private async kept(mail: ParsedMail): Promise<{ files: StoredFile[]; refused: string[] }> {
    const files: StoredFile[] = [];
    const refused: string[] = [];
    for (const { filename = 'file', content } of mail.attachments) {
      try {
        files.push(await this.attachments.keep(filename, content));
      } catch (error) {
        if (!(error instanceof AttachmentRefused)) throw error;
        refused.push(filename);
      }
    }
    return { files, refused };
  }

  /** From the customer's own address: as if written in the panel. It reopens what was resolved or closed. */
  private async answer({ _id: ticketId, locale }: TicketRow, { mail, mailId, files, refused }: Arrived, by: Actor): Promise<void> {
    const messageId = newId('msg');
    await this.work.run(async (tx) => {
      // Merged meanwhile, perhaps: the conversation goes on in the other.
      const { _id } = await this.reader.current(ticketId);
      await this.store.change(tx, _id, (ticket) => ({
        action: 'answered', details: { messageId, by: 'mail', ...(refused.length > 0 ? { refusedAttachments: refused } : {}) },
        message: { id: messageId, text: newText(mail.text ?? '') || NO_TEXT[locale], channel: 'email', mailId }, set: { state: stateAfter(ticket.state, 'customer_answer'), closesAt: undefined },
      }), by);
      for (const file of files) await this.attachments.record(tx, _id, file, by, { internal: false, messageId });
    });
  }

  /** Anything that is not the customer's own word goes to staff as a note: the state stays as it is. */
  private async note({ _id: ticketId }: TicketRow, { mailId, from, files, refused }: Arrived, text: string, action: string): Promise<void> {
    const by = systemActor('mail-intake');
    const messageId = newId('msg');
    await this.work.run(async (tx) => {
      const { _id } = await this.reader.current(ticketId);
      await this.store.change(tx, _id, () => ({ action, details: { messageId, from, refusedAttachments: refused }, message: { id: messageId, text, internal: true, channel: 'email', mailId } }), by);
      for (const file of files) await this.attachments.record(tx, _id, file, by, { internal: true, messageId });
    });
  }
}
