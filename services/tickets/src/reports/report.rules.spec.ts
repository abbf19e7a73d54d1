import { opened } from '../promises/sla.rules.js';
import { percentile, reportRow, type ReportedTicket } from './report.rules.js';

const HOURS = { from: '09:00', to: '18:00' };
const day = (text: string): Date => new Date(`${text}T10:00:00Z`);
const SPAN = { start: day('2026-11-01'), end: day('2026-12-01') };
const ticket = (row: Partial<ReportedTicket>): ReportedTicket => ({
  category: 'technical',
  openedAt: day('2026-11-10'),
  breaches: [],
  sla: opened({ firstAnswer: 60, resolution: 600 }, day('2026-11-10'), HOURS),
  ...row,
});

describe('desk reports', () => {
  it('count what happened in the period, and what is left at its end, whatever comes later', () => {
    const tickets = [
      ticket({}),
      ticket({ openedAt: day('2026-10-10') }),
      ticket({
        resolutions: [{ at: day('2026-12-02'), minutes: 700 }],
        breaches: [
          { promise: 'first_answer', at: day('2026-11-11') },
          { promise: 'resolution', at: day('2026-12-02') },
        ],
      }),
      ticket({
        openedAt: day('2026-10-30'),
        firstAnsweredAt: day('2026-11-02'),
        resolutions: [
          ['2026-10-31', 10],
          ['2026-11-02', 20],
          ['2026-11-04', 30],
        ].map(([at, minutes]) => ({ at: day(String(at)), minutes: Number(minutes) })),
        reopenedAt: [day('2026-11-01'), day('2026-11-03')],
      }),
    ];
    expect(reportRow('technical', tickets, SPAN)).toMatchObject({
      opened: 2,
      resolved: 2,
      reopened: 2,
      backlog: 3,
      firstAnswers: 1,
      firstAnswerBreaches: 1,
      resolutionBreaches: 0,
      resolutionMedianMinutes: 20,
      resolution90Minutes: 30,
    });
    // What came later changes nothing of the month before: the reopened ticket was resolved at its end.
    expect(reportRow('technical', tickets, { start: day('2026-10-01'), end: SPAN.start })).toMatchObject({
      opened: 2,
      resolved: 1,
      reopened: 0,
      backlog: 1,
      resolutionMedianMinutes: 10,
    });
  });

  it('have percentiles by nearest rank, and none of nothing', () => {
    expect(percentile([], 0.5)).toBeUndefined();
    expect(percentile([5], 0.9)).toBe(5);
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.9)).toBe(9);
  });
});
