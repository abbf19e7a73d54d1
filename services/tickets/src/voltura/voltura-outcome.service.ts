import { Inject, Injectable } from '@nestjs/common';
import type { VolturaCompleted, VolturaUndone } from '#libs/api/accounts/endings.js';
import { systemActor } from '#libs/api/kernel/actor.js';
import { nameOf } from '#libs/italy/identity.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { endSentencesOnce, formatDay } from '#libs/italy/formats.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { CLOSE_AFTER_MS } from '../desk/desk.rules.js';
import { CustomerNames } from '../tickets/customer-names.service.js';
import { isEnded } from '../life/ticket.rules.js';
import type { TicketRow } from '../tickets/ticket.schema.js';
import { TicketStore } from '../tickets/ticket.store.js';
import type { TicketChange } from '../tickets/ticket.types.js';
import type { VolturaRow } from './voltura.schema.js';
import { VolturaStore } from './voltura.store.js';

const BY = systemActor('voltura');
const DONE_TEXT = {
  it: (name: string, day: string) =>
    `La voltura è fatta: dal ${formatDay(day, 'it')} il contratto e i suoi numeri sono intestati a ${name}. Servizi e credito continuano.`,
  en: (name: string, day: string) =>
    `The change of holder is done: since ${formatDay(day, 'en')} the contract and its numbers are held by ${name}. Services and credit carry on.`,
};

/** How a change of holder that was approved came out: on the request, and told on its ticket. */
@Injectable()
export class VolturaOutcome {
  constructor(
    @Inject(VolturaStore) private readonly requests: VolturaStore,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(TicketStore) private readonly store: TicketStore,
    @Inject(CustomerNames) private readonly names: CustomerNames,
  ) {}

  async completed({ volturaId, effectiveAt, customerId, holder }: VolturaCompleted, delivery: Delivery): Promise<void> {
    const day = romeDate(new Date(effectiveAt));
    await this.work.handle(delivery, async (tx) => {
      await this.names.learn(customerId, nameOf(holder));
      await this.end(tx, volturaId, 'complete', { effectiveAt: new Date(effectiveAt) }, (ticket, now) => ({
        action: 'voltura_completed',
        details: { volturaId, effectiveAt },
        message: { text: endSentencesOnce(DONE_TEXT[ticket.locale](nameOf(holder), day)), channel: 'rule' },
        move: ['settle_voltura', 'voltura'],
        set: isEnded(ticket.state) ? {} : { closesAt: new Date(now.getTime() + CLOSE_AFTER_MS) },
      }));
    });
  }

  /** It could not be carried out and nothing has changed: staff go on from the ticket, with the reason. */
  async undone({ volturaId, reason, textIt, textEn }: VolturaUndone, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, (tx) =>
      this.end(tx, volturaId, 'undo', { reason: textIt }, (ticket) => ({
        action: 'voltura_undone',
        details: { volturaId, reason },
        message: { text: ticket.locale === 'en' ? textEn : textIt, channel: 'rule' },
        move: ['undo_voltura', 'voltura'],
        set: { closesAt: undefined },
      })),
    );
  }

  private async end(
    tx: Tx,
    volturaId: string,
    move: 'complete' | 'undo',
    change: Partial<Pick<VolturaRow, 'effectiveAt' | 'reason'>>,
    ticketChange: (ticket: TicketRow, now: Date) => TicketChange,
  ): Promise<void> {
    const row = await this.requests.moveIf({ _id: volturaId }, move, 'accounts', change);
    if (row) await this.store.change(tx, row.ticketId, ticketChange, BY);
  }
}
