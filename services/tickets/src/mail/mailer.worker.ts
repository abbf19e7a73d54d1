import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Logger } from 'pino';
import { plainName } from '#libs/italy/formats.js';
import { Workers, type Worker } from '#libs/messaging/worker.js';
import { Clock } from '#libs/platform/clock.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { MailQueue } from '#libs/platform/mail-queue.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { AttachmentsService } from '../attachments/attachments.service.js';
import { StaffDirectory } from '../desk/staff-directory.service.js';
import { TicketReader } from '../tickets/ticket-reader.service.js';
import type { MessageRow } from '../tickets/ticket.schema.js';
import { AgreementLinks } from '../voltura/agreement-links.service.js';
import { CustomerAddresses } from './customer-addresses.service.js';
import type { TicketMailRow } from '../outgoing/mail.schema.js';
import { ANSWERABLE, renderMail, type MailValues } from './mail.templates.js';
import { TicketMailTransport, type TicketMail } from './ticket-mail-transport.adapter.js';

const POLL_MS = 1_000;
/** What mail systems take, with room for the encoding; what is more stays in the panel. */
const MOST_BYTES = 10 * 1_048_576;
/** The subject of a ticket at an address that may be somebody else's: nobody is written to by it. */
const UNNAMED = { it: 'La tua richiesta', en: 'Your request' };

/** Sends queued mail of tickets, one replica each; what fails is tried for about a day. */
@Injectable()
export class TicketMailer implements OnApplicationBootstrap {
  private readonly worker: Worker;

  constructor(
    @InjectModel('TicketMail') mails: Model<TicketMailRow>,
    @InjectModel('Message') private readonly messages: Model<MessageRow>,
    @Inject(TicketReader) private readonly reader: TicketReader,
    @Inject(CustomerAddresses) private readonly addresses: CustomerAddresses,
    @Inject(AttachmentsService) private readonly attachments: AttachmentsService,
    @Inject(AgreementLinks) private readonly agreements: AgreementLinks,
    @Inject(StaffDirectory) private readonly staff: StaffDirectory,
    @Inject(TicketMailTransport) private readonly transport: TicketMailTransport,
    @Inject(Clock) clock: Clock,
    @Inject(Workers) workers: Workers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.worker = workers.make({ name: 'tickets-mailer', everyMs: POLL_MS, run: () => queue.sendDue() });
    const sending = {
      send: async (mail: TicketMailRow) => this.transport.send(await this.composed(mail)),
      isStopping: () => this.worker.isStopping,
    };
    const queue = new MailQueue(mails, sending, clock, logger);
  }

  onApplicationBootstrap(): void {
    if (this.transport.isConfigured) this.worker.start();
    else this.logger.warn('neither SMTP_URL nor MAIL_FOLDER is set: mail of tickets waits');
  }

  private async composed(mail: TicketMailRow): Promise<TicketMail> {
    const { _id: id, ticketId, kind, aboutId, staff } = mail;
    const ticket = await this.reader.ticket(ticketId);
    const values: MailValues = { number: ticket.number, subject: ticket.subject, complaint: ticket.complaint };
    const common = { id, ticketId, answerable: ANSWERABLE.has(kind) };
    if (staff) return { ...common, ...(await this.forStaff(mail, values)) };
    if (kind === 'voltura_agreement') {
      const { to, holder, link } = await this.agreements.invitation(aboutId!);
      return {
        ...common,
        to,
        ...renderMail(kind, ticket.locale, { ...values, holder: plainName(holder, ticket.locale), link }),
      };
    }
    const { email: to, confirmed } = await this.addresses.of(ticket);
    const told: MailValues = confirmed ? values : { ...values, subject: UNNAMED[ticket.locale] };
    if (kind !== 'answered') return { ...common, to, ...renderMail(kind, ticket.locale, told) };
    const { files, left } = await this.filesOf(aboutId!);
    return {
      ...common,
      to,
      ...renderMail(kind, ticket.locale, { ...told, text: await this.textOf(aboutId!), left }),
      files,
    };
  }

  /** The files of a message as far as a mail takes them, and the names of the others. */
  private async filesOf(messageId: string): Promise<{ files: NonNullable<TicketMail['files']>; left: string[] }> {
    const files: { fileName: string; content: Buffer }[] = [];
    const left: string[] = [];
    let bytes = 0;
    for (const { fileName, size, content } of await this.attachments.shownWith(messageId)) {
      if (bytes + size > MOST_BYTES) {
        left.push(fileName);
        continue;
      }
      files.push({ fileName, content: await content() });
      bytes += size;
    }
    return { files, left };
  }

  private async forStaff(
    { kind, aboutId, staff = [] }: TicketMailRow,
    values: MailValues,
  ): Promise<Pick<TicketMail, 'to' | 'subject' | 'text'>> {
    const colleagues = await withContext(backgroundContext('tickets-mailer'), () => this.staff.toTell(staff));
    if (colleagues.length === 0) throw new Error('nobody of the staff can be told');
    const more = kind === 'customer_wrote' ? { text: await this.textOf(aboutId!) } : { promise: aboutId };
    return {
      to: colleagues.map(({ email }) => email).join(', '),
      ...renderMail(kind, colleagues[0]!.locale, { ...values, ...more }),
    };
  }

  private async textOf(messageId: string): Promise<string | undefined> {
    return (await this.messages.findById(messageId).lean<MessageRow>())?.text;
  }
}
