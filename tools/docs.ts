// Writes docs/asyncapi.json, docs/errors.md, docs/states.md, the READMEs of the services and the types of the API's client from
// what is built: `npm run docs`.
import { writeFileSync } from 'node:fs';
import { clientTypes } from './panel-client.ts';
import { serviceReadme } from './readmes.ts';
import { statesPage } from './states.ts';

// Only what is built can be imported, and the compiler must not look for it.
const built = (file: string): Promise<Record<string, unknown>> =>
  import(`../dist/${file.replace(/\.ts$/, '.js')}`) as Promise<Record<string, unknown>>;
const { asyncApi } = (await built('libs/api/asyncapi.ts')) as { asyncApi: () => Promise<unknown> };
writeFileSync('docs/asyncapi.json', `${JSON.stringify(await asyncApi(), null, 1)}\n`);
const { errorsDocument } = (await built('libs/api/problems.ts')) as { errorsDocument: () => Promise<string> };
writeFileSync('docs/errors.md', await errorsDocument());
writeFileSync('docs/states.md', await statesPage(built));
for (const service of ['accounts', 'numbers', 'billing', 'tickets'] as const)
  writeFileSync(`services/${service}/README.md`, await serviceReadme(service, built));
await import('reflect-metadata');
const { CONTROLLERS } = (await built('gateway/src/http/controllers.table.ts')) as { CONTROLLERS: [] };
const { openApiDocument } = (await built('gateway/src/openapi/document.ts')) as {
  openApiDocument: (of: []) => object;
};
writeFileSync('web/client/api.d.ts', await clientTypes(openApiDocument(CONTROLLERS)));
