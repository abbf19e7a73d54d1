import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CONTROLLERS } from '../../gateway/src/http/controllers.table.js';
import { openApiDocument } from '../../gateway/src/openapi/document.js';
import { clientTypes } from '../../tools/panel-client.js';

describe('web/client', () => {
  it('is what the API document says: `npm run docs` writes it', async () => {
    const written = readFileSync(resolve(import.meta.dirname, '../../web/client/api.d.ts'), 'utf8');
    expect(written === (await clientTypes(openApiDocument(CONTROLLERS)))).toBe(true);
  });
});
