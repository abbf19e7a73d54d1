import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import {
  type TicketState,
  ticketAnswered,
  ticketAssigned,
  ticketMoved,
  ticketOpened,
  type TicketFact,
} from '#libs/api/tickets/tickets.js';
import { slaBreached } from '#libs/api/tickets/desk.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { escalatesAt, followed, received, type Complaint } from '../promises/complaint.rules.js';
import { SlaPolicy } from '../promises/sla-policy.config.js';
import { breached, follow, nextDue, opened, type TicketSla } from '../promises/sla.rules.js';
import { CustomerNames } from './customer-names.service.js';
import { searchTokens, tokensOf, wordsOf } from './search.rules.js';
import { FAR_FUTURE, WITHOUT_TOKENS, type AuditRow, type MessageRow, type TicketRow } from './ticket.schema.js';
import type { NewMessage, PromiseName, TicketChange, TicketDraft, TicketListener } from './ticket.types.js';
import { authorKind, isEnded } from '../life/ticket.rules.js';
import { ticketLife } from '../life/ticket-life.rules.js';

const PROMISE_NAMES = { firstAnswer: 'first_answer', resolution: 'resolution' } as const satisfies Record<
  string,
  PromiseName
>;
type Broken = readonly (keyof typeof PROMISE_NAMES)[];

const earliest = (...instants: readonly (Date | undefined)[]): Date =>
  new Date(
    Math.min(
      ...instants.filter((instant) => instant !== undefined).map((instant) => instant.getTime()),
      FAR_FUTURE.getTime(),
    ),
  );

const factOf = (row: TicketRow): TicketFact => ({
  ticketId: row._id,
  number: row.number,
  customerId: row.customerId,
  contractId: row.contractId,
  category: row.category,
  priority: row.priority,
  state: row.state,
  assigneeId: row.assigneeId,
  watchers: row.watchers,
  at: row.updatedAt.toISOString(),
  ...(row.hidden ? { hidden: true } : {}),
});

/**
 * The one way in which tickets are written: with each change come its message, its audit entry, its promises of service,
 * its search words and its events, in one transaction.
 */
@Injectable()
export class TicketStore {
  private readonly listeners: TicketListener[] = [];

  constructor(
    @InjectModel('Ticket') private readonly tickets: Model<TicketRow>,
    @InjectModel('Message') private readonly messages: Model<MessageRow>,
    @InjectModel('Audit') private readonly audit: Model<AuditRow>,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SlaPolicy) private readonly policy: SlaPolicy,
    @Inject(CustomerNames) private readonly names: CustomerNames,
  ) {}

  /** From its start on, the listener hears of every ticket. */
  addListener(listener: TicketListener): void {
    this.listeners.push(listener);
  }

  async open(tx: Tx, draft: TicketDraft, by: Actor = currentContext().actor): Promise<TicketRow> {
    const now = this.clock.now();
    const name = await this.names.wordsOf(draft.customerId, tx);
    const sla = opened(this.policy.targets(draft.category, draft.priority), now, this.policy.hours);
    const complaint = draft.category === 'complaint' ? received(draft.number, now, this.policy.complaints) : undefined;
    const row: TicketRow = {
      _id: draft.id ?? newId('tic'),
      number: draft.number,
      customerId: draft.customerId,
      contractId: draft.contractId,
      lines: draft.lines && [...draft.lines],
      category: draft.category,
      priority: draft.priority,
      state: ticketLife.table.begins[0]!,
      subject: draft.subject,
      channel: draft.channel,
      openedBy: by.id,
      requester: draft.requester,
      locale: draft.locale ?? currentContext().locale,
      tags: [],
      watchers: [],
      links: [...(draft.links ?? [])],
      sla,
      complaint,
      dueAt: earliest(nextDue(sla), escalatesAt(complaint)),
      breached: false,
      breaches: [],
      version: 1,
      customerVersion: 1,
      causeKey: draft.causeKey,
      hidden: draft.hidden,
      openedAt: now,
      updatedAt: now,
      ...searchTokens(draft, draft.message ? [draft.message] : [], name),
    };
    await this.tickets.create([row]);
    if (draft.message) await this.insertMessage(row, draft.message, by, now);
    await this.record(row._id, { action: 'opened', details: draft.details }, by, now);
    for (const listener of this.listeners) await listener.ticketOpened(row, by);
    tx.emit(ticketOpened, row._id, factOf(row));
    return row;
  }

  /**
   * Applies what `decide` makes of the ticket as it is now; concurrent changes come one after another.
   * @throws NotFound, and whatever `decide` throws.
   */
  async change(
    tx: Tx,
    id: string,
    decide: (ticket: TicketRow, now: Date) => TicketChange,
    by: Actor = currentContext().actor,
  ): Promise<TicketRow> {
    const before = await this.tickets.findById(id, WITHOUT_TOKENS).lean<TicketRow>();
    if (!before) throw new NotFound('ticket');
    const now = this.clock.now();
    const change = decide(before, now);
    const state = change.move ? ticketLife.move(before.state, ...change.move) : before.state;
    const { after, broken, late } = this.applied(before, state, change, by, now);
    await this.write(before, after, change);
    const message = change.message && (await this.insertMessage(after, change.message, by, now, tx));
    if (before.subject !== after.subject) await this.names.reindex(id);
    await this.record(id, change, by, now);
    const names = broken.map((promise) => PROMISE_NAMES[promise]);
    for (const listener of this.listeners)
      await listener.ticketChanged({ before, after, by, message, broken: names, late });
    this.announce(tx, before, after, broken);
    return after;
  }

  /** The audit entry of something that changed nothing in the ticket itself. */
  async record(
    ticketId: string,
    { action, details }: Pick<TicketChange, 'action' | 'details'>,
    by: Actor = currentContext().actor,
    at = this.clock.now(),
  ): Promise<void> {
    await this.audit.create([{ _id: newId('aud'), ticketId, at, actorKind: by.kind, actorId: by.id, action, details }]);
  }

  private applied(
    before: TicketRow,
    state: TicketState,
    change: TicketChange,
    by: Actor,
    now: Date,
  ): { after: TicketRow; broken: Broken; late: boolean } {
    const publicly = change.message !== undefined && !change.message.internal;
    const { changed, late } = this.withComplaint(
      { ...before, ...change.set, state },
      publicly && by.kind === 'staff',
      now,
    );
    const byCustomer = publicly && by.kind === 'customer';
    const { sla: marked, broken } = breached(before.sla, now);
    const seen = {
      state: changed.state,
      answered: publicly && by.kind === 'staff',
      targets: this.policy.targets(changed.category, changed.priority),
    };
    const sla: TicketSla = follow(marked, seen, now, this.policy.hours);
    const version = before.version + 1;
    const resolution =
      isEnded(changed.state) && !isEnded(before.state) ? [{ at: now, minutes: sla.resolution.usedMinutes }] : [];
    const breaches = [
      ...before.breaches,
      ...broken.map((promise) => ({ promise: PROMISE_NAMES[promise], at: before.sla[promise].dueAt! })),
    ];
    return {
      broken,
      late,
      after: {
        ...changed,
        sla,
        version,
        updatedAt: now,
        dueAt: earliest(nextDue(sla), escalatesAt(changed.complaint)),
        breaches,
        breached: breaches.length > 0,
        reopenedAt:
          isEnded(before.state) && !isEnded(changed.state) ? [...(before.reopenedAt ?? []), now] : before.reopenedAt,
        firstAnsweredAt: before.firstAnsweredAt ?? (seen.answered ? now : undefined),
        resolvedAt: sla.resolution.metAt,
        hidden: changed.hidden && !publicly ? true : undefined,
        ...(resolution.length > 0 ? { resolutions: [...(before.resolutions ?? []), ...resolution] } : {}),
        ...(byCustomer ? { customerVersion: version, requester: by } : {}),
      },
    };
  }

  /** What is filed as a complaint is one from then on; a late one is urgent. */
  private withComplaint(ticket: TicketRow, answered: boolean, now: Date): { changed: TicketRow; late: boolean } {
    const begun: Complaint | undefined =
      ticket.complaint ??
      (ticket.category === 'complaint' ? received(ticket.number, now, this.policy.complaints) : undefined);
    if (!begun) return { changed: ticket, late: false };
    const { complaint, late } = followed(
      begun,
      { state: ticket.state, answered: answered || ticket.firstAnsweredAt !== undefined },
      now,
    );
    return { changed: { ...ticket, complaint, ...(late ? { priority: 'urgent' as const } : {}) }, late };
  }

  private async write(before: TicketRow, after: TicketRow, change: TicketChange): Promise<void> {
    const { message } = change;
    const staffWords = message ? tokensOf(...wordsOf(message)) : [];
    const publicWords = message?.internal ? [] : staffWords;
    const gone = (['assigneeId', 'mergedInto', 'closesAt', 'resolvedAt', 'hidden'] as const).filter(
      (field) => before[field] !== undefined && after[field] === undefined,
    );
    const { _id, ...fields } = after;
    const { matchedCount } = await this.tickets.updateOne(
      { _id, version: before.version },
      {
        $set: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
        ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map((field) => [field, 1])) } : {}),
        ...(staffWords.length > 0
          ? { $addToSet: { staffTokens: { $each: staffWords }, publicTokens: { $each: publicWords } } }
          : {}),
      },
    );
    // Somebody else's change came between.
    if (matchedCount === 0) throw new RunAgain(`ticket ${_id}`);
  }

  private async insertMessage(
    ticket: TicketRow,
    message: NewMessage,
    by: Actor,
    at: Date,
    tx?: Tx,
  ): Promise<{ id: string; internal: boolean }> {
    const { id: _id = newId('msg'), text, quoted, subject, channel, mailId, internal = false } = message;
    await this.messages.create([
      {
        _id,
        ticketId: ticket._id,
        internal,
        channel,
        authorKind: authorKind(by),
        authorId: by.id,
        text,
        quoted,
        subject,
        mailId,
        at,
      },
    ]);
    tx?.emit(ticketAnswered, ticket._id, { ...factOf(ticket), messageId: _id, by: authorKind(by), internal });
    return { id: _id, internal };
  }

  private announce(tx: Tx, before: TicketRow, after: TicketRow, broken: Broken): void {
    if (before.state !== after.state) tx.emit(ticketMoved, after._id, { ...factOf(after), from: before.state });
    if (before.assigneeId !== after.assigneeId) tx.emit(ticketAssigned, after._id, factOf(after));
    for (const promise of broken) {
      tx.emit(slaBreached, after._id, {
        ...factOf(after),
        promise: PROMISE_NAMES[promise],
        dueAt: before.sla[promise].dueAt!.toISOString(),
      });
    }
  }
}
