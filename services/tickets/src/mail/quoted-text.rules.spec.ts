import fc from 'fast-check';
import { ANSWER_ABOVE, splitQuoted } from './quoted-text.rules.js';

const own = (text: string): string => splitQuoted(text).own;

describe('the text of a mail', () => {
  it.each([
    [
      'an Italian answer above',
      'Funziona.\n\nIl giorno lun 30 nov 2026 alle ore 10:00 OpenVOIP <no-reply@openvoip.example> ha scritto:\n> prova',
      'Funziona.',
    ],
    [
      'an English answer above',
      `It works now.\r\nThanks\r\n\r\nOn Mon, 30 Nov 2026 OpenVOIP wrote:\r\n> ${ANSWER_ABOVE}\r\n> Please restart`,
      'It works now.\nThanks',
    ],
    [
      'an introduction broken over two lines',
      'Va bene\n\nIl giorno lun 30 nov 2026 alle ore 10:00 OpenVOIP <\nno-reply@openvoip.example> ha scritto:\n\n> prova',
      'Va bene',
    ],
    ['an introduction by name', 'Ok\n\nOpenVOIP <no-reply@openvoip.example> ha scritto:\n> prova', 'Ok'],
    [
      'Outlook in Italian',
      'Fatto.\n\n________________________________\nDa: OpenVOIP <no-reply@openvoip.example>\nInviato: lunedì 30 novembre 2026 10:00\nA: Mario Rossi\nOggetto: [T1] Prova\n\nRiavvii il router',
      'Fatto.',
    ],
    [
      'Outlook in English',
      'Done.\n\nFrom: OpenVOIP\nSent: Monday, November 30, 2026\nTo: Mario\nSubject: [T1]\n\nPlease restart',
      'Done.',
    ],
    ['old Outlook', 'Done.\n\n-----Messaggio originale-----\nDa: OpenVOIP\nRiavvii', 'Done.'],
    ['quotes without a sign', `Fatto\n\nIl 30/11/26 OpenVOIP ha scritto:\n\n${ANSWER_ABOVE}\n\nRiavvii`, 'Fatto'],
    ['quotes below that nobody introduces', 'Ciao\n> tail\n>\n> tail', 'Ciao'],
    [
      'an answer below (Thunderbird)',
      'Il 28/11/26 10:00, OpenVOIP ha scritto:\n> Riavvii il router.\n\nNon va.\nMario',
      'Non va.\nMario',
    ],
    [
      'an answer above and below',
      'Salve,\n\nOn 28/11/26, OpenVOIP wrote:\n> Restart\n\n-- \nMario',
      'Salve,\n\n-- \nMario',
    ],
    [
      'answers between the lines, and the rest of the mail below',
      'On 28/11/26, OpenVOIP wrote:\n> Which model?\nT31P\n> Since when?\nToday\n\nOn 27/11/26, OpenVOIP wrote:\n> Hello',
      'On 28/11/26, OpenVOIP wrote:\n> Which model?\nT31P\n> Since when?\nToday',
    ],
  ])('is split from what was quoted: %s', (_name, text, words) => {
    expect(own(text)).toBe(words);
    expect(splitQuoted(text).quoted).toBeTruthy();
  });

  it.each([
    [
      'a sentence like an introduction',
      "Salve,\nIl vostro collega ieri sera mi ha scritto:\nriavvii il router.\nL'ho fatto, ma resta muto.",
    ],
    ['the same in English', 'Hello,\nOn your web site you wrote:\nactivation takes one hour. It has been three days.'],
    ['a line that begins with a sign', '> 5 telefoni non funzionano'],
    [
      'everything inside the quotation (Roundcube)',
      `Il 2026-11-28 10:00 OpenVOIP ha scritto:\n> Grazie, ho risolto.\n> ${ANSWER_ABOVE}\n>\n> Riavvii`,
    ],
    [
      'answers between the lines',
      'Buongiorno,\nIl 28/11/26 10:00, OpenVOIP ha scritto:\n> Quale modello?\nYealink\n> Da quando?\nDa stamattina',
    ],
    ['a line that the sender quotes', 'See:\n> a quoted line\nand my answer'],
    ['from a colleague, named', 'From: the beginning it never worked\nsecond line'],
    ['only our own mail come back', `${ANSWER_ABOVE}\n\nRiavvii`],
  ])('is kept whole: %s', (_name, text) => {
    expect(splitQuoted(text)).toEqual({ own: text });
  });

  it('loses no line, whatever is in it', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        '>',
        '> quoted',
        '> > twice',
        ANSWER_ABOVE,
        `> ${ANSWER_ABOVE}`,
        'Il 28/11/26 10:00, OpenVOIP ha scritto:',
        'On Monday you wrote:',
        'Da: Mario',
        'Inviato: oggi',
        'Oggetto: no',
        '-----Original Message-----',
        '____________',
        'Il giorno lun OpenVOIP <',
        'no-reply@openvoip.example> ha scritto:',
        '  indented',
      ),
      fc.string({ maxLength: 30 }).map((text) => text.replace(/[\r\n]/g, ' ')),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        const { own: written, quoted = '' } = splitQuoted(lines.join('\n'));
        const seen = `${written}\n${quoted}`
          .split('\n')
          .map((one) => one.trimEnd())
          .filter((one) => one.trim() !== '')
          .toSorted();
        expect(seen).toEqual(
          lines
            .map((one) => one.trimEnd())
            .filter((one) => one.trim() !== '')
            .toSorted(),
        );
        if (quoted !== '') expect(written.trim()).not.toBe('');
      }),
      { numRuns: 2_000 },
    );
  });

  it('is split in a moment, however it is made', () => {
    const began = performance.now();
    for (const text of [
      '> \n\n'.repeat(100_000),
      `${'a'.repeat(1_000_000)}@ ha scritto:\n> b`,
      '\n'.repeat(500_000),
      'Da: x\n'.repeat(100_000),
      ' '.repeat(500_000),
    ])
      splitQuoted(text);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
