import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { System } from './system.js';
import { eventually } from './wait.js';

/** The environment in which tickets take mail: a port below those that the system hands out by itself, so that no other process takes it. */
export const withMailIntake = (): Record<string, string> => ({
  TICKETS_MAIL_PORT: String(20_000 + Math.floor(Math.random() * 8_000)),
});

/** Waits for the mail to someone whose text holds these words. */
export const mailTo = (system: System, address: string, words: string): Promise<ParsedMail> =>
  eventually(
    `mail to ${address}: ${words}`,
    async () => {
      const folder = system.env('MAIL_FOLDER');
      const files = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
      const mails = await Promise.all(files.map(async (name) => simpleParser(await readFile(join(folder, name)))));
      return mails.find((mail) => JSON.stringify(mail.to).includes(address) && mail.text?.includes(words));
    },
    30_000,
  );

/** Answers a mail as its reader would, over SMTP. */
export async function answerMail(
  system: System,
  mail: ParsedMail,
  from: string,
  text: string,
  attachments: SendMailOptions['attachments'] = [],
): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: Number(system.env('TICKETS_MAIL_PORT')),
    ignoreTLS: true,
  });
  await transport.sendMail({
    from,
    to: mail.replyTo!.value[0]!.address!,
    subject: `Re: ${mail.subject}`,
    text,
    attachments,
  });
  transport.close();
}
