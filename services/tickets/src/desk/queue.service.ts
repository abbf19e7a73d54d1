import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { QueryFilter } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import type { DeskLoad, DeskPage, QueueFilter, QueueQuery } from '#libs/api/tickets/desk.js';
import { readCursor } from '#libs/platform/page.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import { matching } from '../tickets/search.rules.js';
import { FAR_FUTURE, WITHOUT_TOKENS, type TicketRow } from '../tickets/ticket.schema.js';
import { deskView } from '../tickets/ticket.view.js';
import { ViewsService } from './views.service.js';

const PAGE = 50;
type Conditions = QueryFilter<TicketRow>;

/** The conditions of one filter, all of which must hold. */
function conditionsOf(filter: QueueFilter, actor: Actor): Conditions[] {
  const { states, categories, priorities, assignee, watched, tag, customerId, contractId, breached, text } = filter;
  const found: (Conditions | undefined | false)[] = [
    states && { state: { $in: states } },
    categories && { category: { $in: categories } },
    priorities && { priority: { $in: priorities } },
    assignee === undefined
      ? undefined
      : { assigneeId: assignee === 'none' ? { $exists: false } : assignee === 'me' ? actor.id : assignee },
    watched === true && { watchers: actor.id },
    tag === undefined ? undefined : { tags: tag.toLowerCase() },
    customerId === undefined ? undefined : { customerId },
    contractId === undefined ? undefined : { contractId },
    breached === true && { breached: true },
    ...(text ? matching('staffTokens', text) : []),
  ];
  return found.filter((condition): condition is Conditions => Boolean(condition));
}

/** `<instant>.<id>` of the last row: what the next page begins after. */
const cursorOf = (row: TicketRow): string => Buffer.from(`${row.dueAt.getTime()}.${row._id}`).toString('base64url');

function afterCursor(cursor: string, order: 'due' | 'newest'): Conditions {
  const [instant, id] = readCursor(Buffer.from(cursor, 'base64url').toString(), /^(\d{1,16})\.(\w{1,60})$/) as [
    string,
    string,
  ];
  if (order === 'newest') return { _id: { $lt: id } };
  const dueAt = new Date(Number(instant));
  return { $or: [{ dueAt: { $gt: dueAt } }, { dueAt, _id: { $gt: id } }] };
}

const dueAt = (at: Date): string | undefined => (at < FAR_FUTURE ? at.toISOString() : undefined);

/** The ticket queue of staff. */
@Injectable()
export class QueueService {
  constructor(
    @InjectModel('Ticket') private readonly tickets: ReadModel<TicketRow>,
    @Inject(ViewsService) private readonly views: ViewsService,
  ) {}

  /** One page, what breaks its promise first in front unless asked otherwise. */
  async page({ viewId, order = 'due', cursor, limit = PAGE, ...filter }: QueueQuery, actor: Actor): Promise<DeskPage> {
    const conditions = conditionsOf(filter, actor);
    if (viewId) conditions.push(...conditionsOf(await this.views.filterOf(viewId, actor), actor));
    if (cursor) conditions.push(afterCursor(cursor, order));
    const rows = await this.tickets
      .find(conditions.length > 0 ? { $and: conditions } : {}, WITHOUT_TOKENS)
      .sort(order === 'due' ? { dueAt: 1, _id: 1 } : { _id: -1 })
      .limit(limit + 1)
      .lean<TicketRow[]>();
    const items = rows.slice(0, limit);
    return { items: items.map(deskView), ...(rows.length > limit ? { nextCursor: cursorOf(items.at(-1)!) } : {}) };
  }

  /** What each agent has in hand; `none` is what nobody has. */
  async load(): Promise<DeskLoad> {
    const rows = await this.tickets.aggregate<{
      _id: string | null;
      open: number;
      waiting: number;
      breached: number;
      nextDueAt: Date;
    }>([
      { $match: { state: { $in: ['new', 'open', 'waiting_customer'] } } },
      {
        $group: {
          _id: '$assigneeId',
          open: { $sum: { $cond: [{ $eq: ['$state', 'waiting_customer'] }, 0, 1] } },
          waiting: { $sum: { $cond: [{ $eq: ['$state', 'waiting_customer'] }, 1, 0] } },
          breached: { $sum: { $cond: ['$breached', 1, 0] } },
          nextDueAt: { $min: '$dueAt' },
        },
      },
      { $sort: { open: -1, _id: 1 } },
    ]);
    return {
      agents: rows.map((row) => ({
        agentId: row._id ?? 'none',
        open: row.open,
        waiting: row.waiting,
        breached: row.breached,
        nextDueAt: dueAt(row.nextDueAt),
      })),
    };
  }
}
