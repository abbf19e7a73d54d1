import type { ClassifyTicket, LinkKind } from '#libs/api/tickets/desk.js';
import type { TicketRow } from '../tickets/ticket.schema.js';

const DAY_MS = 86_400_000;

/** A resolved ticket that nobody answers closes by itself after a week. */
export const CLOSE_AFTER_MS = 7 * DAY_MS;

/** A text with its `{{placeholders}}` filled; what is not known stays as it is, for the agent to see. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);

export const plainTag = (tag: string): string => tag.trim().toLowerCase();

/** What a classification changes, and nothing else. */
export function classified(
  ticket: TicketRow,
  { category, priority, subject, addTags = [], removeTags = [] }: Omit<ClassifyTicket, 'ticketId'>,
): Partial<Pick<TicketRow, 'category' | 'priority' | 'subject' | 'tags'>> {
  const removed = new Set(removeTags.map(plainTag));
  const tags = [...new Set([...ticket.tags, ...addTags.map(plainTag)])].filter((tag) => tag && !removed.has(tag));
  return {
    category: category ?? ticket.category,
    priority: priority ?? ticket.priority,
    subject: subject ?? ticket.subject,
    tags,
  };
}

/** The links with one more; a link that is there already is not repeated. */
export function linked(ticket: TicketRow, ticketId: string, kind: LinkKind): TicketRow['links'] {
  const known = ticket.links.some((link) => link.ticketId === ticketId && link.kind === kind);
  return known ? ticket.links : [...ticket.links, { ticketId, kind }];
}
