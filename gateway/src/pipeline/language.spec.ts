import { localeOf } from './language.js';

describe('the language to answer in', () => {
  it.each([
    [undefined, 'it'],
    ['', 'it'],
    ['en', 'en'],
    ['en-GB,en;q=0.9', 'en'],
    ['it-IT,it;q=0.9,en;q=0.8', 'it'],
    ['en;q=0.5,it;q=0.9', 'it'],
    ['en-GB,it,en', 'en'],
    ['de,en;q=0.5', 'en'],
    ['de,fr', 'it'],
    ['*', 'it'],
    ['en;q=0', 'it'],
    ['en;q=strange', 'it'],
    [',,;;q=,', 'it'],
    ['EN', 'en'],
    ['x'.repeat(10_000), 'it'],
  ])('%s → %s', (header, locale) => expect(localeOf(header)).toBe(locale));

  it('remembers no more headers than it may, and still answers right', () => {
    for (let n = 0; n < 2_000; n++) localeOf(`en;q=0.${n}1`);
    expect(localeOf('en-US')).toBe('en');
  });
});
