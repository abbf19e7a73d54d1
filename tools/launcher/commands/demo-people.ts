import { createHmac } from 'node:crypto';
import { type DemoView, loadPeople } from '../../demo/load-people.ts';
import { type Command, readOptions } from '../command.ts';
import { isProduction } from '../environment.ts';
import { readJson } from '../files.ts';
import { demoStaffFile } from '../paths.ts';
import { running } from '../running.ts';
import { Failure, print, say } from '../say.ts';
import { secrets, STAFF_EMAIL } from '../secrets.ts';

const CASHIER = 'billing@openvoip.example';

export const demoPeople: Command = {
  summary: 'make a customer in every state',
  help: `Usage: ./openvoip demo people [--json]

Makes a customer in every state on the running demo, by the public API alone: not paid, active, a company, in debt, FLAT, with
a number coming in and one leaving, cancelled with a refund that the bank refused, with a voltura under way, a late ticket and
a scheduled downgrade. Prints who is who, with email and password. Who is there stays; the first time moves the demo's
clock to the 4th of the next month. Takes about a minute.

  --json   as JSON`,
  run,
};

async function run(args: string[]): Promise<number> {
  const { values } = readOptions('demo people', args, { json: { type: 'boolean' } });
  if (isProduction()) throw new Failure('demo people: there is no demo in production');
  const now = running();
  const cashier = readJson<Record<string, string>>(demoStaffFile)?.[CASHIER];
  if (now?.state !== 'ready' || !cashier)
    throw new Failure("demo people: the demo does not run; './openvoip up' starts it");
  const { staffPassword, secretKey } = secrets();
  const people = await loadPeople({
    url: now.url,
    administrator: { email: STAFF_EMAIL, password: staffPassword },
    cashier: { email: CASHIER, password: cashier },
    password: createHmac('sha256', secretKey).update('demo people').digest('base64url').slice(0, 20),
    tell: say,
  }).catch((error: Error) => {
    throw new Failure(`demo people: ${error.message}`);
  });
  print(values.json ? JSON.stringify(people, null, 2) : table(people));
  return 0;
}

function table(people: readonly DemoView[]): string {
  const euro = (cents: number) => (cents / 100).toFixed(2);
  const rows = people.map(({ name, shows, email, contractNumber, number, state, credit }) => [
    name,
    email,
    contractNumber,
    number ?? '-',
    state,
    credit ? euro(credit.balanceCents) : '-',
    shows,
  ]);
  const all = [['who', 'email', 'contract', 'number', 'state', 'credit', 'shows'], ...rows];
  const width = (column: number) => Math.max(...all.map((row) => row[column]!.length));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(width(column)))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, '', `Everybody's password: ${people[0]!.password}`].join('\n');
}
