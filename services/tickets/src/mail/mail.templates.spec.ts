import { unfitForPeople } from '#libs/testing/for-people.js';
import { received } from '../promises/complaint.rules.js';
import type { TicketMailKind } from '../outgoing/mail.schema.js';
import { renderMail } from './mail.templates.js';

const KINDS: readonly TicketMailKind[] = [
  'opened',
  'complaint_received',
  'answered',
  'resolved',
  'voltura_agreement',
  'sla_breached',
  'complaint_late',
  'customer_wrote',
];
const complaint = received('T00000042', new Date('2026-11-28T09:00:00Z'), {
  answerDays: 45,
  conciliationUrl: 'https://conciliaweb.agcom.it',
  contact: 'Rossi S.n.c.',
});

describe.each(['it', 'en'] as const)('every mail of tickets, in %s', (language) => {
  it.each(KINDS)('%s is fit for people', (kind) => {
    const promise = kind === 'complaint_late' ? complaint.receiptNumber : 'first_answer';
    const { subject, text } = renderMail(kind, language, {
      number: 'T00000042',
      subject: 'Fattura di Rossi S.n.c.',
      text: 'Ecco la guida.',
      holder: 'Rossi S.n.c.',
      link: 'https://openvoip.example/a?token=x_y',
      left: ['uno.log'],
      promise,
      complaint,
    });
    expect(unfitForPeople(`${subject}\n${text}`)).toEqual([]);
  });
});
