import { generateKeyPairSync } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fieldsOf } from '#libs/api/kernel/field.js';
import { PlatformConfig, readConfig } from '#libs/platform/config.js';
import { CONTROLLERS } from '../../gateway/src/http/controllers.table.js';
import { buildGateway } from '../../gateway/src/gateway.process.js';
import { GatewayConfig } from '../../gateway/src/config/gateway.config.js';
import { openApiDocument } from '../../gateway/src/openapi/document.js';
import { handlersOf } from '../../gateway/src/openapi/handlers.js';
import { PERMISSIONS } from '../../gateway/src/auth/permissions.js';

type Json = Record<string, any>;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const ASSETS = 'GET /v1/docs/assets/*';

/** The routes that Fastify has, as `METHOD /path`. */
async function realRoutes(): Promise<string[]> {
  const publicKey = Buffer.from(
    generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }),
  ).toString('base64');
  const platform = readConfig(PlatformConfig, {
    RABBITMQ_URL: 'amqp://127.0.0.1:1',
    SECRET_KEY: 'x'.repeat(32),
    LOG_LEVEL: 'silent',
  });
  const routes: string[] = [];
  const app: NestFastifyApplication = await buildGateway(
    { platform, gateway: readConfig(GatewayConfig, { JWT_PUBLIC_KEY: publicKey }) },
    (method, path) => routes.push(`${method} ${path}`),
  );
  await app.close();
  return routes.filter((route) => !/^(HEAD|OPTIONS) /.test(route)).sort();
}

describe('the API document, the routes and the permission table agree', () => {
  const document: Json = openApiDocument(CONTROLLERS);
  const operations = Object.entries(document.paths as Record<string, Json>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const documented = operations
    .map(({ path, method }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`)
    .sort();

  it('documents every real route, and nothing else', async () => {
    expect(await realRoutes()).toEqual([...documented, ASSETS].sort());
  });

  it('has a permission for every real route, and no permission without a route', () => {
    expect(Object.keys(PERMISSIONS).sort()).toEqual([...documented, ASSETS].sort());
  });

  it('declares an answer, a summary and a checked parameter for every placeholder of every route', () => {
    const handlers = handlersOf(CONTROLLERS);
    expect(
      handlers
        .filter(({ answer }) => !answer?.summary)
        .map(({ controller, name }) => `${controller}.${name} lacks @Answers`),
    ).toEqual([]);
    const unchecked = handlers.flatMap(({ path, input, controller, name }) =>
      [...path.matchAll(/:(\w+)/g)]
        .filter(
          ([, parameter]) =>
            !(
              Object.hasOwn(input.path, parameter!) ||
              fieldsOf(input.whole ?? Object).some((field) => field.name === parameter)
            ),
        )
        .map(([, parameter]) => `${controller}.${name} does not take ${parameter} with @FromPath or @FromRequest`),
    );
    expect(unchecked).toEqual([]);
  });

  it('names paths in kebab-case plural nouns under /v1, staff ones under /v1/staff', () => {
    const odd = operations
      .map(({ path }) => path)
      // What the type of a problem points to, for every version of the API.
      .filter((path) => path !== '/problems/{code}')
      .filter((path) => !/^\/v1(\/([a-z0-9]+([-.][a-z0-9]+)*|\{[a-z][A-Za-z]*\}))+$/.test(path));
    expect(odd).toEqual([]);
    const leaking = operations.filter(
      ({ path, operation }) =>
        !path.startsWith('/v1/staff/') &&
        operation['x-roles']?.length &&
        operation['x-roles'].every((role: string) => !['customer', 'carrier', 'switch'].includes(role)),
    );
    expect(leaking.map(({ path }) => path)).toEqual([]);
  });

  describe('is a valid OpenAPI 3.1 document', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });

    it('has the required members and unique operation ids', () => {
      expect(document.openapi).toMatch(/^3\.1\.\d+$/);
      expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
      expect(operations.every(({ method }) => METHODS.includes(method))).toBe(true);
      const ids = operations.map(({ operation }) => operation.operationId as string);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    });

    it('resolves every reference', () => {
      const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, pointer]) => pointer!);
      expect(references.length).toBeGreaterThan(5);
      const lost = references.filter(
        (pointer) => pointer.split('/').reduce<any>((node, key) => node?.[key], document) === undefined,
      );
      expect(lost).toEqual([]);
    });

    it('has JSON Schemas (2020-12) that compile, each with its references', () => {
      ajv.addSchema({ $id: 'openapi', components: document.components });
      for (const name of Object.keys(document.components.schemas)) {
        expect(() => ajv.compile({ $ref: `openapi#/components/schemas/${name}` })).not.toThrow();
      }
    });

    it.each(operations.map(({ path, method, operation }) => [`${method} ${path}`, path, operation] as const))(
      '%s: parameters, body, responses and security',
      (_, path, operation) => {
        const inPath = operation.parameters.filter((each: Json) => each.in === 'path');
        expect(inPath.map((each: Json) => each.name).sort()).toEqual(
          [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
        );
        for (const parameter of operation.parameters as Json[])
          if (!parameter.$ref)
            expect(parameter).toMatchObject({
              name: expect.any(String),
              in: expect.stringMatching(/^(path|query|header)$/),
              schema: expect.any(Object),
            });
        const statuses = Object.keys(operation.responses);
        expect(statuses.every((status) => /^([1-5]\d\d|default)$/.test(status))).toBe(true);
        for (const response of Object.values(operation.responses as Json))
          expect((response as Json).description).toEqual(expect.any(String));
        for (const scheme of (operation.security as Json[]).flatMap((each) => Object.keys(each)))
          expect(document.components.securitySchemes).toHaveProperty(scheme);
      },
    );
  });
});
