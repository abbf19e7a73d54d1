import type { Type } from '@nestjs/common';
import { errorsOf } from '#libs/api/kernel/definition.js';
import { fieldsOf, type BodyClass } from '#libs/api/kernel/field.js';
import { schemaOf } from '#libs/api/kernel/schema.js';
import { permissionOf, type Permission } from '../auth/permissions.js';
import type { Answer } from '../pipeline/answers.js';
import { PATH_KINDS, readsQuery } from '../pipeline/input.js';
import { Problem } from '../pipeline/problem.js';
import { uploadSchema } from '../pipeline/upload.js';
import { handlersOf, type Handler } from './handlers.js';

type Json = Record<string, unknown>;

const DESCRIPTION = `Prepaid cloud telephony. Amounts are integer cents of euro; instants are UTC, business dates are Europe/Rome.

Requests with fields that are not documented are refused. Every POST takes an \`Idempotency-Key\`: sent again with the same key, it
is done once and answered the same; only a sign-in begins a session each time. Lists come in pages: pass \`nextCursor\` back as
\`cursor\`. Texts are plain: no control characters or direction overrides, line breaks only where texts have lines; null is
refused unless a schema takes it; days and instants lie between 2000 and 2099. Errors are RFC 9457 problem documents, in Italian or English by \`Accept-Language\`; branch on \`code\`. \`X-Request-Id\` is taken from the request or made, and always returned.`;

/** Collects the schema of every class that the document mentions, each under its name. */
class Schemas {
  private readonly classes = new Map<string, BodyClass>();
  readonly schemas: Json = {};

  reference = (body: BodyClass): Json => {
    const known = this.classes.get(body.name);
    if (known && known !== body)
      throw new Error(`two contract classes are called ${body.name}: the API document needs one name each`);
    if (!known) {
      this.classes.set(body.name, body);
      this.schemas[body.name] = formatted(schemaOf(body, this.reference));
    }
    return { $ref: `#/components/schemas/${body.name}` };
  };
}

/** `x-format` is what the platform calls a format; tools read `format`. */
function formatted(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(formatted);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'example') return ['examples', [value]];
      return [key === 'x-format' ? 'format' : key, key === 'enum' || key === 'examples' ? value : formatted(value)];
    }),
  );
}

const described = (schema: Json): { description?: unknown; schema: Json } => {
  const { description, ...rest } = schema;
  return { ...(description ? { description } : {}), schema: formatted(rest) as Json };
};

const placeholders = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);

function parametersOf({ input, method, path, answer }: Handler, permission: Permission | undefined): Json[] {
  const signature = answer?.reads?.signature;
  const names = placeholders(path);
  const inPath = fieldsOf(input.whole ?? Object)
    .filter((field) => names.includes(field.name))
    .concat(Object.entries(input.path).map(([name, kind]) => ({ ...fieldsOf(PATH_KINDS[kind])[0]!, name })));
  const inQuery = input.query
    ? fieldsOf(input.query)
    : input.whole && readsQuery(method)
      ? fieldsOf(input.whole).filter((field) => !names.includes(field.name))
      : [];
  return [
    ...inPath.map((field) => ({ name: field.name, in: 'path', required: true, ...described(field.schema) })),
    ...inQuery.map((field) => ({
      name: field.name,
      in: 'query',
      required: !field.optional,
      ...described(field.schema),
    })),
    ...(signature
      ? [
          {
            name: signature.header,
            in: 'header',
            required: true,
            description: signature.description,
            schema: { type: 'string', minLength: 1, maxLength: 2_000 },
          },
        ]
      : []),
    ...(permission?.ownPage ? [{ $ref: '#/components/parameters/OwnPage' }] : []),
    ...(method === 'POST' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ];
}

/** The body of a handler that takes its whole request: the class without what comes in the path. */
function restOfBody(whole: BodyClass, path: string, schemas: Schemas): Json | undefined {
  const names = placeholders(path);
  if (!fieldsOf(whole).some((field) => names.includes(field.name))) return schemas.reference(whole);
  const { properties, required } = schemaOf(whole, schemas.reference) as { properties: Json; required: string[] };
  const rest = Object.entries(properties).filter(([name]) => !names.includes(name));
  return rest.length === 0
    ? undefined
    : (formatted({
        type: 'object',
        properties: Object.fromEntries(rest),
        required: required.filter((name) => !names.includes(name)),
      }) as Json);
}

function requestBodyOf(
  { input, method, path, answer }: Handler,
  permission: Permission | undefined,
  schemas: Schemas,
): Json {
  if (answer?.reads)
    return { requestBody: { required: true, content: { 'application/json': { schema: answer.reads.schema } } } };
  if (permission?.uploadBytes !== undefined)
    return {
      requestBody: {
        required: true,
        content: { 'multipart/form-data': { schema: uploadSchema(input.body, schemas.reference) } },
      },
    };
  const schema = input.body
    ? schemas.reference(input.body)
    : input.whole && !readsQuery(method)
      ? restOfBody(input.whole, path, schemas)
      : undefined;
  return schema ? { requestBody: { required: true, content: { 'application/json': { schema } } } } : {};
}

/** What the gateway refuses by itself; every other problem is told by `default`. */
const REFUSALS = {
  400: 'The request cannot be read',
  401: 'Nobody is signed in, or no longer',
  403: 'Not for the roles of who asks',
  413: 'The body is too large',
  415: 'The body is of another content type',
  422: 'Something that was sent is not valid: each wrong field is named',
  429: 'Too many attempts',
  503: 'A service does not answer: try again with the same key',
} as const;
const MORE_HEADERS: Readonly<Record<string, Json>> = {
  401: { 'WWW-Authenticate': { $ref: '#/components/headers/Challenge' } },
  429: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
  503: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
};

function refusalsOf(
  { input, answer }: Handler,
  permission: Permission | undefined,
  hasBody: boolean,
  problem: Json,
): Json {
  const takesInput = Boolean(input.body ?? input.query ?? input.whole ?? answer?.reads ?? Object.keys(input.path)[0]);
  const statuses = [
    400,
    ...(permission?.roles === 'public' ? [] : [401, 403]),
    ...(hasBody ? [413, 415] : []),
    ...(takesInput ? [422] : []),
    ...(permission?.throttled ? [429] : []),
    503,
  ] as (keyof typeof REFUSALS)[];
  const refusal = (description: string, headers: Json = {}): Json => ({
    description,
    headers: { ...REQUEST_ID, ...headers },
    content: { 'application/problem+json': { schema: problem } },
  });
  const codes = codesOf(answer);
  const told = [...new Set<number>([...statuses, ...codes.keys()])].toSorted((a, b) => a - b);
  return {
    ...Object.fromEntries(
      told.map((status) => {
        const described =
          (REFUSALS as Readonly<Record<number, string>>)[status] ?? 'Refused by a rule: branch on its code';
        return [
          status,
          {
            ...refusal(described, MORE_HEADERS[status]),
            ...(codes.has(status) ? { 'x-codes': codes.get(status) } : {}),
          },
        ];
      }),
    ),
    default: refusal('A problem; branch on its code'),
  };
}

/** The codes that the RPCs of a route may answer with, by status: each is told by `GET /problems/:code`. */
function codesOf(answer: Answer | undefined): ReadonlyMap<number, string[]> {
  const codes = new Map<number, string[]>();
  for (const { entry } of new Set((answer?.calls ?? []).flatMap(errorsOf)))
    codes.set(entry.status, [...(codes.get(entry.status) ?? []), entry.code].toSorted());
  return codes;
}

const REQUEST_ID = { 'X-Request-Id': { $ref: '#/components/headers/RequestId' } };

function responsesOf(handler: Handler, permission: Permission | undefined, hasBody: boolean, schemas: Schemas): Json {
  const { answer } = handler;
  const type = answer?.contentType ?? 'application/json';
  const content = answer?.body
    ? { content: { [type]: { schema: schemas.reference(answer.body) } } }
    : answer?.contentType
      ? { content: { [type]: { schema: { type: type === 'application/json' ? 'object' : 'string' } } } }
      : {};
  return {
    [String(answer?.status ?? 200)]: { description: answer?.summary ?? 'Done', headers: REQUEST_ID, ...content },
    ...refusalsOf(handler, permission, hasBody, schemas.reference(Problem)),
  };
}

function operationOf(handler: Handler, schemas: Schemas): Json {
  const permission = permissionOf(handler.method, handler.path);
  const body = requestBodyOf(handler, permission, schemas);
  const roles = permission && permission.roles !== 'public' ? permission.roles : undefined;
  return {
    operationId: `${handler.controller.replace(/Controller$/, '')}_${handler.name}`,
    tags: [tagOf(handler.path)],
    summary: handler.answer?.summary ?? handler.name,
    ...(roles
      ? { description: `Roles: ${roles.join(', ')}.`, security: [{ bearer: [] }], 'x-roles': [...roles] }
      : { security: [] }),
    parameters: parametersOf(handler, permission),
    ...body,
    responses: responsesOf(handler, permission, 'requestBody' in body, schemas),
  };
}

/** The resource a path is about, for grouping: `contracts`, `staff tickets`. */
function tagOf(path: string): string {
  const [, , first = '', second = ''] = path.startsWith('/v1/') ? path.split('/') : `/v1${path}`.split('/');
  return first === 'staff' && second && !second.startsWith(':') ? `staff ${second}` : first;
}

const COMPONENTS = {
  securitySchemes: {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The access token of POST /v1/auth/sign-in',
    },
  },
  headers: {
    RequestId: {
      description: 'Names this request in logs',
      required: true,
      schema: { type: 'string', minLength: 1, maxLength: 100 },
    },
    RetryAfter: { description: 'Seconds to wait', required: true, schema: { type: 'integer', minimum: 1 } },
    Challenge: { description: 'How to sign in (RFC 6750)', required: true, schema: { type: 'string' } },
  },
  parameters: {
    OwnPage: {
      name: 'X-Requested-With',
      in: 'header',
      required: true,
      description: 'Anything: a page of another origin cannot set it',
      schema: { type: 'string', minLength: 1, maxLength: 100 },
    },
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: 'Makes repeating safe: 1 to 100 printable characters',
      schema: { type: 'string', minLength: 1, maxLength: 100 },
    },
  },
} as const;

/** The OpenAPI 3.1 document of these controllers, from their routes, contract classes and the permission table. */
export function openApiDocument(controllers: readonly Type[], serverUrl = '/'): Json {
  const schemas = new Schemas();
  const paths: Record<string, Json> = {};
  for (const handler of handlersOf(controllers)) {
    const path = handler.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [handler.method.toLowerCase()]: operationOf(handler, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'OpenVOIP',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    paths,
    components: { ...COMPONENTS, schemas: schemas.schemas },
  };
}
