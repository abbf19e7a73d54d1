import { ComplaintNotAnswered } from '#libs/api/errors/tickets/tickets.errors.js';
import { romeInstant } from '#libs/italy/rome-time.js';
import { answerBy, conciliationText, escalatesAt, followed, received } from './complaint.rules.js';

const POLICY = { answerDays: 45, conciliationUrl: 'https://conciliaweb.agcom.it' };
const NOW = romeInstant('2026-11-28', '23:59');

describe('R30: a complaint', () => {
  const complaint = received('T00000042', NOW, POLICY);

  it('has a receipt number and an answer due within 45 calendar days, by Rome', () => {
    expect(complaint).toMatchObject({
      receiptNumber: 'REC-2026-00000042',
      receivedAt: NOW,
      answerDueAt: romeInstant('2027-01-13'),
    });
    expect(answerBy(complaint)).toBe('2027-01-12');
    expect(received('T00000042', romeInstant('2026-12-31', '23:30'), POLICY).receiptNumber).toBe('REC-2026-00000042');
  });

  it('is late once, on the instant after its last day', () => {
    const open = { state: 'open' as const, answered: true };
    expect(followed(complaint, open, new Date(complaint.answerDueAt.getTime() - 1))).toEqual({
      complaint,
      late: false,
    });
    const { complaint: late, late: told } = followed(complaint, open, complaint.answerDueAt);
    expect([told, late.escalatedAt, escalatesAt(late)]).toEqual([true, complaint.answerDueAt, undefined]);
    expect(followed(late, open, new Date(complaint.answerDueAt.getTime() + 1)).late).toBe(false);
  });

  it('ends with a written answer, and not without', () => {
    expect(() => followed(complaint, { state: 'resolved', answered: false }, NOW)).toThrow(ComplaintNotAnswered);
    const { complaint: answered } = followed(complaint, { state: 'resolved', answered: true }, NOW);
    expect([answered.answeredAt, escalatesAt(answered)]).toEqual([NOW, undefined]);
    expect(followed(answered, { state: 'open', answered: false }, complaint.answerDueAt)).toEqual({
      complaint: answered,
      late: false,
    });
  });

  it('tells the way to the public conciliation, in both languages', () => {
    for (const [language, day] of [
      ['it', '12 gennaio 2027'],
      ['en', '12 January 2027'],
    ] as const) {
      const text = conciliationText(complaint, language);
      for (const words of [
        'ConciliaWeb',
        'AGCOM',
        'Co.re.com.',
        'REC-2026-00000042',
        day,
        'https://conciliaweb.agcom.it',
      ])
        expect(text).toContain(words);
    }
  });
});
