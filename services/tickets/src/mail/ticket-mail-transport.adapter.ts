import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { keepMail } from '#libs/platform/mail-folder.js';
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

const SMTP_TIMEOUT_MS = 15_000;

/** Sends the mail of tickets through SMTP, or keeps it as .eml files in a folder. */
@Injectable()
export class TicketMailTransport implements OnApplicationShutdown {
  private readonly config = readConfig(TicketMailConfig);
  private readonly smtp;
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

  constructor(@Inject(PlatformConfig) private readonly platform: PlatformConfig) {
    const timeouts = {
      connectionTimeout: SMTP_TIMEOUT_MS,
      greetingTimeout: SMTP_TIMEOUT_MS,
      socketTimeout: SMTP_TIMEOUT_MS,
    };
    this.smtp = this.config.SMTP_URL ? createTransport({ url: this.config.SMTP_URL, ...timeouts }) : undefined;
  }

  /** Whether mail can go anywhere. */
  get isConfigured(): boolean {
    return this.smtp !== undefined || this.config.MAIL_FOLDER !== undefined;
  }

  /**
   * The Message-ID is the mail's id: a copy that a crash sent twice is recognised by its receiver. The envelope sender is
   * a signed address of the ticket, where bounces go: the one that answers go to only for who may answer, as receivers see it.
   */
  async send({ id, ticketId, to, subject, text, answerable, files = [] }: TicketMail): Promise<void> {
    const domain = this.config.TICKETS_MAIL_DOMAIN;
    const thread = `<${ticketId}@${domain}>`;
    const address = (answerable ? replyAddress : bounceAddress)(ticketId, domain, this.platform.SECRET_KEY);
    const message = {
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
    };
    if (this.smtp) await this.smtp.sendMail(message);
    else
      await keepMail(
        this.config.MAIL_FOLDER!,
        id,
        ((await this.composer.sendMail(message)) as { message: Buffer }).message,
      );
  }

  onApplicationShutdown(): void {
    this.smtp?.close();
  }
}
