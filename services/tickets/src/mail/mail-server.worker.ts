import type { AddressInfo } from 'node:net';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { simpleParser, type ParsedMail } from 'mailparser';
import type { Logger } from 'pino';
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { TicketMailConfig } from './mail.config.js';
import { MailIntake } from './mail-intake.service.js';
import { readAddress, type AddressPurpose } from './reply-address.rules.js';

const MAX_MAIL_BYTES = 20 * 1_048_576;
const MAX_RECIPIENTS = 5;
/** Files and parts of one mail: more are made to wear out who reads them. */
const MAX_PARTS = 100;
const TRY_LATER = 451;
const NO_SUCH_ADDRESS = 550;
const TOO_LARGE = 552;
const NOT_READABLE = 554;

const refusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

/** Reads a mail. What it refuses it would refuse again: for good, before anything is stored. */
async function parsed(raw: Buffer): Promise<ParsedMail> {
  const mail = await simpleParser(raw, {
    skipImageLinks: true,
    skipTextLinks: true,
    keepDeliveryStatus: true,
    checksumAlgo: 'sha256',
  }).catch((error: unknown) =>
    Promise.reject(refusal(NOT_READABLE, `the message cannot be read: ${(error as Error).message.slice(0, 100)}`)),
  );
  if (mail.attachments.length > MAX_PARTS) throw refusal(NOT_READABLE, `the message has more than ${MAX_PARTS} parts`);
  return mail;
}

/**
 * The SMTP server that the mail system in front hands mail for the reply domain to. Only addresses that were signed
 * here are accepted, and a mail is accepted only once it lies on its ticket.
 */
@Injectable()
export class MailServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly config = readConfig(TicketMailConfig);
  private server?: SMTPServer;

  constructor(
    @Inject(PlatformConfig) private readonly platform: PlatformConfig,
    @Inject(MailIntake) private readonly intake: MailIntake,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The port it listens on, while it does. */
  get port(): number | undefined {
    return (this.server?.server.address() as AddressInfo | null | undefined)?.port;
  }

  async onApplicationBootstrap(): Promise<void> {
    const port = this.config.TICKETS_MAIL_PORT;
    if (port === undefined) return;
    this.server = new SMTPServer({
      name: this.config.TICKETS_MAIL_DOMAIN,
      size: MAX_MAIL_BYTES,
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onRcptTo: (address, session, callback) => callback(this.refused(address, session)),
      onData: (stream, session, callback) =>
        void this.receive(stream, session).then(
          () => callback(null),
          (error: unknown) => callback(this.answerTo(error)),
        ),
    });
    this.server.on('error', (error) => this.logger.warn({ reason: error.message }, 'mail intake'));
    await new Promise<void>((resolve, reject) =>
      this.server!.listen(port, this.platform.HOST, resolve).once('error', reject),
    );
    this.logger.info({ port: this.port, domain: this.config.TICKETS_MAIL_DOMAIN }, 'mail intake listens');
  }

  private ticketOf(address: string): { ticketId: string; purpose: AddressPurpose } | undefined {
    return readAddress(address, this.config.TICKETS_MAIL_DOMAIN, this.platform.SECRET_KEY);
  }

  private refused({ address }: SMTPServerAddress, session: SMTPServerSession): Error | undefined {
    if (session.envelope.rcptTo.length >= MAX_RECIPIENTS) return refusal(452, 'too many recipients');
    return this.ticketOf(address)
      ? undefined
      : refusal(NO_SUCH_ADDRESS, 'no such address: answer a mail of your ticket, or use the reserved area');
  }

  private async receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= MAX_MAIL_BYTES) chunks.push(chunk);
    }
    if (size > MAX_MAIL_BYTES) throw refusal(TOO_LARGE, 'the message is too large');
    const raw = Buffer.concat(chunks);
    const mail = await parsed(raw);
    const envelopeFrom = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
    const tickets = new Map(
      session.envelope.rcptTo
        .map(({ address }) => this.ticketOf(address)!)
        .map(({ ticketId, purpose }) => [`${purpose}:${ticketId}`, { ticketId, purpose }]),
    );
    for (const { ticketId, purpose } of tickets.values())
      await withContext(backgroundContext('mail-intake'), () =>
        this.intake.receive(ticketId, mail, raw, { envelopeFrom, purpose }),
      );
  }

  /** What cannot succeed later is refused for good; for everything else the sender's server tries again. */
  private answerTo(error: unknown): Error {
    if ((error as { responseCode?: number }).responseCode) return error as Error;
    this.logger.warn({ reason: (error as Error).message }, 'mail not taken');
    const lasting = error instanceof DomainError && error.status < 500;
    return refusal(lasting ? NO_SUCH_ADDRESS : TRY_LATER, lasting ? error.message : 'try again later');
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.server) await new Promise<void>((resolve) => this.server!.close(resolve));
  }
}
