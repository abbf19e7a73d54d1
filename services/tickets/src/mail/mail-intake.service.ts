import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ParsedMail } from 'mailparser';
import type { Model } from 'mongoose';
import { systemActor, type Actor, type Locale } from '#libs/api/kernel/actor.js';
import { AttachmentSizeRefused, AttachmentTypeRefused } from '#libs/api/errors/tickets/tickets.errors.js';
import { cleanText, emailKey } from '#libs/italy/text.rules.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { readConfig } from '#libs/platform/config.js';
import { hashOf, newId } from '#libs/platform/ids.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { plainFileName } from '#libs/platform/uploaded-file.js';
import { AttachmentFiles, type CheckedFile } from '../attachments/attachment-files.service.js';
import { AttachmentsService } from '../attachments/attachments.service.js';
import type { MessageRow, TicketRow } from '../tickets/ticket.schema.js';
import { TicketReader } from '../tickets/ticket-reader.service.js';
import { TicketStore } from '../tickets/ticket.store.js';
import type { TicketChange } from '../tickets/ticket.types.js';
import { CustomerAddresses } from './customer-addresses.service.js';
import { actionsIn, kindOf, newSubject, soleWriter, type MailKind } from './incoming.rules.js';
import { TicketMailConfig } from './mail.config.js';
import { textOf } from './mail-text.format.js';
import { splitQuoted, type SplitText } from './quoted-text.rules.js';
import type { AddressPurpose } from './reply-address.rules.js';

const HOUR_MS = 3_600_000;
const NO_TEXT = { it: '(nessun testo)', en: '(no text)' };
const BOUNCED = {
  it: 'Una email di questo ticket non è stata consegnata:',
  en: 'A mail of this ticket was not delivered:',
};
const CUT = { it: '[… il resto è nella email originale]', en: '[… the rest is in the original mail]' };
/** Characters that a message shows; the original has all. */
const LONGEST = { own: 50_000, quoted: 20_000, bounce: 2_000 };
const STATUS_TYPE = 'message/delivery-status';
/** What a report of delivery says besides its text. */
const REPORT_PARTS: readonly string[] = [STATUS_TYPE, 'message/disposition-notification', 'text/rfc822-headers'];

/** Too much mail for one ticket: the sender's server may try again later. */
export class TooMuchMail extends Error {
  constructor() {
    super('too many messages for this ticket, try again later');
  }
}

/** A mail to where only news of delivery goes, with something else. */
export class BouncesOnly extends Error {
  readonly responseCode = 550;
  constructor() {
    super('only delivery reports are taken here: answer a mail of your ticket, or use the reserved area');
  }
}

interface Arrived {
  readonly mail: ParsedMail;
  /** As the mail says, for people. */
  readonly writers: string;
  readonly words: SplitText & { readonly subject?: string };
  /** Identifies the mail, however often it is delivered. */
  readonly mailId: string;
  readonly original: CheckedFile;
  readonly files: readonly CheckedFile[];
  readonly refused: readonly string[];
}

/** One mail is another when anything in it differs, whatever its Message-ID: printers and scripts give all of theirs the same. */
const identityOf = (
  ticketId: string,
  { messageId, from, subject, date, text, html, attachments }: ParsedMail,
): string =>
  `${ticketId}:${hashOf([messageId, from?.text, subject, String(date), text, html, ...attachments.map(({ filename, checksum }) => [filename, checksum])])}`;

const fitted = (text: string, most: number, locale: Locale): string =>
  text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}\n${CUT[locale]}`;

/** Puts mail on its ticket: a customer's answer, a note about a bounce, or nothing but a line in the audit. */
@Injectable()
export class MailIntake {
  private readonly config = readConfig(TicketMailConfig);

  constructor(
    @InjectModel('Message') private readonly messages: Model<MessageRow>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(TicketStore) private readonly store: TicketStore,
    @Inject(TicketReader) private readonly reader: TicketReader,
    @Inject(AttachmentsService) private readonly attachments: AttachmentsService,
    @Inject(AttachmentFiles) private readonly files: AttachmentFiles,
    @Inject(CustomerAddresses) private readonly addresses: CustomerAddresses,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Takes one mail for one ticket; the same mail again changes nothing.
   * @throws TooMuchMail, BouncesOnly; NotFound when the ticket is gone; whatever is temporary, for the sender to try again
   */
  async receive(
    ticketId: string,
    mail: ParsedMail,
    raw: Buffer,
    { envelopeFrom, purpose }: { envelopeFrom: string; purpose: AddressPurpose },
  ): Promise<void> {
    const ticket = await this.reader.current(ticketId);
    const mailId = identityOf(ticketId, mail);
    if (await this.messages.exists({ mailId })) return;
    const from = soleWriter(mail.headerLines.filter(({ key }) => key === 'from').length, mail.from?.value ?? []);
    const writers = cleanText(mail.from?.text ?? '').slice(0, 300);
    const kind = kindOf({
      envelopeFrom,
      from: from ?? '',
      headers: new Map(mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()])),
      actions: statusesOf(mail).flatMap(actionsIn),
    });
    if (kind !== 'answer' && kind !== 'bounce') return this.ignore(ticket, kind, writers);
    if (purpose === 'bounce' && kind === 'answer') throw new BouncesOnly();
    await this.assertNotTooMuch(ticket);
    const customer = kind === 'answer' ? await this.addresses.of(ticket) : undefined;
    const arrived: Arrived = {
      mail,
      writers,
      words: wordsOf(mail, ticket),
      mailId,
      original: this.attachments.original(raw),
      ...(kind === 'answer' ? await this.acceptable(mail) : { files: [], refused: [] }),
    };
    try {
      await this.files.during([arrived.original, ...arrived.files], () =>
        this.put(ticket, arrived, customer && { ...customer, wrote: from === emailKey(customer.email) }),
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  private put(
    ticket: TicketRow,
    arrived: Arrived,
    customer: { actor: Actor; wrote: boolean } | undefined,
  ): Promise<void> {
    if (!customer) return this.note(ticket, arrived, bounceText(arrived, ticket.locale), 'mail_bounced');
    if (customer.wrote) return this.answer(ticket, arrived, customer.actor);
    return this.note(ticket, arrived, `${arrived.writers}:\n${arrived.words.own}`, 'mail_from_stranger');
  }

  /** Automatic answers, and our own mail come back, are recorded and go no further. */
  private async ignore(ticket: TicketRow, kind: MailKind, from: string): Promise<void> {
    await this.store.record(
      ticket._id,
      { action: 'mail_ignored', details: { kind, from } },
      systemActor('mail-intake'),
    );
  }

  private async assertNotTooMuch({ _id: ticketId }: TicketRow): Promise<void> {
    const since = new Date(this.clock.now().getTime() - HOUR_MS);
    if (
      (await this.messages.countDocuments({ ticketId, channel: 'email', at: { $gte: since } })) >=
      this.config.TICKETS_MAIL_PER_HOUR
    )
      throw new TooMuchMail();
  }

  /** The files that are accepted; the others are named in the audit. */
  private async acceptable(mail: ParsedMail): Promise<{ files: CheckedFile[]; refused: string[] }> {
    const files: CheckedFile[] = [];
    const refused: string[] = [];
    for (const { filename = 'file', content, contentType } of mail.attachments) {
      if (REPORT_PARTS.includes(contentType)) continue;
      try {
        files.push(await this.attachments.checked(filename, content));
      } catch (error) {
        if (!(error instanceof AttachmentTypeRefused || error instanceof AttachmentSizeRefused)) throw error;
        refused.push(plainFileName(filename));
      }
    }
    return { files, refused };
  }

  /** From the customer's own address: as if written in the panel. It reopens what was resolved or closed. */
  private answer(ticket: TicketRow, arrived: Arrived, by: Actor): Promise<void> {
    const { own: text, quoted, subject } = arrived.words;
    return this.land(
      ticket,
      arrived,
      by,
      (_ticket, { id, refused }) => ({
        action: 'answered',
        details: { messageId: id, by: 'mail', ...(refused.length > 0 ? { refusedAttachments: refused } : {}) },
        message: { id, text, quoted, subject, channel: 'email', mailId: arrived.mailId },
        move: ['customer_answer', 'customer'],
        set: { closesAt: undefined },
      }),
      false,
    );
  }

  /** Anything that is not the customer's own word goes to staff as a note: the state stays as it is. */
  private note(ticket: TicketRow, arrived: Arrived, text: string, action: string): Promise<void> {
    const {
      words: { quoted, subject },
      writers: from,
      mailId,
    } = arrived;
    return this.land(
      ticket,
      arrived,
      systemActor('mail-intake'),
      (_ticket, { id, refused }) => ({
        action,
        details: { messageId: id, from, refusedAttachments: refused },
        message: { id, text, quoted, subject, internal: true, channel: 'email', mailId },
      }),
      true,
    );
  }

  /** The message, the files that the ticket still takes, and the mail as it came, in one transaction. */
  private async land(
    { _id: ticketId }: TicketRow,
    { original, files, refused }: Arrived,
    by: Actor,
    change: (ticket: TicketRow, made: { id: string; refused: readonly string[] }) => TicketChange,
    internal: boolean,
  ): Promise<void> {
    const id = newId('msg');
    await this.work.run(async (tx) => {
      // Merged meanwhile, perhaps: the conversation goes on in the other.
      const { _id } = await this.reader.current(ticketId);
      const room = await this.attachments.room(_id);
      const tooMany = files.slice(room).map(({ fileName }) => fileName);
      await this.store.change(tx, _id, (ticket) => change(ticket, { id, refused: [...refused, ...tooMany] }), by);
      for (const file of files.slice(0, room))
        await this.attachments.record(tx, _id, file, by, { internal, messageId: id });
      await this.attachments.record(tx, _id, original, systemActor('mail-intake'), { internal: true, messageId: id });
    });
  }
}

const statusesOf = ({ attachments }: ParsedMail): string[] =>
  attachments.filter(({ contentType }) => contentType === STATUS_TYPE).map(({ content }) => content.toString('utf8'));

/** What a mail says to a ticket: a subject of its own is kept, and is the text where there is no other. */
function wordsOf(mail: ParsedMail, { subject: about, locale }: TicketRow): Arrived['words'] {
  const { own, quoted } = splitQuoted(textOf(mail));
  const subject = newSubject(cleanText(mail.subject ?? ''), about);
  if (own === '') return { own: subject ?? NO_TEXT[locale] };
  return { own: fitted(own, LONGEST.own, locale), quoted: quoted && fitted(quoted, LONGEST.quoted, locale), subject };
}

const bounceText = ({ mail, words }: Arrived, locale: Locale): string =>
  fitted(
    [
      `${BOUNCED[locale]} ${cleanText(mail.subject ?? '')}`,
      words.own,
      ...statusesOf(mail).map((status) => cleanText(status, { lines: true })),
    ]
      .join('\n')
      .trim(),
    LONGEST.bounce,
    locale,
  );
