import { globSync, readFileSync } from 'node:fs';

/** The documents that have one writer, and where it stands. */
const WRITERS = {
  Contract: 'services/accounts/src/contracts/contract.store.ts',
  Account: 'services/billing/src/credit/ledger/account-book.store.ts',
};

describe('a document with one writer', () => {
  const sources = globSync('services/*/src/**/*.ts')
    .filter((file) => !file.endsWith('.spec.ts'))
    .map((file) => ({ file, source: readFileSync(file, 'utf8') }));

  it.each(Object.entries(WRITERS))('%s: only its store has a model that writes', (type, writer) => {
    const written = sources.filter(({ source }) => new RegExp(`\\bModel<${type}>`).test(source));
    expect(written.map(({ file }) => file)).toEqual([writer]);
  });
});
