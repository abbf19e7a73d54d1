import { latinText, plainLetters } from './latin-text.js';

describe('text in Latin letters', () => {
  it('has only characters of Latin-1, in so many of them', () => {
    expect(latinText('Łukasz “Żółć” – D’Amico €', 80)).toBe('Lukasz "Zólc" - D\'Amico EUR');
    expect(latinText('株式会社', 80)).toBe('????');
    expect(latinText('a'.repeat(100), 80)).toHaveLength(80);
  });

  it('or only from A to Z, where they are Latin', () => {
    expect(plainLetters('Łukasz Żółć, Søren Ærø, Strauß, Niccolò, Ǿ')).toBe('Lukasz Zolc, Soren AEro, Strauss, Niccolo, O');
    expect(plainLetters('株式会社')).toBe('株式会社');
  });
});
