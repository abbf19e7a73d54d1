import { Inject, Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { SdiBusy, SdiNotConfigured } from '#libs/api/errors/billing/documents.errors.js';
import { romeDate, type Period } from '#libs/italy/rome-time.js';
import { Lease } from '#libs/messaging/lease.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { LOGGER } from '#libs/platform/tokens.js';
import type { InvoiceHistoryEntry } from '../invoices/invoice-history.rules.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Invoice } from '../invoices/invoice.schema.js';
import { SDI, type Received, type SdiExchange } from '../sdi-exchange/sdi.port.js';
import { SdiAlarms } from './sdi-alarms.service.js';
import { SdiMessages } from './sdi-messages.service.js';
import { SdiSimulator } from '../sdi-exchange/sdi.simulator.js';
import { InvoiceStore } from '../invoices/invoice.store.js';
import { invoiceLife } from '../invoices/invoice-life.rules.js';

const BATCH = 100;
const LEASE_MS = 120_000;

export interface ExchangeRound extends Received {
  readonly sent: number;
  /** What staff were reminded of: rejected invoices whose time runs out, invoices that SdI says nothing of. */
  readonly alarms: number;
}
const NOTHING: ExchangeRound = { sent: 0, taken: 0, odd: 0, alarms: 0 };

/** Drives invoices by what is exchanged with SdI (R23). Safe to run twice, and after a crash anywhere; one process at a time does. */
@Injectable()
export class SdiExchanges {
  private readonly lease: Lease;

  constructor(
    @InjectConnection() connection: Connection,
    @InjectModel('Invoice') private readonly invoices: ReadModel<Invoice>,
    @Inject(InvoiceStore) private readonly store: InvoiceStore,
    @Inject(SDI) private readonly sdi: SdiExchange | undefined,
    @Inject(SdiSimulator) private readonly simulator: SdiSimulator | undefined,
    @Inject(SdiMessages) private readonly messages: SdiMessages,
    @Inject(SdiAlarms) private readonly alarms: SdiAlarms,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.lease = new Lease(connection, 'sdi-exchange', LEASE_MS);
  }

  /** Takes what came, sends what waits, and reminds staff of what is rejected still. @throws SdiBusy while another process does */
  async round(progress: (sent: number) => void = () => undefined): Promise<ExchangeRound> {
    if (!(await this.lease.acquire())) throw new SdiBusy();
    try {
      return await this.exchange(progress);
    } finally {
      await this.lease.release();
    }
  }

  private async exchange(progress: (sent: number) => void): Promise<ExchangeRound> {
    const alarms = await this.alarms.raise();
    if (!this.sdi) return { ...NOTHING, alarms };
    await this.simulator?.round(this.clock.now());
    const received = await this.sdi.receive((fileName, content) => this.takenOrLater(fileName, content));
    return { ...received, sent: await this.send(this.sdi, progress), alarms };
  }

  /** @throws SdiNotConfigured */
  assertConfigured(): void {
    if (!this.sdi) throw new SdiNotConfigured();
  }

  /** Takes a file that somebody carried here. */
  async receive(fileName: string, content: Buffer): Promise<'taken' | 'odd'> {
    const outcome = await this.messages.receive(fileName, content);
    if (outcome === 'odd') this.logger.warn({ fileName }, 'a file in the exchange with SdI waits for staff');
    return outcome === 'odd' ? 'odd' : 'taken';
  }

  /** Lets the invoices of a month go out that were issued before there was an exchange. @returns how many @throws SdiNotConfigured */
  async queue(period: Period): Promise<number> {
    this.assertConfigured();
    const happening = { at: this.clock.now(), what: 'queued', by: currentContext().actor.id };
    const byHand = { toSend: null };
    const waiting = await this.invoices
      .find({ period, ...byHand, ...invoiceLife.in('issued') }, { fileName: 1 })
      .lean<Pick<Invoice, '_id' | 'fileName'>[]>();
    for (let from = 0; from < waiting.length; from += BATCH)
      await this.work.run(async () => {
        for (const invoice of waiting.slice(from, from + BATCH)) {
          const change = { set: { toSend: true as const }, happening: { ...happening, fileName: invoice.fileName } };
          await this.store.moveIf(invoice, 'queue', 'staff', change, byHand);
        }
      });
    return waiting.length;
  }

  /** A message that cannot be taken now holds up no other. */
  private async takenOrLater(fileName: string, content: Buffer): Promise<'taken' | 'odd' | 'later'> {
    try {
      return await this.receive(fileName, content);
    } catch (error) {
      this.logger.error({ err: error, fileName }, 'a message of SdI will be taken later');
      return 'later';
    }
  }

  private async send(sdi: SdiExchange, progress: (sent: number) => void): Promise<number> {
    let sent = 0;
    // Taking what came may have lasted: whoever lost the lease meanwhile would hand a file over twice.
    while (await this.lease.acquire()) {
      const waiting = await this.invoices
        .find({ toSend: true, state: 'issued' }, { fileName: 1, xml: 1 })
        .sort({ year: 1, sequence: 1 })
        .limit(BATCH)
        .lean<Pick<Invoice, '_id' | 'fileName' | 'xml'>[]>();
      for (const { _id, fileName, xml } of waiting) {
        await sdi.send(fileName, xml);
        const happening: InvoiceHistoryEntry = {
          at: this.clock.now(),
          what: 'sent',
          fileName,
          by: currentContext().actor.id,
        };
        await this.work.run(() =>
          this.store.moveIf({ _id, fileName }, 'send', 'exchange', {
            set: { sentOn: romeDate(happening.at) },
            unset: ['toSend', 'silenceToldAt'],
            happening,
          }),
        );
        progress((sent += 1));
      }
      if (waiting.length < BATCH) break;
    }
    return sent;
  }
}
