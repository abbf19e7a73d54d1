import fc from 'fast-check';
import { plainName, endSentencesOnce, formatDay, formatInstant, formatMonth, formatShortDay } from './formats.js';

describe('what people read', () => {
  it('has days and months as Italians and English write them', () => {
    expect([formatDay('2026-11-28', 'it'), formatDay('2026-11-28', 'en'), formatDay(undefined, 'it')]).toEqual([
      '28 novembre 2026',
      '28 November 2026',
      '',
    ]);
    expect([formatMonth('2026-11', 'it'), formatMonth('2026-11', 'en')]).toEqual(['novembre 2026', 'November 2026']);
    expect(formatInstant(new Date('2026-11-28T23:30:00Z'), 'it')).toMatch(/^29 novembre 2026 .*00:30$/);
    expect([formatShortDay('2026-11-28', 'it'), formatShortDay('2026-11-28', 'en')]).toEqual([
      '28/11/2026',
      '28/11/2026',
    ]);
  });

  it('ends a sentence once', () => {
    expect(endSentencesOnce('I numeri sono di Rossi S.n.c.. Il credito resta di Rossi S.n.c..')).toBe(
      'I numeri sono di Rossi S.n.c. Il credito resta di Rossi S.n.c.',
    );
    expect(endSentencesOnce('Attendi... poi apri ../x e 1..2')).toBe('Attendi... poi apri ../x e 1..2');
  });

  it.each([
    ['Mario Rossi', 'Mario Rossi'],
    ["Niccolò D'Amico", "Niccolò D'Amico"],
    ['Rossi & Figli S.n.c.', 'Rossi & Figli S.n.c.'],
    ['3M Italia S.r.l.', '3M Italia S.r.l.'],
    ['Mario\nCompra su http://spam.example/x', 'Mario Compra su'],
    ['www.spam.example sconti', 'spam example sconti'],
    ['ｗｗｗ．spam．com', 'spam com'],
    ['Vinci! Chiama 02 1234 5678', 'Vinci Chiama'],
    ['a@b.example', 'cliente'],
    ['12345', 'cliente'],
    ['Mario\u202e\u0000', 'Mario'],
  ])('is greeted by a plain name: %j', (given, seen) => {
    expect(plainName(given, 'it')).toBe(seen);
  });

  it('is greeted by no link, no second line, no length, whatever the name', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom('http://x.example', 'x.example/y', '\n', 'a@b.it', 'www.', '+39 02 5550 1222'),
        fc.string({ maxLength: 80 }),
        (before, odd, after) => {
          const name = plainName(before + odd + after, 'en');
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(60);
          expect(name).not.toMatch(/[@/\\:<>\n\r]|\d{6}|[\p{L}\p{N}]{2}\.[\p{L}]{2}/u);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
