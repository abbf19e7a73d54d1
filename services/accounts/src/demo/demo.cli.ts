import { Command } from 'commander';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { EmailTaken } from '#libs/api/errors/accounts/sign-in.errors.js';
import { accountsStaffRpc, type CreateStaff, type DemoStaff } from '#libs/api/accounts/staff.js';
import { isRomeDate, romeInstant } from '#libs/italy/rome-time.js';
import { withConsole, type Console } from '#libs/messaging/console.js';
import { printTable } from '#libs/platform/table.js';

const DEMO_STAFF: readonly CreateStaff[] = [
  { email: 'agent@openvoip.example', name: 'Anna Agente', roles: ['agent'] },
  { email: 'supervisor@openvoip.example', name: 'Sara Supervisore', roles: ['supervisor'] },
  { email: 'billing@openvoip.example', name: 'Bruno Contabile', roles: ['billing_operator'] },
  { email: 'billing2@openvoip.example', name: 'Carla Contabile', roles: ['billing_operator'] },
  {
    email: 'carrier@openvoip.example',
    name: 'Operatore dimostrativo',
    roles: ['carrier'],
    operator: 'Operatore Dimostrativo S.p.A.',
  },
];

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** `demo load` and `demo clock`: refused in production. */
export function demoCommand(): Command {
  const demo = new Command('demo')
    .description('the demonstration: its people and its clock')
    .addHelpText('after', "\nCustomers in every state: './openvoip demo people --help' explains it.");
  demo
    .command('load')
    .description('make one staff sign-in for each role and print its password; those that exist stay as they are')
    .option('--json', 'as JSON')
    .option('--keep <file>', 'write the passwords into this file, for its owner alone, and print none')
    .action((options: LoadOptions) => withConsole('accounts-cli', (terminal) => load(terminal, options)));
  demo
    .command('clock')
    .description('move the clock of every service')
    .requiredOption(
      '--to <instant>',
      'the beginning of a day in Rome, or an instant, e.g. 2027-01-01 or 2027-01-01T09:30:00Z',
    )
    .action(({ to }: { to: string }) => withConsole('accounts-cli', (terminal) => moveClock(terminal, to)));
  return demo;
}

interface LoadOptions {
  json?: boolean;
  keep?: string;
}
interface SignIn {
  readonly email: string;
  readonly roles: string;
  readonly password: string;
}

async function load(terminal: Console, { json, keep }: LoadOptions): Promise<void> {
  refuseInProduction(terminal);
  const made: SignIn[] = [];
  for (const person of DEMO_STAFF) {
    const signIn = {
      email: person.email,
      roles: person.roles.join(', '),
      password: randomBytes(15).toString('base64url'),
    };
    if (!(await create(terminal, { ...person, password: signIn.password }))) continue;
    made.push(signIn);
    if (keep) keepIn(keep, signIn);
  }
  tell(made, { json, keep });
}

function tell(made: readonly SignIn[], { json, keep }: LoadOptions): void {
  if (json) return console.log(JSON.stringify(keep ? made.map(({ email, roles }) => ({ email, roles })) : made));
  if (made.length === 0) return console.log('The demo staff are there already.');
  if (keep)
    return console.log(`Demo staff, whose passwords are in ${keep}: ${made.map(({ email }) => email).join(', ')}`);
  console.log('Demo staff, whose passwords are shown only now:');
  printTable(
    ['email', 'roles', 'password'],
    made.map(({ email, roles, password }) => [email, roles, password]),
  );
}

/** After each one: what was made must be known, however the rest goes. A file of an earlier demo goes on. */
function keepIn(file: string, { email, password }: SignIn): void {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify({ ...kept, [email]: password }, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

async function create({ ask }: Console, person: DemoStaff): Promise<boolean> {
  try {
    await ask(accountsStaffRpc.createDemoStaff, person);
    return true;
  } catch (error) {
    if (error instanceof EmailTaken) return false;
    throw error;
  }
}

async function moveClock(terminal: Console, to: string): Promise<void> {
  refuseInProduction(terminal);
  const instant = instantOf(to);
  await terminal.clock.moveTo(instant);
  console.log(`The clock of every service stands at ${instant.toISOString()} and runs on from there.`);
}

function instantOf(to: string): Date {
  if (isRomeDate(to)) return romeInstant(to);
  const instant = new Date(to);
  if (!INSTANT.test(to) || !isRomeDate(to.slice(0, 10)) || Number.isNaN(instant.getTime()))
    throw new Error(`${to} is neither a date nor an instant`);
  return instant;
}

function refuseInProduction({ config }: Console): void {
  if (config.OPENVOIP_MODE === 'production') throw new Error('there is no demo in production');
}
