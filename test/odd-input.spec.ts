import { createHash, randomBytes } from 'node:crypto';
import { SERVICES } from '#libs/api/kernel/definition.js';
import type { Role } from '#libs/api/kernel/actor.js';
import { canonical } from '#libs/platform/ids.js';
import { accessToken } from '#libs/testing/access-tokens.js';
import { inParallel } from '#libs/testing/parallel.js';
import { admin, customer, type Customer } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { thingsOf } from '#libs/testing/things.js';
import { eventually } from '#libs/testing/wait.js';
import { oddBodies, oddTextsOf, type Odd } from './support/odd-values.js';
import { OpenApi, type Operation } from './support/open-api.js';

const LANES = 16;
/** Written by a clock and not by requests: who does a job at the moment, names that are asked for again a little later. */
const NOT_BUSINESS = ['leases', 'customer_names'];
/** Ends the session of a token that is none of ours, too: it tells nobody which ones are. */
const SIGN_OUT = '/v1/auth/sign-out';
/** Streams until its reader leaves. */
const STREAMS = ['/v1/events'];
const MOST_TOLD = 30;

const camt = (inner: string): string =>
  `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">${inner}</Document>`;
/** Neither statements nor reports of a bank. */
const BROKEN_FILES = [
  'x',
  ' ',
  '{}',
  '<',
  '<a>',
  '<a/>',
  '<a></b>',
  '<Document/>',
  '<Document></Document>',
  camt(''),
  camt('<BkToCstmrStmt>'),
  `${camt('')}${camt('')}`,
  '\ufeff<Document/>',
  '<?xml version="1.0" encoding="ISO-8859-1"?><Document>\u00e0</Document>',
  '<?xml version="9.9" encoding="klingon"?><Document/>',
  '<!DOCTYPE Document><Document/>',
  '<!DOCTYPE Document SYSTEM "file:///etc/passwd"><Document/>',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1/">]><Document>&b;</Document>',
  `<!DOCTYPE a [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, index) => `<!ENTITY a${index + 1} "&a${index};&a${index};">`).join('')}]><Document>&a30;</Document>`,
  '<Document>&unknown;&#0;&#x110000;</Document>',
  '<Document>\u0000\u0001\uffff</Document>',
  `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`,
  `<Document ${'a="1" '.repeat(5_000)}/>`,
  '<Document><![CDATA[</Document>',
  '<Document><!-- --</Document>',
  '<Document a=b/>',
  '<__proto__><constructor/></__proto__>',
  '<Document><__proto__/><constructor/><toString/></Document>',
  '<html><body>Accesso negato</body></html>',
  `<Document>${'x'.repeat(1_000_000)}</Document>`,
];

/** A request that must be refused. */
interface Attempt {
  readonly operation: Operation;
  readonly field: string;
  readonly odd: Odd;
  readonly url: string;
  readonly init: RequestInit;
}

/** Everything that the services keep, each document by its hash. */
async function kept(system: System): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const service of SERVICES) {
    const database = system.database(service);
    for (const { name } of await database.listCollections()) {
      if (NOT_BUSINESS.includes(name)) continue;
      for (const document of await database.collection(name).find().toArray())
        found.set(
          `${service}.${name} ${String(document._id)}`,
          createHash('sha256').update(canonical(document)).digest('hex'),
        );
    }
  }
  return found;
}
const differences = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));

describe('odd input: for every field and query of every route of the API document', () => {
  let system: System;
  let api: OpenApi;
  let ada: Customer;
  let things: Record<string, string>;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    system = await System.start({ env: { NUMBERS_SWEEP_SECONDS: '3600' }, direct: true });
    await stock(system, '02', 100);
    ada = await customer(system).active({ creditCents: 50_000 });
    things = await thingsOf(system, ada);
    api = await OpenApi.of(system.url);
    const { customerId } = await ada.contract();
    for (const role of new Set(api.operations.flatMap(({ roles }) => roles)))
      tokens.set(role, await accessToken(system, role as Role, role === 'customer' ? customerId : undefined));
    await settled();
  });
  afterAll(() => system.stop());

  /** What the setting up has begun is over: nothing is left to send, and nothing changes any more. */
  async function settled(): Promise<void> {
    let before = await kept(system);
    await eventually('the system to be at rest', async () => {
      await new Promise((done) => setTimeout(done, 700));
      const now = await kept(system);
      const moving = differences(before, now);
      before = now;
      if (moving.length > 0) throw new Error(moving.slice(0, MOST_TOLD).join(', '));
      return true;
    });
  }

  const segment = (value: string): string =>
    [...value]
      .map((letter) =>
        /[\ud800-\udfff]/.test(letter) && letter.length === 1 ? '%ED%A0%80' : encodeURIComponent(letter),
      )
      .join('');

  function headersOf({ method, roles, parameters }: Operation): Record<string, string> {
    const token = roles.map((role) => tokens.get(role)).find(Boolean);
    return {
      'accept-language': 'en',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(method === 'POST' ? { 'idempotency-key': randomBytes(9).toString('hex') } : {}),
      ...(parameters.some(({ name }) => name === 'X-Requested-With') ? { 'x-requested-with': 'test' } : {}),
    };
  }

  /** The request that is right, and what makes each of its parts odd. */
  function attemptsOf(operation: Operation): Attempt[] {
    const { method, path, parameters, body, upload } = operation;
    const inPath = parameters.filter((each) => each.in === 'path');
    const inQuery = parameters.filter((each) => each.in === 'query');
    const valueOf = ({ name, schema }: (typeof parameters)[0]): string => things[name] ?? String(api.sample(schema));
    const urlOf = (odd: Record<string, string> = {}, query = ''): string =>
      `${system.url}${path.replace(/\{(\w+)\}/g, (_, name: string) => odd[name] ?? segment(valueOf(inPath.find((each) => each.name === name)!)))}${query}`;
    const queryOf = (odd: Record<string, string[]> = {}): string => {
      const wanted = inQuery.filter(({ name, required }) => required || odd[name]);
      return `?${wanted.flatMap((each) => (odd[each.name] ?? [segment(valueOf(each))]).map((value) => `${each.name}=${value}`)).join('&')}`;
    };
    const right = body ? (api.sample(body, things) as Record<string, unknown>) : undefined;
    const headers = headersOf(operation);
    const json = (value: unknown): RequestInit => ({
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(value),
    });
    const form = (name: string, value: string): RequestInit => {
      const parts = new FormData();
      for (const [each, given] of Object.entries({ ...right, [name]: value }))
        if (each !== 'files') parts.append(each, String(given));
      parts.append('files', new Blob(['%PDF-1.4\n%%EOF\n'], { type: 'application/pdf' }), 'a.pdf');
      return { method, headers, body: parts };
    };
    const plain: RequestInit = right && !upload ? json(right) : { method, headers };
    const attempt = (field: string, odd: Odd, url: string, init: RequestInit): Attempt => ({
      operation,
      field,
      odd,
      url,
      init,
    });
    const ofPath = inPath.flatMap(({ name, schema }) =>
      oddTextsOf(api, name, schema).map((odd) =>
        attempt(name, odd, urlOf({ [name]: segment(String(odd.value)) }, queryOf()), plain),
      ),
    );
    const ofQuery = inQuery.flatMap(({ name, schema }) => [
      ...oddTextsOf(api, name, schema).map((odd) =>
        attempt(name, odd, urlOf({}, queryOf({ [name]: [segment(String(odd.value))] })), { method, headers }),
      ),
      ...(schema.type === 'array'
        ? []
        : [
            attempt(name, { what: 'it twice', value: 'a' }, urlOf({}, queryOf({ [name]: ['a', 'b'] })), {
              method,
              headers,
            }),
          ]),
    ]);
    const ofBody = upload
      ? Object.entries(api.plain(body!).properties!)
          .filter(([name]) => name !== 'files')
          .flatMap(([name, schema]) =>
            oddTextsOf(api, name, schema).map((odd) => attempt(name, odd, urlOf(), form(name, String(odd.value)))),
          )
      : oddBodies(api, operation).map(([name, odd]) =>
          attempt(name, odd, urlOf(), json({ ...right, [name]: odd.value })),
        );
    const whole =
      body && !upload
        ? [null, [], [right], 'a', 7, true].map((value) =>
            attempt('', { what: `${JSON.stringify(value).slice(0, 4)} for a body`, value }, urlOf(), json(value)),
          )
        : [];
    const more =
      body && !upload
        ? [
            attempt(
              'unheardOf',
              { what: 'a field that nobody declared', value: null },
              urlOf(),
              json({ ...right, unheardOf: null }),
            ),
          ]
        : [];
    return [...ofPath, ...ofQuery, ...ofBody, ...whole, ...more];
  }

  const fieldsOf = ({ parameters, body, upload }: Operation): string[] => [
    ...parameters.filter((each) => each.in !== 'header').map(({ name }) => name),
    ...(body ? Object.keys(api.plain(body).properties ?? {}).filter((name) => !upload || name !== 'files') : []),
  ];

  /** Why an answer is not what it must be; undefined when it is. */
  async function wrongIn({ operation, odd, field, url, init }: Attempt): Promise<string | undefined> {
    const response = await fetch(url, init);
    const text = await response.text();
    const told = (): string =>
      `${operation.method} ${operation.path} with ${odd.what} for ${field || 'all'}: ${response.status} ${text.slice(0, 300)}`;
    // Half a character is no UTF-8: in an address it is a letter like another one, or nothing that can be decoded.
    const mayPass = (odd.what === 'a lone surrogate' && operation.method === 'GET') || operation.path === SIGN_OUT;
    if (response.status >= 500 || (response.status < 400 && !mayPass)) return told();
    if (response.status < 400) return undefined;
    const problem = JSON.parse(text) as { errors?: { field: string }[] };
    const named = problem.errors?.some((error) => error.field === field || error.field.startsWith(`${field}.`));
    return odd.told || response.status !== 422 || named || field === ''
      ? undefined
      : `${told()}: the field is not named`;
  }

  it('never a 5xx, never a change, and the field is named', async () => {
    const operations = api.operations.filter(({ path }) => !STREAMS.includes(path));
    const attempts = operations.flatMap(attemptsOf);
    const untried = operations.flatMap((operation) =>
      fieldsOf(operation)
        .filter((field) => !attempts.some((each) => each.operation === operation && each.field === field))
        .map((field) => `${operation.method} ${operation.path} ${field}`),
    );
    expect(untried).toEqual([]);
    const before = await kept(system);
    const wrong: string[] = [];
    await inParallel(attempts, LANES, async (attempt) => {
      const why = await wrongIn(attempt);
      if (why) wrong.push(why);
    });
    expect(wrong.slice(0, MOST_TOLD)).toEqual([]);
    expect(differences(before, await kept(system)).slice(0, MOST_TOLD)).toEqual([]);
  });

  it('files of a bank that are no XML, or XML of every odd kind, are refused as files, and nothing is taken', async () => {
    const before = await kept(system);
    const staff = await admin(system);
    for (const content of BROKEN_FILES) {
      for (const path of ['/v1/staff/bank-statements', '/v1/staff/refund-statuses']) {
        const { status, body } = await staff.request('post', path, { content });
        expect([path, content.slice(0, 100), status, /^(unreadable_\w+|invalid_input)$/.test(body.code)]).toEqual([
          path,
          content.slice(0, 100),
          422,
          true,
        ]);
      }
    }
    expect(differences(before, await kept(system))).toEqual([]);
  });

  it.each([
    [
      'authorization',
      ['Bearer \u00e0.\u00e0.\u00e0', 'Bearer ..', `Bearer ${'a'.repeat(8_000)}.a.a`, 'Bearer', 'Bearer a b', '\u00ff'],
      [401],
    ],
    ['accept-language', ['\u00e0', '*', ';q=', 'it;q=1e999', ','.repeat(2_000), 'x'.repeat(2_000)], [200]],
    ['x-request-id', ['\u00e0', ' ', '"', 'x'.repeat(2_000)], [200]],
    ['traceparent', ['\u00e0', '00-0-0-0', 'ff-'.repeat(100)], [200]],
  ])('an odd header %s is refused or left aside', async (name, values, [status]) => {
    for (const value of values) {
      const answer = await fetch(`${system.url}/v1/contracts/${ada.contractId}`, {
        headers: { authorization: `Bearer ${ada.token}`, [name]: value },
      });
      expect([name, value.slice(0, 40), answer.status]).toEqual([name, value.slice(0, 40), status]);
    }
  });

  it('odd keys and content types of a request that would change something are refused, and nothing changes', async () => {
    const before = await kept(system);
    const ask = (headers: Record<string, string>, body: string): Promise<Response> =>
      fetch(`${system.url}/v1/contracts/${ada.contractId}/cancellation`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json', ...headers },
        body,
      });
    for (const key of ['\u00e0', 'a b', 'x'.repeat(101), 'a,b c', ''])
      expect([key, (await ask({ 'idempotency-key': key }, '{}')).status]).toEqual([key, 400]);
    for (const type of [
      'application/xml',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/\u00e0',
      '*/*',
      'json',
    ])
      expect([type, (await ask({ 'content-type': type }, '{}')).status]).toEqual([type, 415]);
    for (const body of [
      '{"when":null}',
      'null',
      '[]',
      '"now"',
      '{"when":"now\u0000"}',
      '{"when":"now","when":null}',
      '{',
      '',
      '\ufeff\u0000',
      '{"__proto__":{}}',
    ])
      expect([body, [400, 422].includes((await ask({}, body)).status)]).toEqual([body, true]);
    expect(differences(before, await kept(system))).toEqual([]);
    expect((await ada.contract()).state).toBe('active');
  });
});
