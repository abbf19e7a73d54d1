import { unfitForPeople } from '#libs/testing/for-people.js';
import { textOfPdf } from '#libs/testing/pdf.js';
import { letterOfAuthority } from './letter.format.js';
import type { PortInRow } from './port.schema.js';

describe('the letter of authority', () => {
  it('is written for people: day, numbers and names as Italians write them', async () => {
    const order = {
      _id: 'por_01',
      numbers: ['+390255501222'],
      donor: 'Altro S.p.A.',
      migrationCode: 'ABC123456789012X',
      holder: { kind: 'company', name: 'Rossi S.n.c.', taxCode: '12345670017' },
    } as unknown as PortInRow;
    const text = textOfPdf(await letterOfAuthority(order, new Date('2026-11-28T09:00:00Z')));
    for (const shown of ['Data: 28 novembre 2026', '02 5550 1222', 'Rossi S.n.c.']) expect(text).toContain(shown);
    expect(unfitForPeople(text.replace('por_01', ''))).toEqual([]);
  });
});
