import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { InvalidInput } from '#libs/api/kernel/domain-error.js';
import { TICKET_CATEGORIES } from '#libs/api/tickets/tickets.js';
import type { DeskReport, ReportPeriod } from '#libs/api/tickets/reports.js';
import { addDays, isRomeDate, romeInstant } from '#libs/italy/rome-time.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { TicketRow } from '../tickets/ticket.schema.js';
import { reportRow, type ReportedTicket, type Span } from './report.rules.js';

const FIELDS = {
  category: 1,
  openedAt: 1,
  resolutions: 1,
  firstAnsweredAt: 1,
  reopenedAt: 1,
  breaches: 1,
  sla: 1,
} as const;

function spanOf({ from, to }: ReportPeriod): Span {
  if (!isRomeDate(from) || !isRomeDate(to) || from > to)
    throw new InvalidInput([
      { field: 'to', text: { it: "il periodo deve finire dopo l'inizio", en: 'the period must end after it begins' } },
    ]);
  return { start: romeInstant(from), end: romeInstant(addDays(to, 1)) };
}

/** How the desk did: backlog, first answers, resolutions and broken promises of a period, by category. */
@Injectable()
export class ReportsService {
  constructor(@InjectModel('Ticket') private readonly tickets: ReadModel<TicketRow>) {}

  /** A ticket that was reopened counts as resolved each time; merged ones count once, in their target. */
  async report(period: ReportPeriod): Promise<DeskReport> {
    const span = spanOf(period);
    const touched = {
      mergedInto: { $exists: false },
      openedAt: { $lt: span.end },
      $or: [
        { openedAt: { $gte: span.start } },
        { resolvedAt: { $gte: span.start } },
        { resolvedAt: { $exists: false } },
      ],
    };
    const tickets = await this.tickets.find(touched, FIELDS).lean<ReportedTicket[]>();
    const rows = TICKET_CATEGORIES.map((category) =>
      reportRow(
        category,
        tickets.filter((ticket) => ticket.category === category),
        span,
      ),
    );
    return { from: period.from, to: period.to, rows: [...rows, reportRow('all', tickets, span)] };
  }
}
