import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Registration } from '#libs/api/accounts/accounts.js';
import { ROLES, type Role } from '#libs/api/kernel/actor.js';
import { accessToken } from '#libs/testing/access-tokens.js';
import { printTable } from '#libs/platform/table.js';
import { customer, USUAL_SERVICES, type Customer } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { thingsOf } from '#libs/testing/things.js';
import { documentFor, type Things } from './document.js';
import { schemathesis, type Outcome } from './schemathesis.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    role: { type: 'string', multiple: true },
    program: { type: 'string', multiple: true },
  },
});
const roles = values.role ?? ['public', ...ROLES];
const seconds = Number(values.minutes) * 60;
const folder = mkdtempSync(join(tmpdir(), 'openvoip-fuzz-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
// An exit, unlike a signal's own end, takes the processes of the system and the fuzzer with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

/** A system for one role alone, so that what it breaks or uses up is not the next one's. */
async function fuzz(role: string): Promise<Outcome> {
  const system = await System.start({ env: { NUMBERS_SWEEP_SECONDS: '3600' }, direct: true });
  try {
    await stock(system, '02', 1_000);
    const things = await prepared(system);
    const token =
      role === 'public'
        ? undefined
        : await accessToken(system, role as Role, role === 'customer' ? things.customerId![0] : undefined);
    const document = (await (await fetch(`${system.url}/v1/openapi.json`)).json()) as object;
    const own = join(folder, role);
    mkdirSync(own);
    return await schemathesis({
      program: values.program!,
      document: documentFor(role, document, things),
      url: system.url,
      token,
      seconds,
      folder: own,
    });
  } finally {
    await system.stop();
  }
}

/** A customer with all that one can have; another one where a slow machine kept somebody waiting too long. */
async function prepared(system: System, attempts = 3): Promise<Things> {
  try {
    const owner = await customer(system).active({ creditCents: 500_000 });
    return await withMore(owner, await thingsOf(system, owner));
  } catch (error) {
    if (attempts === 1) throw error;
    return prepared(system, attempts - 1);
  }
}

/** One contract ends soon when everything is asked of it. */
async function withMore(owner: Customer, things: Record<string, string>): Promise<Things> {
  const wish = { district: '02', services: USUAL_SERVICES, termsAccepted: true };
  const { contract } = await owner.post<Registration>('/v1/contracts', wish);
  const second = Object.assign(Object.create(owner) as Customer, { contractId: contract.id });
  await second.topUp(100_000);
  await second.becomes('active');
  const { contract: unpaid } = await owner.post<Registration>('/v1/contracts', wish);
  return {
    ...Object.fromEntries(Object.entries(things).map(([name, id]) => [name, [id]])),
    contractId: [things.contractId!, contract.id, unpaid.id],
  };
}

const outcomes: [string, Outcome][] = [];
for (const role of roles) {
  process.stderr.write(`… ${role}: ${values.minutes} min\n`);
  const outcome = await fuzz(role);
  outcomes.push([role, outcome]);
  for (const finding of outcome.findings) console.log(`\n${role}: ${finding}`);
}
console.log('');
printTable(
  ['role', 'routes', 'requests', 'findings'],
  outcomes.map(([role, { routes, requests, findings }]) => [role, routes, requests, findings.length]),
);
process.exit(outcomes.some(([, { findings }]) => findings.length > 0) ? 1 : 0);
