// Writes docs/asyncapi.json from the built contracts: `npm run docs`.
import { writeFileSync } from 'node:fs';

// Only what is built can be imported, and the compiler must not look for it.
const built: string = '../dist/libs/api/asyncapi.js';
const { asyncApi } = (await import(built)) as { asyncApi: () => Promise<unknown> };
writeFileSync('docs/asyncapi.json', `${JSON.stringify(await asyncApi(), null, 1)}\n`);
