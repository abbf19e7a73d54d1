import type { DeskReportRow } from '#libs/api/tickets/reports.js';
import type { TicketRow } from '../tickets/ticket.schema.js';

export type ReportedTicket = Pick<
  TicketRow,
  'category' | 'openedAt' | 'resolutions' | 'firstAnsweredAt' | 'reopenedAt' | 'breaches' | 'sla'
>;

/** Instants from the first, included, to the second, excluded. */
export interface Span {
  readonly start: Date;
  readonly end: Date;
}

/** The value that so many of all do not exceed (nearest rank); undefined of nothing. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

/** Whether it was worked on at an instant: it is after its opening and after each reopening, until it comes to its end. */
const isOpenAt = ({ openedAt, resolutions = [], reopenedAt = [] }: ReportedTicket, at: Date): boolean =>
  openedAt < at && resolutions.filter((each) => each.at < at).length <= reopenedAt.filter((each) => each < at).length;

/** The row of some tickets for a span of time; it stays the same whatever becomes of them later. */
export function reportRow(category: string, tickets: readonly ReportedTicket[], { start, end }: Span): DeskReportRow {
  const within = (at: Date | undefined): boolean => at !== undefined && at >= start && at < end;
  const answered = tickets.filter((ticket) => within(ticket.firstAnsweredAt));
  const resolved = tickets.flatMap((ticket) => ticket.resolutions ?? []).filter(({ at }) => within(at));
  const breaches = tickets.flatMap((ticket) => ticket.breaches).filter((breach) => within(breach.at));
  const resolutionMinutes = resolved.map(({ minutes }) => minutes);
  return {
    category,
    opened: tickets.filter((ticket) => within(ticket.openedAt)).length,
    resolved: resolved.length,
    reopened: tickets.flatMap((ticket) => ticket.reopenedAt ?? []).filter(within).length,
    backlog: tickets.filter((ticket) => isOpenAt(ticket, end)).length,
    firstAnswers: answered.length,
    firstAnswerMedianMinutes: percentile(
      answered.map((ticket) => ticket.sla.firstAnswer.usedMinutes),
      0.5,
    ),
    resolutionMedianMinutes: percentile(resolutionMinutes, 0.5),
    resolution90Minutes: percentile(resolutionMinutes, 0.9),
    firstAnswerBreaches: breaches.filter((breach) => breach.promise === 'first_answer').length,
    resolutionBreaches: breaches.filter((breach) => breach.promise === 'resolution').length,
  };
}
