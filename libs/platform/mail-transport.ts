import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { MailConfig } from './mail.config.js';

const SMTP_TIMEOUT_MS = 15_000;

/** Sends mail through SMTP, or keeps it as `<id>.eml` in a folder, whose files are the owner's alone. */
export class MailTransport {
  private readonly smtp;
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  private readonly folder: string | undefined;

  constructor({ SMTP_URL: url, MAIL_FOLDER: folder }: Pick<MailConfig, 'SMTP_URL' | 'MAIL_FOLDER'>) {
    const timeouts = {
      connectionTimeout: SMTP_TIMEOUT_MS,
      greetingTimeout: SMTP_TIMEOUT_MS,
      socketTimeout: SMTP_TIMEOUT_MS,
    };
    this.smtp = url ? createTransport({ url, ...timeouts }) : undefined;
    this.folder = folder;
  }

  /** Whether mail can go anywhere. */
  get isConfigured(): boolean {
    return this.smtp !== undefined || this.folder !== undefined;
  }

  /** `id` names the file; the message has a Message-ID of its own, by which its receiver knows a copy that a crash sent twice. */
  async send(id: string, message: SendMailOptions & { readonly messageId: string }): Promise<void> {
    if (this.smtp) await this.smtp.sendMail(message);
    else if (this.folder) await keep(this.folder, id, (await this.composer.sendMail(message)).message as Buffer);
    else throw new Error('neither SMTP_URL nor MAIL_FOLDER is set');
  }

  close(): void {
    this.smtp?.close();
  }
}

async function keep(folder: string, id: string, message: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Renamed when whole: whoever watches the folder never reads half a message.
  await writeFile(join(folder, `.${id}`), message, { mode: 0o600 });
  await rename(join(folder, `.${id}`), join(folder, `${id}.eml`));
}
