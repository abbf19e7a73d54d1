import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { AccountsConfig } from '../config/accounts.config.js';
import { keepMail } from '#libs/platform/mail-folder.js';

export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const SMTP_TIMEOUT_MS = 15_000;

/** Sends mail through SMTP, or keeps it as .eml files in a folder. */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  private readonly smtp;
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

  constructor(@Inject(AccountsConfig) private readonly config: AccountsConfig) {
    const timeouts = {
      connectionTimeout: SMTP_TIMEOUT_MS,
      greetingTimeout: SMTP_TIMEOUT_MS,
      socketTimeout: SMTP_TIMEOUT_MS,
    };
    this.smtp = config.SMTP_URL ? createTransport({ url: config.SMTP_URL, ...timeouts }) : undefined;
  }

  /** The Message-ID is made from the email's id: a copy that a crash sent twice is recognised by its receiver. */
  async send({ id, to, subject, text }: Mail): Promise<void> {
    const message = {
      from: this.config.MAIL_FROM,
      to,
      subject,
      text,
      messageId: `<${id}@openvoip>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
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
