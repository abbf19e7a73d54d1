import openapiTS, { astToString } from 'openapi-typescript';

const HEAD = '// Written by `npm run docs` from the API document.\n\n';
type Operations = Record<string, Record<string, { responses: Record<string, unknown> }>>;

/** Every refusal is the same problem document: told once for each operation (`default`) it makes a tenth of the types. */
function withOneRefusal(document: object): object {
  const copy = structuredClone(document) as { paths: Operations };
  for (const operation of Object.values(copy.paths).flatMap((methods) => Object.values(methods)))
    for (const status of Object.keys(operation.responses)) if (/^[45]/.test(status)) delete operation.responses[status];
  return copy;
}

/** The types of our API, of its OpenAPI document, as web/client/api.d.ts has them. */
export async function clientTypes(document: object): Promise<string> {
  const types = await openapiTS(JSON.stringify(withOneRefusal(document)), {
    alphabetize: true,
    defaultNonNullable: false,
  });
  return HEAD + astToString(types);
}
