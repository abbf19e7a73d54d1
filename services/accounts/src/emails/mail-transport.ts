import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { AccountsConfig } from '../accounts.config.js';

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
    const timeouts = { connectionTimeout: SMTP_TIMEOUT_MS, greetingTimeout: SMTP_TIMEOUT_MS, socketTimeout: SMTP_TIMEOUT_MS };
    this.smtp = config.SMTP_URL ? createTransport({ url: config.SMTP_URL, ...timeouts }) : undefined;
  }

  /** The Message-ID is made from the email's id: a copy that a crash sent twice is recognised by its receiver. */
  async send({ id, to, subject, text }: Mail): Promise<void> {
    const message = { from: this.config.MAIL_FROM, to, subject, text, messageId: `<${id}@openvoip>`, headers: { 'Auto-Submitted': 'auto-generated' } };
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
