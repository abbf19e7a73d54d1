import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { asyncApi, unrouted } from '#libs/api/asyncapi.js';

describe('the AsyncAPI document', () => {
  it('is what the code says: write it again with `npm run docs` after a change of contracts', async () => {
    const written = JSON.parse(readFileSync('docs/asyncapi.json', 'utf8')) as unknown;
    expect(written).toEqual(JSON.parse(JSON.stringify(await asyncApi())));
  });

  it('is valid AsyncAPI 3', async () => {
    const { diagnostics } = await new Parser().parse(JSON.stringify(await asyncApi()));
    expect(
      diagnostics
        .filter((diagnostic) => diagnostic.severity === 0)
        .map((diagnostic) => `${diagnostic.path.join('.')}: ${diagnostic.message}`),
    ).toEqual([]);
  });

  it('knows every message that a service subscribes to', async () => {
    expect(await unrouted()).toEqual([]);
  });
});
