import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { LOOP_HEADER } from './incoming.rules.js';
import { TicketMailConfig } from './mail.config.js';
import { replyAddress } from './reply-address.rules.js';

export interface TicketMail {
  readonly id: string;
  readonly ticketId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Whether an answer to it lands on the ticket. */
  readonly answerable: boolean;
}

const SMTP_TIMEOUT_MS = 15_000;

/** Sends the mail of tickets through SMTP, or keeps it as .eml files in a folder. */
@Injectable()
export class TicketMailTransport implements OnApplicationShutdown {
  private readonly config = readConfig(TicketMailConfig);
  private readonly smtp;
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

  constructor(@Inject(PlatformConfig) private readonly platform: PlatformConfig) {
    const timeouts = { connectionTimeout: SMTP_TIMEOUT_MS, greetingTimeout: SMTP_TIMEOUT_MS, socketTimeout: SMTP_TIMEOUT_MS };
    this.smtp = this.config.SMTP_URL ? createTransport({ url: this.config.SMTP_URL, ...timeouts }) : undefined;
  }

  /** Whether mail can go anywhere. */
  get isConfigured(): boolean {
    return this.smtp !== undefined || this.config.MAIL_FOLDER !== undefined;
  }

  /** The Message-ID is the mail's id: a copy that a crash sent twice is recognised by its receiver. */
  async send({ id, ticketId, to, subject, text, answerable }: TicketMail): Promise<void> {
    const domain = this.config.TICKETS_MAIL_DOMAIN;
    const thread = `<${ticketId}@${domain}>`;
    const message = {
      from: this.config.MAIL_FROM, to, subject, text, messageId: `<${id}@${domain}>`, inReplyTo: thread, references: thread,
      ...(answerable ? { replyTo: replyAddress(ticketId, domain, this.platform.SECRET_KEY) } : {}),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', [LOOP_HEADER]: ticketId },
    };
    if (this.smtp) await this.smtp.sendMail(message);
    else await this.keep(id, ((await this.composer.sendMail(message)) as { message: Buffer }).message);
  }

  private async keep(id: string, message: Buffer): Promise<void> {
    const folder = this.config.MAIL_FOLDER!;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Renamed when whole: whoever watches the folder never reads half a message.
    await writeFile(join(folder, `.${id}`), message, { mode: 0o600 });
    await rename(join(folder, `.${id}`), join(folder, `${id}.eml`));
  }

  onApplicationShutdown(): void {
    this.smtp?.close();
  }
}
