import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { mongo, type Model } from 'mongoose';
import type { Actor } from '#libs/contracts/actor.js';
import { NotFound } from '#libs/contracts/domain-error.js';
import { ticketAnswered, ticketAssigned, ticketMoved, ticketOpened, type TicketCategory, type TicketChannel, type TicketFact, type TicketPriority } from '#libs/contracts/tickets.js';
import { slaBreached } from '#libs/contracts/tickets-desk.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { SlaPolicy } from '../sla/sla.policy.js';
import { breached, follow, nextDue, opened, type TicketSla } from '../sla/sla.rules.js';
import { numberTokens, tokensOf } from './search.rules.js';
import { FAR_FUTURE, WITHOUT_TOKENS, type AuditRow, type MessageRow, type TicketRow } from './ticket.schema.js';
import { authorKind } from './ticket.rules.js';

export interface NewMessage {
  readonly id?: string;
  readonly text: string;
  readonly internal?: boolean;
  readonly channel: TicketChannel;
  readonly mailId?: string;
}
export interface TicketDraft {
  readonly id?: string;
  readonly number: string;
  readonly customerId?: string;
  readonly contractId?: string;
  readonly category: TicketCategory;
  readonly priority: TicketPriority;
  readonly subject: string;
  readonly channel: TicketChannel;
  readonly message?: NewMessage;
  readonly causeKey?: string;
  readonly links?: TicketRow['links'];
  /** Words that find it besides those of its texts: the customer's names, for staff only. */
  readonly staffWords?: readonly string[];
  readonly details?: Record<string, unknown>;
}
/** What one act does to a ticket: decided by rules, stored as a whole. */
export interface TicketChange {
  /** Its name in the audit trail. */
  readonly action: string;
  readonly details?: Record<string, unknown>;
  readonly set?: Partial<Pick<TicketRow, 'state' | 'category' | 'priority' | 'subject' | 'assigneeId' | 'tags' | 'watchers' | 'links' | 'mergedInto' | 'closesAt'>>;
  readonly message?: NewMessage;
}

const factOf = (row: TicketRow): TicketFact => ({
  ticketId: row._id, number: row.number, customerId: row.customerId, contractId: row.contractId, category: row.category, priority: row.priority, state: row.state,
  assigneeId: row.assigneeId, watchers: row.watchers, at: row.updatedAt.toISOString(),
});

/**
 * The one way in which tickets are written: with each change come its message, its audit entry, its promises of service,
 * its search words and its events, in one transaction.
 */
@Injectable()
export class TicketStore {
  constructor(
    @InjectModel('Ticket') private readonly tickets: Model<TicketRow>,
    @InjectModel('Message') private readonly messages: Model<MessageRow>,
    @InjectModel('Audit') private readonly audit: Model<AuditRow>,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SlaPolicy) private readonly policy: SlaPolicy,
  ) {}

  async open(tx: Tx, draft: TicketDraft, by: Actor = currentContext().actor): Promise<TicketRow> {
    const now = this.clock.now();
    const sla = opened(this.policy.targets(draft.category, draft.priority), now, this.policy.hours);
    const publicTokens = tokensOf(draft.subject, draft.message?.internal ? undefined : draft.message?.text).concat(numberTokens(draft.number));
    const staffTokens = [...new Set([...publicTokens, ...tokensOf(draft.message?.text, draft.customerId, draft.contractId, ...(draft.staffWords ?? []))])];
    const row: TicketRow = {
      _id: draft.id ?? newId('tic'), number: draft.number, customerId: draft.customerId, contractId: draft.contractId, category: draft.category, priority: draft.priority, state: 'new',
      subject: draft.subject, channel: draft.channel, openedBy: by.id, tags: [], watchers: [], links: [...(draft.links ?? [])], sla, dueAt: nextDue(sla) ?? FAR_FUTURE, breached: false,
      version: 1, customerVersion: 1, causeKey: draft.causeKey, openedAt: now, updatedAt: now, publicTokens, staffTokens,
    };
    await this.tickets.create([row]);
    if (draft.message) await this.insertMessage(row, draft.message, by, now);
    await this.record(row._id, { action: 'opened', details: draft.details }, by, now);
    tx.emit(ticketOpened, row._id, factOf(row));
    return row;
  }

  /**
   * Applies what `decide` makes of the ticket as it is now; concurrent changes come one after another.
   * @throws NotFound, and whatever `decide` throws.
   */
  async change(tx: Tx, id: string, decide: (ticket: TicketRow, now: Date) => TicketChange, by: Actor = currentContext().actor): Promise<TicketRow> {
    const before = await this.tickets.findById(id, WITHOUT_TOKENS).lean<TicketRow>();
    if (!before) throw new NotFound('ticket');
    const now = this.clock.now();
    const change = decide(before, now);
    const { after, broken } = this.applied(before, change, by, now);
    await this.write(before, after, change);
    if (change.message) await this.insertMessage(after, change.message, by, now, tx);
    await this.record(id, change, by, now);
    this.announce(tx, before, after, broken);
    return after;
  }

  /** The audit entry of something that changed nothing in the ticket itself. */
  async record(ticketId: string, { action, details }: Pick<TicketChange, 'action' | 'details'>, by: Actor = currentContext().actor, at = this.clock.now()): Promise<void> {
    await this.audit.create([{ _id: newId('aud'), ticketId, at, actorKind: by.kind, actorId: by.id, action, details }]);
  }

  private applied(before: TicketRow, change: TicketChange, by: Actor, now: Date): { after: TicketRow; broken: ReturnType<typeof breached>['broken'] } {
    const changed: TicketRow = { ...before, ...change.set };
    const publicly = change.message !== undefined && !change.message.internal;
    const { sla: marked, broken } = breached(before.sla, now);
    const seen = { state: changed.state, answered: publicly && by.kind === 'staff', targets: this.policy.targets(changed.category, changed.priority) };
    const sla: TicketSla = follow(marked, seen, now, this.policy.hours);
    const version = before.version + 1;
    return {
      broken,
      after: {
        ...changed, sla, version, updatedAt: now, dueAt: nextDue(sla) ?? FAR_FUTURE, breached: before.breached || broken.length > 0,
        customerVersion: publicly && by.kind === 'customer' ? version : before.customerVersion,
      },
    };
  }

  private async write(before: TicketRow, after: TicketRow, change: TicketChange): Promise<void> {
    const words = tokensOf(change.message?.text, change.set?.subject);
    const publicWords = change.message?.internal ? tokensOf(change.set?.subject) : words;
    const gone = (['assigneeId', 'mergedInto', 'closesAt'] as const).filter((field) => before[field] !== undefined && after[field] === undefined);
    const { _id, ...fields } = after;
    const { matchedCount } = await this.tickets.updateOne({ _id, version: before.version }, {
      $set: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
      ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map((field) => [field, 1])) } : {}),
      ...(words.length > 0 ? { $addToSet: { staffTokens: { $each: words }, publicTokens: { $each: publicWords } } } : {}),
    });
    // Somebody else's change came between: the label has the driver run the whole transaction again.
    if (matchedCount === 0) throw new mongo.MongoServerError({ message: `ticket ${_id} changed meanwhile`, errorLabels: ['TransientTransactionError'] });
  }

  private async insertMessage(ticket: TicketRow, message: NewMessage, by: Actor, at: Date, tx?: Tx): Promise<void> {
    const { id: _id = newId('msg'), text, channel, mailId, internal = false } = message;
    await this.messages.create([{ _id, ticketId: ticket._id, internal, channel, authorKind: authorKind(by), authorId: by.id, text, mailId, at }]);
    tx?.emit(ticketAnswered, ticket._id, { ...factOf(ticket), messageId: _id, by: authorKind(by), internal });
  }

  private announce(tx: Tx, before: TicketRow, after: TicketRow, broken: readonly ('firstAnswer' | 'resolution')[]): void {
    if (before.state !== after.state) tx.emit(ticketMoved, after._id, { ...factOf(after), from: before.state });
    if (before.assigneeId !== after.assigneeId) tx.emit(ticketAssigned, after._id, factOf(after));
    for (const promise of broken) {
      tx.emit(slaBreached, after._id, { ...factOf(after), promise: promise === 'firstAnswer' ? 'first_answer' : 'resolution', dueAt: before.sla[promise].dueAt!.toISOString() });
    }
  }
}
