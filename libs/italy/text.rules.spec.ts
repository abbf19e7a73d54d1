import fc from 'fast-check';
import { cleanText, emailKey, isPlainText, isVisibleAddress } from './text.rules.js';

const ODD = {
  NUL: '\0',
  'U+0001': '\u0001',
  ESC: '\u001b',
  DEL: '\u007f',
  'a C1 control': '\u0085',
  'U+FFFE': '\ufffe',
  'U+FFFF': '\uffff',
  'a non-character': '\u{1fffe}',
  'a lone surrogate': '\ud800',
  'the other half': 'x\udc00',
  'a bidi override': '\u202e',
  'a bidi isolate': '\u2066',
};

describe('plain text', () => {
  it.each(Object.entries(ODD))('refuses %s, in a line and in lines', (_, odd) => {
    expect([isPlainText(`a${odd}b`), isPlainText(`a${odd}b`, { lines: true })]).toEqual([false, false]);
  });

  it('takes line breaks and tabs only where texts have lines', () => {
    for (const breaks of ['\n', '\r\n', '\t', '\u2028'])
      expect([isPlainText(`a${breaks}b`), isPlainText(`a${breaks}b`, { lines: true })]).toEqual([false, true]);
  });

  it('takes what people write', () => {
    for (const text of ['Niccolò D’Amico & Figli S.n.c.', 'مرحبا שלום', '👩‍👩‍👧 𝒳', '株式会社', 'a\u200fb'])
      expect(isPlainText(text)).toBe(true);
  });

  it('is what cleaning leaves, and what was plain stays as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, lines) => {
        const cleaned = cleanText(text, { lines });
        expect(isPlainText(cleaned, { lines })).toBe(true);
        if (isPlainText(text, { lines }) && !/[\r\u2028\u2029]/.test(text)) expect(cleaned).toBe(text);
      }),
    );
    expect(cleanText('uno\r\ndue\u2028tre\u0000\u202e', { lines: true })).toBe('uno\ndue\ntre');
    expect(cleanText('fattura\u202efdp.exe\n\tx')).toBe('fatturafdp.exe x');
  });
});

describe('an email address', () => {
  it.each([
    'a\u00adb@x.it',
    'a\0b@x.it',
    'a\u200bb@x.it',
    'a\u2060b@x.it',
    'a\ufe0f@x.it',
    'a\u3164b@x.it',
    'a\u2800b@x.it',
    'a\u00a0b@x.it',
    'a\u034fb@x.it',
    '\ufeffa@x.it',
    'a﹫b@x.it',
  ])('hides nothing: %j', (address) => {
    expect(isVisibleAddress(address)).toBe(false);
  });

  it('may have letters of any script', () => {
    for (const address of ['mario.rossi+x@x.it', 'niccolò@x.it', 'straße@x.it', '用户@x.it'])
      expect(isVisibleAddress(address)).toBe(true);
  });

  it('is one and the same after NFKC and case folding', () => {
    for (const same of [
      ['Mario@X.it', 'mario@x.it'],
      ['ｍario@x.it', 'mario@x.it'],
      ['straße@x.it', 'STRASSE@x.it'],
      ['ΟΔΟΣ@x.it', 'οδος@x.it'],
      ['ﬁle@x.it', 'file@x.it'],
      ['NICCOLO\u0300@x.it', 'niccolò@x.it'],
      ['ſ@x.it', 's@x.it'],
    ]) {
      expect(new Set(same.map(emailKey)).size).toBe(1);
    }
    expect(emailKey('marıo@x.it')).not.toBe(emailKey('mario@x.it'));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(emailKey(emailKey(text))).toBe(emailKey(text));
      }),
    );
  });
});
