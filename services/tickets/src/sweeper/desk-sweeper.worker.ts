import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Workers } from '#libs/messaging/worker.js';
import { Clock } from '#libs/platform/clock.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import { escalatesAt } from '../promises/complaint.rules.js';
import type { TicketRow } from '../tickets/ticket.schema.js';
import { TicketStore } from '../tickets/ticket.store.js';
import type { TicketChange } from '../tickets/ticket.types.js';

const SWEEP_MS = 1_000;
const BATCH = 100;

const isLate = ({ complaint }: TicketRow, now: Date): boolean =>
  (escalatesAt(complaint)?.getTime() ?? Infinity) <= now.getTime();

const mayClose = (ticket: TicketRow, now: Date): boolean =>
  ticket.state === 'resolved' && ticket.closesAt !== undefined && ticket.closesAt <= now;

/**
 * What time does to tickets: promises break, resolved tickets close. Every replica sweeps; a change that another one
 * made meanwhile leaves nothing to do, so each breach is told once.
 */
@Injectable()
export class DeskSweeper implements OnApplicationBootstrap {
  constructor(
    @InjectModel('Ticket') private readonly tickets: ReadModel<TicketRow>,
    @Inject(TicketStore) private readonly store: TicketStore,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Workers) private readonly workers: Workers,
  ) {}

  onApplicationBootstrap(): void {
    this.workers.start({ name: 'tickets-sweeper', everyMs: SWEEP_MS, whenMoved: true, run: () => this.sweep() });
  }

  private async sweep(): Promise<void> {
    const overdue = await this.tickets
      .find({ dueAt: { $lte: this.clock.now() } }, { _id: 1 })
      .sort({ dueAt: 1 })
      .limit(BATCH)
      .lean();
    for (const { _id } of overdue)
      await this.apply(
        _id,
        (ticket, now) => ticket.dueAt <= now,
        (ticket, now) => ({ action: isLate(ticket, now) ? 'complaint_late' : 'sla_breached' }),
      );
    const ending = await this.tickets
      .find({ state: 'resolved', closesAt: { $lte: this.clock.now() } }, { _id: 1 })
      .limit(BATCH)
      .lean();
    for (const { _id } of ending)
      await this.apply(_id, mayClose, () => ({
        action: 'closed_by_time',
        move: ['close', 'clock'],
        set: { closesAt: undefined },
      }));
  }

  /** Applies the change if its reason still holds when the ticket is read in the transaction. */
  private async apply(
    id: string,
    holds: (ticket: TicketRow, now: Date) => boolean,
    change: (ticket: TicketRow, now: Date) => TicketChange,
  ): Promise<void> {
    const nothing = new Error('nothing to do any more');
    const decide = (ticket: TicketRow, now: Date): TicketChange => {
      if (!holds(ticket, now)) throw nothing;
      return change(ticket, now);
    };
    await this.work
      .run(async (tx) => void (await this.store.change(tx, id, decide)))
      .catch((error: unknown) => {
        if (error !== nothing) throw error;
      });
  }
}
