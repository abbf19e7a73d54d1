type Json = Record<string, any>;
/** What there is, by the name that paths and fields give to it. */
export type Things = Readonly<Record<string, readonly string[]>>;

/**
 * What is not asked: a stream ends when its reader leaves, and a clock that is moved by decades has every job of those years
 * done at once. Both have tests of their own.
 */
const LEFT_OUT = ['GET /v1/events', 'PUT /v1/staff/clock'];

/**
 * The part of the API document that a role may ask, for a fuzzer: where a path or a field names a thing and there is one, every
 * other request names it, instead of one that nobody has.
 */
export function documentFor(role: string, document: Json, things: Things): Json {
  const paths = Object.entries<Json>(document.paths).flatMap(([path, methods]) => {
    const open = Object.entries<Json>(methods).filter(
      ([method, { 'x-roles': roles = ['public'] }]) =>
        roles.includes(role) && !LEFT_OUT.includes(`${method.toUpperCase()} ${path}`),
    );
    return open.length > 0
      ? [[path, Object.fromEntries(open.map(([method, operation]) => [method, asking(operation, document, things)]))]]
      : [];
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

/** Only requests name things: what is answered is compared with the document as it is. */
function asking(operation: Json, document: Json, things: Things): Json {
  const parameters = (operation.parameters as Json[]).map((parameter) => ({
    ...parameter,
    ...(parameter.schema ? { schema: named(parameter.name, parameter.schema, things) } : {}),
  }));
  const [[type, content] = [undefined, undefined]] = Object.entries<Json>(operation.requestBody?.content ?? {});
  if (!type || !content) return { ...operation, parameters };
  const schema = content.schema.$ref
    ? document.components.schemas[content.schema.$ref.split('/').at(-1)]
    : content.schema;
  const properties = Object.fromEntries(
    Object.entries<Json>(schema.properties ?? {}).map(([name, field]) => [name, named(name, field, things)]),
  );
  return {
    ...operation,
    parameters,
    requestBody: { ...operation.requestBody, content: { [type]: { schema: { ...schema, properties } } } },
  };
}

const named = (name: string, schema: Json, things: Things): Json =>
  things[name] ? { anyOf: [{ enum: [...things[name]] }, schema] } : schema;
