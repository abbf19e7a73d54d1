import { sampleField, sampleOf } from '../gateway/test/support/sample.js';
import { permissionOf } from '../gateway/src/auth/permissions.js';
import { CONTROLLERS } from '../gateway/src/http/controllers.table.js';
import { handlersOf, type Handler } from '../gateway/src/openapi/handlers.js';
import { readsQuery } from '../gateway/src/pipeline/input.js';
import { fieldsOf } from '#libs/api/kernel/field.js';
import { newId } from '#libs/platform/ids.js';
import { COMPANY_HOLDER, customer, type Customer } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

const parametersOf = ({ path }: Handler): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);

/** The input that names things by id: path parameters, and fields of the body or query. */
function namedIn(handler: Handler): string[] {
  const body = handler.input.body ?? handler.input.whole ?? handler.input.query;
  const ids = body
    ? fieldsOf(body)
        .filter((field) => field.schema['x-format'] === 'id')
        .map((field) => field.name)
    : [];
  return [...new Set([...parametersOf(handler), ...ids])];
}

let ported = 0;
/** What a customer has, by the name that routes give to its id. A new kind of thing is made here. */
async function belongings(owner: Customer): Promise<Record<string, string>> {
  const payment = await owner.post<{ paymentId: string }>(`/v1/contracts/${owner.contractId}/card-top-ups`, {
    amountCents: 1_000,
  });
  const change = await owner.post<{ changeId: string }>(`/v1/contracts/${owner.contractId}/changes`, {
    services: [{ product: 'extension', quantity: 3 }],
  });
  const voltura = await owner.post<{ id: string; ticketId: string }>(`/v1/contracts/${owner.contractId}/volture`, {
    newHolder: COMPANY_HOLDER,
    newHolderEmail: 'new-holder@example.com',
    agreed: true,
  });
  const {
    body: {
      items: [attachment],
    },
  } = await owner.request('post', `/v1/tickets/${voltura.ticketId}/attachments`).attach('files', PDF, 'identity.pdf');
  const portIn = await owner.post<{ id: string }>(`/v1/contracts/${owner.contractId}/port-ins`, {
    ranges: [{ from: `+3902988877${String(++ported).padStart(2, '0')}`, count: 1 }],
    donor: 'Operatore S.p.A.',
    migrationCode: 'ABC0212345678999K',
    holder: { kind: 'private', name: 'Mario Rossi', taxCode: 'RSSMRA85T10A562S' },
    keepFirstNumber: true,
  });
  const {
    body: {
      documents: [document],
    },
  } = await owner
    .request('post', `/v1/port-ins/${portIn.id}/documents`)
    .field('kind', 'identity')
    .attach('files', PDF, 'identity.pdf');
  const { items: sessions } = await owner.get<{ items: { id: string }[] }>('/v1/sessions');
  return {
    sessionId: sessions[0]!.id,
    portInId: portIn.id,
    documentId: document.id,
    ticketId: voltura.ticketId,
    volturaId: voltura.id,
    attachmentId: attachment.id,
    contractId: owner.contractId,
    paymentId: payment.paymentId,
    changeId: change.changeId,
    number: owner.number,
  };
}

/** A copy of somebody's data, and an erasure that was asked for before: as they are kept. */
async function rightsOf(owner: Customer, system: System): Promise<Record<string, string>> {
  const { id: exportId } = await owner.post<{ id: string }>('/v1/data-exports');
  const erasureId = newId('ers');
  const { customerId } = await owner.contract();
  await system
    .database('accounts')
    .collection<{ _id: string }>('erasures')
    .insertOne({
      _id: erasureId,
      customerId,
      state: 'refused',
      requestedAt: new Date(),
      requestedByKind: 'customer',
      erased: [],
      kept: [],
    } as never);
  return { exportId, erasureId };
}

/** The refund of someone whose contract has ended: as foreign as any. */
async function refundOfSomeone(system: System): Promise<string> {
  const leaver = await customer(system).active({ creditCents: 10_000 });
  await leaver.post(`/v1/contracts/${leaver.contractId}/cancellation`);
  const refund = await eventually(
    'the refund',
    async () => (await leaver.get<{ items: { id: string }[] }>('/v1/refunds')).items[0],
    40_000,
  );
  return refund.id;
}

/** An invoice of somebody else, put where invoices are: they are issued for months that have ended. */
async function invoiceOf(owner: Customer, system: System): Promise<string> {
  const _id = newId('inv');
  const { customerId } = await owner.contract();
  await system
    .database('billing')
    .collection<{ _id: string }>('invoices')
    .insertOne({
      _id,
      contractId: owner.contractId,
      customerId,
      period: '2026-01',
      year: 2026,
      sequence: 1,
      number: '1/2026',
      issuedAt: new Date(),
      xml: '<FatturaElettronica/>',
    } as never);
  return _id;
}

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');

/** The same kinds of ids, of things that do not exist. */
const strangers = (owned: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(owned).map(([name, value]) => [
      name,
      value.startsWith('+') ? '+390299999999' : newId(value.split('_')[0]!),
    ]),
  );

function request(handler: Handler, ids: Record<string, string>): { path: string; body: Record<string, unknown> } {
  const path = handler.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(
      ids[name] ?? (handler.input.path[name] === 'period' ? '2026-01' : sampleField(handler.input.whole!, name)),
    ),
  );
  const declared = handler.input.body ?? handler.input.whole ?? handler.input.query;
  const optionalIds = declared
    ? fieldsOf(declared)
        .filter(({ name, optional }) => optional && ids[name])
        .map(({ name }) => [name, ids[name]])
    : [];
  const sample = declared
    ? ({ ...sampleOf(declared), ...Object.fromEntries(optionalIds) } as Record<string, unknown>)
    : {};
  for (const name of Object.keys(sample)) if (ids[name]) sample[name] = ids[name];
  for (const name of parametersOf(handler)) delete sample[name];
  return { path, body: sample };
}

describe('nasty case 13: another customer’s things are 404, and nothing is revealed', () => {
  let system: System;
  let owner: Customer;
  let other: Customer;
  let owned: Record<string, string>;
  let own: Record<string, string>;
  beforeAll(async () => {
    system = await System.start();
    await stock(system, '02', 100);
    [owner, other] = await Promise.all([
      customer(system).active({ creditCents: 50_000 }),
      customer(system).active({ creditCents: 50_000 }),
    ]);
    [owned, own] = await Promise.all([belongings(owner), belongings(other)]);
    Object.assign(owned, await rightsOf(owner, system));
    owned.refundId = await refundOfSomeone(system);
    owned.invoiceId = await invoiceOf(owner, system);
  }, 180_000);
  afterAll(() => system.stop());

  const routes = handlersOf(CONTROLLERS)
    .filter(({ method, path }) => permissionOf(method, path)!.roles.includes('customer'))
    .filter((handler) => namedIn(handler).length > 0)
    .map((handler) => [`${handler.method} ${handler.path}`, handler] as const);

  it.each(routes)('%s', async (route, handler) => {
    const unknown = parametersOf(handler).filter((name) => !(name in owned) && handler.input.path[name] !== 'period');
    if (unknown.length > 0)
      throw new Error(`${route}: say in belongings() how a customer comes by ${unknown.join(', ')}`);
    const ask = (ids: Record<string, string>) => {
      const { path, body } = request(handler, ids);
      if (permissionOf(handler.method, handler.path)!.uploadBytes !== undefined)
        return (
          path.includes('/port-ins/')
            ? other.request('post', path).field('kind', 'identity')
            : other.request('post', path)
        ).attach('files', PDF, 'mine.pdf');
      const call = other.request(
        handler.method.toLowerCase() as Method,
        path,
        readsQuery(handler.method) ? undefined : body,
      );
      return readsQuery(handler.method) ? call.query(body as Record<string, string>) : call;
    };
    const names = namedIn(handler).filter((name) => name in owned);
    // All of it another's, and each single thing another's among one's own.
    for (const foreign of [names, ...names.map((name) => [name])]) {
      const [theirs, nobodys] = await Promise.all(
        [owned, strangers(owned)].map((ids) =>
          ask({ ...own, ...Object.fromEntries(foreign.map((name) => [name, ids[name]!])) }),
        ),
      );
      expect([foreign, theirs!.status, theirs!.body.code]).toEqual([foreign, 404, 'not_found']);
      const blank = ({ instance: _instance, correlationId: _correlationId, ...rest }: Record<string, unknown>) => rest;
      expect(blank(theirs!.body)).toEqual(blank(nobodys!.body));
    }
  });

  it('a customer’s lists hold nothing of another customer', async () => {
    const lists = handlersOf(CONTROLLERS).filter(
      ({ method, path }) =>
        method === 'GET' &&
        permissionOf(method, path)!.roles.includes('customer') &&
        parametersOf({ path } as Handler).length === 0 &&
        path !== '/v1/events',
    );
    for (const { path } of lists) {
      const { text } = await other.request('get', path);
      for (const [name, value] of Object.entries(owned))
        expect([path, name, text.includes(value)]).toEqual([path, name, false]);
    }
  });
});
