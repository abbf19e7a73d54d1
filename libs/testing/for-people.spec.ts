import { unfitForPeople } from './for-people.js';

describe('texts for people', () => {
  it.each([
    'dal 2026-11-28',
    'mese 2026-11',
    '12.34 EUR',
    '€ 12,34',
    'pbx_basic',
    'di Rossi S.n.c..',
    'dal undefined',
    'a [object Object]',
  ])('are found unfit: %s', (text) => {
    expect(unfitForPeople(text)).toHaveLength(1);
  });

  it.each([
    'dal 28 novembre 2026, 1.234,56 €',
    '€1,234.56 on 28 November 2026',
    'Attendi...',
    'https://x.example/a_b?on=2026-11-28',
    'mario_rossi@example.com',
    'REC-2026-00000042',
    'Rossi S.n.c. paga',
  ])('are fit: %s', (text) => {
    expect(unfitForPeople(text)).toEqual([]);
  });
});
