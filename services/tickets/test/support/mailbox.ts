import type { AddressInfo } from 'node:net';
import { createTransport } from 'nodemailer';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { accountsRpc } from '#libs/api/accounts/accounts.js';
import { accountsCustomersRpc } from '#libs/api/accounts/customers.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { MailServer } from '../../src/mail/mail-server.worker.js';
import { answering } from './desk.js';

/** Where mail for a customer goes. */
export const mailOf = (actor: Actor): string => `${actor.id}@customers.example`;

/** A mail system that keeps what it is given; while `deferring` it asks to come back later. */
export class Mailbox {
  readonly mails: ParsedMail[] = [];
  /** Envelope senders, by Message-ID: where bounces go. */
  readonly senders = new Map<string, string>();
  deferring = false;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, session, callback) => {
      void simpleParser(stream).then((mail) => {
        if (this.deferring) return callback(Object.assign(new Error('later'), { responseCode: 451 }));
        this.mails.push(mail);
        this.senders.set(mail.messageId!, session.envelope.mailFrom ? session.envelope.mailFrom.address : '');
        return callback();
      });
    },
  });

  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((done) => this.server.close(done));
  }

  /** The mail to someone whose text holds these words. */
  to(address: string, words: string): Promise<ParsedMail> {
    return eventually(`mail to ${address}: ${words}`, () =>
      this.mails.find((mail) => JSON.stringify(mail.to).includes(address) && mail.text?.includes(words)),
    );
  }
}

/** Ids of sign-ins that have not confirmed their address. */
export const unconfirmed = new Set<string>();

/** What accounts knows of the customers that a test makes. @returns what ends it */
export const customersWithMail = (service: ServiceUnderTest): Promise<() => Promise<void>> =>
  answering(service, [
    [
      accountsRpc.me,
      (_request, actor) => ({
        userId: actor.id,
        email: mailOf(actor),
        emailConfirmed: !unconfirmed.has(actor.id),
        kind: 'customer',
        roles: ['customer'],
        customerId: actor.customerId,
      }),
    ],
    [
      accountsCustomersRpc.get,
      ({ customerId }) => ({
        id: customerId,
        identity: { kind: 'private', address: { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' } },
        createdAt: '2026-11-01T10:00:00Z',
        signIns: [{ id: newId('usr'), email: `${customerId}@customers.example`, emailConfirmed: true, blocked: false }],
        contracts: [],
        sagas: [],
        emails: [],
        timeline: [],
      }),
    ],
  ]);

/** Writes to the intake as a mail system would; gives the answer code of a refusal. */
export async function write(
  service: ServiceUnderTest,
  to: string,
  from: string,
  mail: Parameters<ReturnType<typeof createTransport>['sendMail']>[0],
  envelopeFrom = from,
): Promise<number | undefined> {
  const transport = createTransport({ host: '127.0.0.1', port: service.get(MailServer).port, ignoreTLS: true });
  try {
    await transport.sendMail({ ...(mail.raw ? {} : { from, to }), envelope: { from: envelopeFrom, to }, ...mail });
    return undefined;
  } catch (error) {
    return (error as { responseCode?: number }).responseCode;
  } finally {
    transport.close();
  }
}
