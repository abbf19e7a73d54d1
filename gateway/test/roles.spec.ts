import { ROLES, type Role } from '#libs/api/kernel/actor.js';
import { newId } from '#libs/platform/ids.js';
import { permissionOf, type Permission } from '../src/auth/permissions.js';
import { CONTROLLERS } from '../src/http/controllers.table.js';
import { handlersOf, type Handler } from '../src/openapi/handlers.js';
import { PATH_KINDS, readsQuery } from '../src/pipeline/input.js';
import { GatewayUnderTest, tokenFor } from './support/gateway.js';
import { sampleField, sampleOf } from './support/sample.js';

/** Streams until the client leaves: its own test covers it. */
const STREAMS = ['GET /v1/events'];
const kindOf = (role: Role): 'customer' | 'staff' | 'carrier' | 'switch' =>
  role === 'customer' || role === 'carrier' || role === 'switch' ? role : 'staff';

/** A request that the route's checks accept, with ids that belong to nobody. */
function soundRequest({ method, path, input }: Handler, permission: Permission) {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  const url = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(
      input.path[name] ? sampleField(PATH_KINDS[input.path[name]], 'value') : sampleField(input.whole!, name),
    ),
  );
  const body = input.body ?? input.whole;
  const own = body
    ? Object.fromEntries(Object.entries(sampleOf(body)).filter(([name]) => !input.whole || !names.includes(name)))
    : undefined;
  const query = input.query ? sampleOf(input.query) : readsQuery(method) && input.whole ? own : undefined;
  return {
    url,
    query: query as Record<string, string> | undefined,
    json: readsQuery(method) || permission.uploadBytes !== undefined ? undefined : own,
    fields: permission.uploadBytes === undefined ? undefined : own,
  };
}

describe('every route with every role (permission table)', () => {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    gateway = await GatewayUnderTest.start({ ATTEMPTS_PER_MINUTE: '100000', CARRIER_REQUESTS_PER_MINUTE: '100000' });
    await gateway.serveAll();
  });
  afterAll(() => gateway.stop());

  async function ask(handler: Handler, permission: Permission, authorization?: string) {
    const { url, query, json, fields } = soundRequest(handler, permission);
    const request = gateway.http[handler.method.toLowerCase() as 'post'](url).set('Accept-Language', 'en');
    if (permission.ownPage) void request.set({ 'X-Requested-With': 'test', Cookie: 'openvoip_refresh=r' });
    if (authorization) void request.set('Authorization', authorization);
    if (query) void request.query(query);
    if (fields) {
      for (const [name, value] of Object.entries(fields)) void request.field(name, String(value));
      return request.attach('file', Buffer.from('%PDF-1.4'), { filename: 'a.pdf', contentType: 'application/pdf' });
    }
    return json ? request.send(json) : request;
  }

  const routes = handlersOf(CONTROLLERS)
    .filter(({ method, path }) => !STREAMS.includes(`${method} ${path}`))
    .map((handler) => [`${handler.method} ${handler.path}`, handler] as const);

  it.each(routes)('%s', async (_, handler) => {
    const permission = permissionOf(handler.method, handler.path)!;
    const { roles } = permission;
    const anonymous = await ask(handler, permission);
    if (roles === 'public') expect(String(anonymous.body.code)).not.toMatch(/^(token_|forbidden)/);
    else expect([anonymous.status, anonymous.body.code]).toEqual([401, 'token_missing']);
    for (const role of ROLES) {
      const customerId = role === 'customer' ? newId('cus') : undefined;
      const id = newId('usr');
      gateway.calls.length = 0;
      const { status, body } = await ask(
        handler,
        permission,
        `Bearer ${await tokenFor({ kind: kindOf(role), roles: [role], customerId, id })}`,
      );
      if (roles !== 'public' && !roles.includes(role)) {
        expect([role, status, gateway.calls.length]).toEqual([role, 403, 0]);
        continue;
      }
      if (status >= 500 || status === 401 || status === 403)
        throw new Error(`${role} was answered ${status}: ${JSON.stringify(body)}`);
      // What the API document lists of errors is that of the RPCs which the route declares.
      const declared = handler.answer?.calls?.map(({ name }) => name);
      if (declared) for (const { rpc } of gateway.calls) expect(declared).toContain(rpc);
      // The services decide about ownership by the actor: it must be the one who signed in, in every call.
      if (roles !== 'public')
        for (const { context } of gateway.calls)
          expect(context.actor).toEqual({
            kind: kindOf(role),
            id,
            roles: [role],
            ...(customerId ? { customerId } : {}),
          });
      if (status === 404)
        expect(body).toMatchObject({ code: 'not_found', detail: 'What you asked for does not exist.' });
    }
  });

  it.each(routes)('%s: a sound request passes the checks, ids of nobody are 404', async (route, handler) => {
    const permission = permissionOf(handler.method, handler.path)!;
    const role = permission.roles === 'public' ? 'customer' : permission.roles[0]!;
    const { status, body } = await ask(
      handler,
      permission,
      `Bearer ${await tokenFor({ kind: kindOf(role), roles: [role], customerId: role === 'customer' ? newId('cus') : undefined })}`,
    );
    if (status === 422) throw new Error(`${route} refuses its own sample: ${JSON.stringify(body.errors)}`);
    expect(status).toBeLessThan(500);
  });
});
