import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Logger } from 'pino';
import { Clock } from '#libs/platform/clock.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { TicketReader } from '../tickets/ticket-reader.js';
import type { MessageRow } from '../tickets/ticket.schema.js';
import { AgreementLinks } from '../voltura/agreement-links.js';
import { CustomerAddresses } from './customer-addresses.js';
import type { TicketMailRow } from './mail.schema.js';
import { written, type MailValues } from './mail.templates.js';
import { TicketMailTransport } from './ticket-mail-transport.js';

const POLL_MS = 1_000;
const CLAIM_MS = 60_000;
const RETRY_MS = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000, 14_400_000, 43_200_000];

/** Sends queued mail of tickets, one replica each; what fails is tried for about a day. */
@Injectable()
export class TicketMailer implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer?: NodeJS.Timeout;
  private working?: Promise<void>;
  private stopped = false;

  constructor(
    @InjectModel('TicketMail') private readonly mails: Model<TicketMailRow>,
    @InjectModel('Message') private readonly messages: Model<MessageRow>,
    @Inject(TicketReader) private readonly reader: TicketReader,
    @Inject(CustomerAddresses) private readonly addresses: CustomerAddresses,
    @Inject(AgreementLinks) private readonly agreements: AgreementLinks,
    @Inject(TicketMailTransport) private readonly transport: TicketMailTransport,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.transport.isConfigured) this.timer = setInterval(() => this.wake(), POLL_MS);
    else this.logger.warn('neither SMTP_URL nor MAIL_FOLDER is set: mail of tickets waits');
  }

  private wake(): void {
    if (this.stopped) return;
    this.working ??= this.sendAll()
      .catch((error: unknown) => this.logger.warn({ reason: (error as Error).message }, 'mail of tickets will be tried again'))
      .finally(() => (this.working = undefined));
  }

  private async sendAll(): Promise<void> {
    while (!this.stopped) {
      const now = new Date();
      const mail = await this.mails.findOneAndUpdate({ state: 'queued', retryAt: { $lte: now } }, { $set: { retryAt: new Date(now.getTime() + CLAIM_MS) }, $inc: { attempts: 1 } }, { sort: { retryAt: 1 }, returnDocument: 'after', lean: true });
      if (!mail) return;
      await this.send(mail);
    }
  }

  private async send(mail: TicketMailRow): Promise<void> {
    try {
      await this.transport.send(await this.composed(mail));
      await this.mails.updateOne({ _id: mail._id }, { $set: { state: 'sent', sentAt: this.clock.now() }, $unset: { failure: 1 } });
    } catch (error) {
      const delay = RETRY_MS[mail.attempts - 1];
      const failure = (error as Error).message.slice(0, 300);
      this.logger.warn({ id: mail._id, ticket: mail.ticketId, attempt: mail.attempts, reason: failure }, 'mail of a ticket not sent');
      await this.mails.updateOne({ _id: mail._id }, { $set: { failure, ...(delay === undefined ? { state: 'failed' } : { retryAt: new Date(Date.now() + delay) }) } });
    }
  }

  private async composed({ _id: id, ticketId, kind, aboutId }: TicketMailRow): Promise<Parameters<TicketMailTransport['send']>[0]> {
    const ticket = await this.reader.ticket(ticketId);
    const values: MailValues = { number: ticket.number, subject: ticket.subject };
    if (kind === 'voltura_agreement') {
      const { to, holder, link } = await this.agreements.invitation(aboutId!);
      return { id, ticketId, to, answerable: false, ...written(kind, ticket.locale, { ...values, holder, link }) };
    }
    const message = kind === 'answered' ? await this.messages.findById(aboutId).lean<MessageRow>() : undefined;
    return { id, ticketId, to: (await this.addresses.of(ticket)).email, answerable: true, ...written(kind, ticket.locale, { ...values, text: message?.text }) };
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.working;
  }
}
