import { SUPERVISOR } from '../kernel/callers.js';
import { rpc } from '../kernel/definition.js';
import { Count, Many, RomeDay, Text } from '../kernel/fields.js';

/** Days in Rome, both included. */
export class ReportPeriod {
  @RomeDay() from!: string;
  @RomeDay() to!: string;
}

/** One category of the desk's report, or `all`. Times are working minutes of the desk's calendar. */
export class DeskReportRow {
  @Text() category!: string;
  @Count() opened!: number;
  @Count() resolved!: number;
  @Count({ description: 'Times that a ticket was taken up again after its end' }) reopened!: number;
  @Count({ description: 'Tickets not resolved at the end of the last day' }) backlog!: number;
  @Count({ description: 'First answers given' }) firstAnswers!: number;
  @Count({ optional: true }) firstAnswerMedianMinutes?: number;
  @Count({ optional: true }) resolutionMedianMinutes?: number;
  @Count({ optional: true, description: 'Nine of ten were resolved within' }) resolution90Minutes?: number;
  @Count() firstAnswerBreaches!: number;
  @Count() resolutionBreaches!: number;
}
export class DeskReport extends ReportPeriod {
  @Many(() => DeskReportRow) rows!: DeskReportRow[];
}

export const deskReportsRpc = {
  report: rpc('tickets.desk.report', ReportPeriod, DeskReport, { callers: SUPERVISOR }),
} as const;
