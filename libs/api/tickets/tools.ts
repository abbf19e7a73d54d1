import {
  ActNotPossible,
  ComplaintNotAnswered,
  TicketChanged,
  TicketMerged,
} from '#libs/api/errors/tickets/tickets.errors.js';
import { STAFF, SUPERVISOR } from '../kernel/callers.js';
import { rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Count, Flag, Id, Many, Nested, OneOf, Text, TextList } from '../kernel/fields.js';
import { Done, Empty } from '../kernel/shared.js';
import { AFTER_ANSWER, DeskTicketDetail, QueueFilter, type AfterAnswer } from './desk.js';
import { OfTicket, TICKET_CATEGORIES, TICKET_PRIORITIES, type TicketCategory, type TicketPriority } from './tickets.js';

/** A view of the queue to come back to. */
export class SaveView {
  @Text({ max: 80, example: 'Urgent and mine' }) name!: string;
  @Flag({ description: 'All staff see it; only its owner removes it' }) shared!: boolean;
  @Nested(() => QueueFilter) filter!: QueueFilter;
}
export class SavedView extends SaveView {
  @Id() id!: string;
  @Text() ownerId!: string;
}
export class SavedViews {
  @Many(() => SavedView) items!: SavedView[];
}
export class OfView {
  @Id() viewId!: string;
}

/**
 * An answer that is given often, and what goes with it. `{{number}}` and `{{subject}}` in its text are the ticket's; the
 * text is sent in the language of the customer.
 */
export class SaveMacro {
  @Text({ max: 80, example: 'Ask for a restart' }) name!: string;
  @Text({ max: 20_000, lines: true }) textIt!: string;
  @Text({ max: 20_000, lines: true }) textEn!: string;
  @OneOf(AFTER_ANSWER, { optional: true }) next?: AfterAnswer;
  @OneOf(TICKET_CATEGORIES, { optional: true }) category?: TicketCategory;
  @OneOf(TICKET_PRIORITIES, { optional: true }) priority?: TicketPriority;
  @TextList({ optional: true, max: 20, each: 40 }) addTags?: string[];
}
export class Macro extends SaveMacro {
  @Id() id!: string;
}
export class Macros {
  @Many(() => Macro) items!: Macro[];
}
export class OfMacro {
  @Id() macroId!: string;
}
export class ApplyMacro extends OfTicket {
  @Id() macroId!: string;
  @Count({ optional: true, description: 'The version seen; needed by a macro that resolves' }) version?: number;
}

/** What makes agents quick: saved views of the queue, and macros. */
export const deskToolsRpc = {
  saveView: rpc('tickets.view.save', SaveView, SavedView, { callers: STAFF, key: true }),
  listViews: rpc('tickets.view.list', Empty, SavedViews, { callers: STAFF }),
  removeView: rpc('tickets.view.remove', OfView, Done, { callers: STAFF, errors: [NotFound] }),
  saveMacro: rpc('tickets.macro.save', SaveMacro, Macro, { callers: SUPERVISOR, key: true }),
  listMacros: rpc('tickets.macro.list', Empty, Macros, { callers: STAFF }),
  removeMacro: rpc('tickets.macro.remove', OfMacro, Done, { callers: SUPERVISOR, errors: [NotFound] }),
  applyMacro: rpc('tickets.macro.apply', ApplyMacro, DeskTicketDetail, {
    callers: STAFF,
    key: true,
    errors: [ActNotPossible, ComplaintNotAnswered, NotFound, TicketChanged, TicketMerged],
  }),
} as const;
