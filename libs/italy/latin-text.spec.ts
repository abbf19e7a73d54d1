import fc from 'fast-check';
import { latinText, plainLetters } from './latin-text.js';

describe('text in Latin letters', () => {
  it('has only characters of Latin-1, in so many of them', () => {
    expect(latinText('Łukasz “Żółć” – D’Amico €', 80)).toBe('Lukasz "Zólc" - D\'Amico EUR');
    expect(latinText('a'.repeat(100), 80)).toHaveLength(80);
  });

  it('spells what is written in another script', () => {
    expect(latinText('Щербаков и сыновья', 80)).toBe("Shcherbakov i synov'ya");
    expect(latinText('株式会社', 80)).toBe('ZhuShiHuiShe');
  });

  it('07-control-character-no-invoice: leaves out what nobody sees', () => {
    expect(latinText('Via\u0007 Roma\u0085 1\u009f', 80)).toBe('Via Roma 1');
    expect(latinText('Rossi\u0001 e\u0007 Fi\u200bg\u00adli\u202e \ufffe\ud800 S.r.l.\n', 80)).toBe(
      'Rossi e Figli S.r.l.',
    );
  });

  it('is never empty where the text was not, and always what an invoice takes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (text, length) => {
          fc.pre(text.trim() !== '');
          expect(latinText(text, length)).toMatch(/^[\u0020-\u007e\u00a0-\u00ff]+$/);
          expect(latinText(text, length).length).toBeLessThanOrEqual(length);
        },
      ),
    );
  });

  it('or only from A to Z, where they are Latin', () => {
    expect(plainLetters('Łukasz Żółć, Søren Ærø, Strauß, Niccolò, Ǿ')).toBe(
      'Lukasz Zolc, Soren Aero, Strauss, Niccolo, O',
    );
    expect(plainLetters('株式会社')).toBe('株式会社');
  });
});
