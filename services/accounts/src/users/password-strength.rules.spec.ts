import fc from 'fast-check';
import { passwordProblem } from './password-strength.rules.js';

const MARIO = { email: 'mario.rossi85@example.it', name: 'Mario Rossi' };
const isRefused = (password: string, owner = MARIO): boolean => passwordProblem(password, owner) !== undefined;

describe('passwords that are refused', () => {
  it.each([
    ['common', 'Password1234!'],
    ['common', '123456789012'],
    ['a row of keys', 'qwertyuiop12'],
    ['common twice', 'password password'],
    ['a club and its year', 'forzanapoli1926'],
    ['one character', 'aaaaaaaaaaaa'],
    ['a repeated word', 'ciaociaociao'],
    ['a repeated strong part', 'correctcorrectcorrect'],
    ['a repeated row', 'abcdefghijklmnop'.repeat(8)],
    ['the address', 'mario.rossi85@example.it'],
    ['near the address', 'mario.rossi85@example.it1'],
    ['the name and a year', 'Rossi.Mario.1985!'],
    ['the name written otherwise', 'M4rioRossi2026'],
    ['this service', 'OpenVOIP 2026!!'],
  ])('%s: %s', (_why, password) => expect(isRefused(password)).toBe(true));

  it('says in both languages what to do', () => {
    expect(passwordProblem('aaaaaaaaaaaa', MARIO)).toEqual({
      field: 'password',
      text: {
        it: expect.stringContaining('scegli almeno quattro parole'),
        en: expect.stringContaining('choose four or more words'),
      },
    });
  });
});

describe('passwords that are taken', () => {
  it.each([
    'correct horse battery staple',
    'cavallo batteria graffetta giusto',
    'rossi ma non di sera, verdi',
    'Xk9$wq2LmP0z',
    'ß€漢字かな交じり文を選ぶ時',
    ';)%{"~!}§&|#?',
  ])('%s', (password) => expect(isRefused(password)).toBe(false));

  it('whatever 16 random characters are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 12, maxLength: 96 }), (bytes) => {
        fc.pre(new Set(bytes).size >= 10);
        expect(isRefused(Buffer.from(bytes).toString('base64url'))).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('is decided fast, whatever is sent', () => {
    const began = performance.now();
    for (const password of ['p4$$w0rd'.repeat(16), 'correct horse '.repeat(9), '1990-01-01'.repeat(12)])
      isRefused(password);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
