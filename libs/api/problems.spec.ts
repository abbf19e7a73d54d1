import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CreditShort } from '#libs/api/errors/billing/credit.errors.js';
import { cents } from '#libs/money/money.js';
import { type DomainError, domainError, domainErrorFrom, InvalidInput, knownErrors } from './kernel/domain-error.js';
import { errorCatalogue, errorsDocument, sentenceOf } from './problems.js';

const sources = execFileSync('git', ['ls-files', 'gateway/src', 'services', 'libs', 'simulators'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file.endsWith('.ts') && !/\/test\/|\.spec\.ts$/.test(file));
const filesWith = (pattern: RegExp): string[] => sources.filter((file) => pattern.test(readFileSync(file, 'utf8')));

describe('the catalogue of domain errors', () => {
  it('has a code, a status, both languages and what to do for each, and each code once', async () => {
    const declared = [...(await errorCatalogue()).values()];
    knownErrors(...declared);
    for (const { entry } of declared) {
      const said = sentenceOf(entry);
      const texts = [said.it, said.en, entry.todo.it, entry.todo.en];
      expect([entry.code, texts.filter((text) => text.length < 10 || text.includes('undefined'))]).toEqual([
        entry.code,
        [],
      ]);
      expect(said.it).not.toBe(said.en);
      expect(entry.code).toMatch(/^[a-z][a-z0-9_]+$/);
      expect(entry.status).toBeGreaterThanOrEqual(400);
    }
  });

  it('is all there is: no error is made up beside it', () => {
    expect(filesWith(/extends DomainError\b|new DomainError\(/)).toEqual(['libs/api/kernel/domain-error.ts']);
    expect(
      filesWith(/extends domainError\(/).filter((file) => !/^libs\/api\/.*(\.errors|domain-error)\.ts$/.test(file)),
    ).toEqual([]);
  });

  it('is what docs/errors.md shows (npm run docs)', async () => {
    expect(readFileSync('docs/errors.md', 'utf8')).toBe(await errorsDocument());
  });
});

describe('a domain error that crossed the broker', () => {
  const crossed = (error: DomainError): DomainError =>
    domainErrorFrom(JSON.parse(JSON.stringify(error.toBody())) as ReturnType<DomainError['toBody']>);

  it('comes back as its own class, with its details', () => {
    knownErrors(CreditShort);
    const back = crossed(new CreditShort(cents(340), cents(160)));
    expect(back).toBeInstanceOf(CreditShort);
    expect(back instanceof CreditShort && back.details.missingCents).toBe(340);
    expect([back.name, back.status, back.text.en]).toEqual([
      'CreditShort',
      402,
      'There is not enough credit: €3.40 is missing. Top up at least that much and try again.',
    ]);
    const fields = [{ field: 'email', text: { it: 'no', en: 'no' } }];
    expect((crossed(new InvalidInput(fields)) as InvalidInput).fields).toEqual(fields);
  });

  it('keeps the words of a newer version whose code is not known here', () => {
    const body = { code: 'of_tomorrow', status: 409, text: { it: 'Domani.', en: 'Tomorrow.' } };
    expect(domainErrorFrom(body).toBody()).toEqual({ ...body, details: undefined });
  });

  it('is declared once: a second class of a code is refused', () => {
    class Again extends domainError({ ...CreditShort.entry, text: { it: 'a', en: 'b' } }) {}
    expect(() => knownErrors(CreditShort, Again)).toThrow('credit_short is declared twice');
  });
});
