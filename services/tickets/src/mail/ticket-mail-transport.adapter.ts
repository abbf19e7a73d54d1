import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { MailTransport } from '#libs/platform/mail-transport.js';
import { LOOP_HEADER } from './incoming.rules.js';
import { TicketMailConfig } from './mail.config.js';
import { bounceAddress, replyAddress } from './reply-address.rules.js';

export interface TicketMail {
  readonly id: string;
  readonly ticketId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Whether an answer to it lands on the ticket. */
  readonly answerable: boolean;
  readonly files?: readonly { readonly fileName: string; readonly content: Buffer }[];
}

/** Addresses the mail of tickets, so that answers and bounces come back to them. */
@Injectable()
export class TicketMailTransport implements OnApplicationShutdown {
  private readonly config = readConfig(TicketMailConfig);
  private readonly way = new MailTransport(this.config);

  constructor(@Inject(PlatformConfig) private readonly platform: PlatformConfig) {}

  /** Whether mail can go anywhere. */
  get isConfigured(): boolean {
    return this.way.isConfigured;
  }

  /**
   * The Message-ID is the mail's id: a copy that a crash sent twice is recognised by its receiver. The envelope sender is
   * a signed address of the ticket, where bounces go: the one that answers go to only for who may answer, as receivers see it.
   */
  async send({ id, ticketId, to, subject, text, answerable, files = [] }: TicketMail): Promise<void> {
    const domain = this.config.TICKETS_MAIL_DOMAIN;
    const thread = `<${ticketId}@${domain}>`;
    const address = (answerable ? replyAddress : bounceAddress)(ticketId, domain, this.platform.SECRET_KEY);
    await this.way.send(id, {
      from: this.config.MAIL_FROM,
      to,
      subject,
      text,
      messageId: `<${id}@${domain}>`,
      inReplyTo: thread,
      references: thread,
      ...(answerable ? { replyTo: address } : {}),
      envelope: { from: address, to },
      attachments: files.map(({ fileName: filename, content }) => ({ filename, content })),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', [LOOP_HEADER]: ticketId },
    });
  }

  onApplicationShutdown(): void {
    this.way.close();
  }
}
