// Writes docs/asyncapi.json from the built contracts: `npm run docs`.
import { writeFileSync } from 'node:fs';

const { asyncApi } = (await import('../dist/libs/api/asyncapi.js' as string)) as { asyncApi(): Promise<unknown> };
writeFileSync('docs/asyncapi.json', `${JSON.stringify(await asyncApi(), null, 1)}\n`);
