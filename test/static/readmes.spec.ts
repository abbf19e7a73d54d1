import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SERVICES } from '#libs/api/kernel/definition.js';
import { serviceReadme } from '../../tools/readmes.js';

const load = (file: string): Promise<Record<string, unknown>> =>
  import(pathToFileURL(resolve(file)).href) as Promise<Record<string, unknown>>;

describe('the README of a service', () => {
  it.each(SERVICES)('is what the code says, of %s: write it again with `npm run docs`', async (service) => {
    expect(readFileSync(`services/${service}/README.md`, 'utf8')).toBe(await serviceReadme(service, load));
  });
});
