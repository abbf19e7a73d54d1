type Json = Record<string, any>;

/**
 * What is not asked: a stream ends when its reader leaves, and a clock that is moved by decades has every job of those years
 * done at once. Both have tests of their own.
 */
const LEFT_OUT = ['GET /v1/events', 'PUT /v1/staff/clock'];

/**
 * The part of the API document that a role may ask, for a fuzzer: where a thing is named by a path or a field and there is
 * one, the document names it as an example.
 */
export function documentFor(role: string, document: Json, things: Readonly<Record<string, string>>): Json {
  const paths = Object.entries<Json>(document.paths).flatMap(([path, methods]) => {
    const open = Object.entries<Json>(methods).filter(([method, { 'x-roles': roles = ['public'] }]) => roles.includes(role) && !LEFT_OUT.includes(`${method.toUpperCase()} ${path}`));
    return open.length > 0 ? [[path, Object.fromEntries(open.map(([method, operation]) => [method, withThings(operation, things)]))]] : [];
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

function withThings(operation: Json, things: Readonly<Record<string, string>>): Json {
  const parameters = (operation.parameters as Json[]).map((parameter) => (things[parameter.name] ? { ...parameter, schema: { ...parameter.schema, examples: [things[parameter.name]] } } : parameter));
  return { ...operation, parameters };
}
