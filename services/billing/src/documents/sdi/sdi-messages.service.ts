import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import {
  invoiceMoved,
  sdiMessageOdd,
  type ListSdiMessages,
  type SdiError,
  type SdiMessagePage,
  type SdiOriginal,
  type SdiOutcome,
} from '#libs/api/billing/sdi.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { cleanText } from '#libs/italy/text.rules.js';
import { sha256Of } from '#libs/platform/ids.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { type ReadModel, isDuplicateKey } from '#libs/platform/mongo.js';
import { pageById, pageSize } from '#libs/platform/page.js';
import { stateOf, type InvoiceHistoryEntry } from '../invoices/invoice-history.rules.js';
import { invoiceLife, deadlinesOf, verdictOn, type Verdict } from '../invoices/invoice-life.rules.js';
import type { Invoice } from '../invoices/invoice.schema.js';
import { MESSAGE_BYTES, readNotification, type Notification } from '../sdi-exchange/notification.format.js';
import { messageView, type SdiMessage } from './sdi-message.schema.js';
import { InvoiceStore } from '../invoices/invoice.store.js';

type Read = Pick<SdiMessage, 'kind' | 'outcome' | 'reason' | 'invoiceId' | 'aboutFile' | 'sdiId' | 'faults'>;

/** What SdI tells of invoices (R23): each message is kept as it came, and counts once. */
@Injectable()
export class SdiMessages {
  constructor(
    @InjectModel('Invoice') private readonly invoices: ReadModel<Invoice>,
    @Inject(InvoiceStore) private readonly store: InvoiceStore,
    @InjectModel('SdiMessage') private readonly messages: Model<SdiMessage>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Takes a file that came, once however often it comes. @returns what became of it, now or the first time */
  async receive(fileName: string, content: Buffer): Promise<SdiOutcome> {
    const kept = content.length > MESSAGE_BYTES ? Buffer.alloc(0) : content;
    const sha256 = sha256Of(kept.length > 0 ? kept : fileName);
    try {
      const known = await this.outcomeOf(sha256);
      return (
        known ??
        (await this.work.run((tx) =>
          this.keep({ fileName: cleanText(fileName).slice(0, 255), content: kept, sha256 }, tx),
        ))
      );
    } catch (error) {
      const first = isDuplicateKey(error) ? await this.outcomeOf(sha256) : undefined;
      if (first) return first;
      throw error;
    }
  }

  /** Newest first. */
  async list({ outcome, cursor, limit }: ListSdiMessages): Promise<SdiMessagePage> {
    const { items, nextCursor } = await pageById(
      this.messages,
      outcome ? { outcome } : {},
      { cursor, limit: pageSize(limit) },
      { content: 0 },
    );
    return { items: items.map(messageView), ...(nextCursor ? { nextCursor } : {}) };
  }

  /** The messages about an invoice, newest first. */
  async of(invoiceId: string): Promise<SdiMessage[]> {
    return this.messages.find({ invoiceId }, { content: 0 }).sort({ _id: -1 }).limit(100).lean<SdiMessage[]>();
  }

  /** As it came. @throws NotFound */
  async original(messageId: string): Promise<SdiOriginal> {
    const message = await this.messages.findById(messageId);
    if (!message) throw new NotFound('SdI message');
    return { fileName: message.fileName, content: message.content.toString('base64') };
  }

  private async outcomeOf(sha256: string): Promise<SdiOutcome | undefined> {
    return (await this.messages.findOne({ sha256 }, { outcome: 1 }).lean<Pick<SdiMessage, 'outcome'>>())?.outcome;
  }

  private async keep(file: Pick<SdiMessage, 'fileName' | 'content' | 'sha256'>, tx: Tx): Promise<SdiOutcome> {
    const read = readNotification(file.content);
    const understood: Read =
      'unreadable' in read
        ? { kind: 'unknown', outcome: 'odd', reason: read.unreadable, faults: [] }
        : await this.understood(read, tx);
    const message: SdiMessage = { _id: newId('sdm'), ...file, ...understood, receivedAt: this.clock.now() };
    await this.messages.create([message]);
    if (message.outcome === 'odd')
      tx.emit(sdiMessageOdd, message._id, {
        messageId: message._id,
        fileName: message.fileName,
        reason: message.reason!,
        known: message.invoiceId !== undefined,
      });
    return message.outcome;
  }

  private async understood(notification: Notification, tx: Tx): Promise<Read> {
    const { kind, aboutFile, sdiId, errors } = notification;
    const read = { kind, aboutFile, sdiId, faults: errors };
    const invoice = await this.invoiceOf(notification);
    if (!invoice)
      return {
        ...read,
        ...(kind === 'MT' ? { outcome: 'noted' } : { outcome: 'odd', reason: 'no invoice of ours has that file' }),
      };
    const about = isAbout(invoice, notification) ? 'current' : 'former';
    const verdict: Verdict =
      about === 'current' && isOtherContent(invoice, notification)
        ? { outcome: 'odd', reason: 'it is about another file of that name: the hash differs' }
        : verdictOn({ kind, codes: errors.map(({ code }) => code), about }, stateOf(invoice));
    if (verdict.outcome === 'moved') await this.move(invoice, verdict.move, notification, tx);
    return {
      ...read,
      invoiceId: invoice._id,
      outcome: verdict.outcome,
      ...('reason' in verdict ? { reason: verdict.reason } : {}),
    };
  }

  /** By the file's name; an intermediary may have given it another, and then by what the file holds. */
  private async invoiceOf({ aboutFile, sha256 }: Notification): Promise<Invoice | null> {
    const fileName = plainName(aboutFile);
    return (
      (await this.invoices.findOne({ $or: [{ fileName }, { 'formerFiles.fileName': fileName }] }).lean<Invoice>()) ??
      (sha256 ? this.invoices.findOne({ sha256 }).lean<Invoice>() : null)
    );
  }

  private async move(
    invoice: Invoice,
    move: 'RC' | 'MC' | 'NS',
    { sdiId, errors }: Notification,
    tx: Tx,
  ): Promise<void> {
    const { to } = invoiceLife.table.moves[move];
    const { _id, customerId, contractId, number, date, fileName } = invoice;
    const at = this.clock.now();
    const reason = reasonOf(errors);
    const rejection = to === 'rejected' ? { at, errors, ...deadlinesOf(at) } : undefined;
    const happening: InvoiceHistoryEntry = {
      at,
      what: move,
      fileName,
      by: currentContext().actor.id,
      ...(reason ? { detail: reason.slice(0, 1_000) } : {}),
    };
    const change = { set: { sdiId, ...(rejection ? { rejection } : {}) }, unset: ['toSend' as const], happening };
    const asRead = { state: invoice.state ?? null } as QueryFilter<Invoice>;
    if (!(await this.store.moveIf(invoice, move, 'sdi', change, { $and: [asRead] })))
      throw new Error(`invoice ${_id} was moved meanwhile: the message is taken again`);
    tx.emit(invoiceMoved, _id, {
      invoiceId: _id,
      customerId,
      contractId,
      number,
      date,
      state: to,
      fileName,
      at: at.toISOString(),
      ...(reason ? { reason } : {}),
      ...(rejection ? { sendAgainBy: rejection.sendAgainBy } : {}),
    });
  }
}

/** Without the folder and the signature's ending that a sender may have given it. */
const plainName = (aboutFile: string): string => aboutFile.replace(/^.*[\\/]/, '').replace(/\.p7m$/i, '');
const isAbout = ({ fileName, sha256 }: Invoice, notification: Notification): boolean =>
  fileName === plainName(notification.aboutFile) || (sha256 !== undefined && sha256 === notification.sha256);
/** A signed file is another than ours, by rights. */
const isOtherContent = ({ sha256 }: Invoice, notification: Notification): boolean =>
  Boolean(sha256 && notification.sha256 && sha256 !== notification.sha256 && !/\.p7m$/i.test(notification.aboutFile));

/** What SdI found wrong, in a line each. */
export const reasonOf = (errors: readonly SdiError[]): string =>
  errors
    .map(({ code, text, suggestion }) => [`${code} ${text}`, suggestion].filter(Boolean).join(': '))
    .join('\n')
    .slice(0, 2_000);
