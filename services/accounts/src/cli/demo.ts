import { Command } from 'commander';
import { randomBytes } from 'node:crypto';
import { accountsStaffRpc, type CreateStaff } from '#libs/contracts/accounts-staff.js';
import { DomainError } from '#libs/contracts/domain-error.js';
import { isRomeDate, romeInstant } from '#libs/italy/rome-time.js';
import { withConsole, type Console } from '#libs/messaging/console.js';
import { printTable } from '#libs/platform/table.js';

const DEMO_STAFF: readonly Omit<CreateStaff, 'password'>[] = [
  { email: 'agent@openvoip.example', name: 'Anna Agente', roles: ['agent'] },
  { email: 'supervisor@openvoip.example', name: 'Sara Supervisore', roles: ['supervisor'] },
  { email: 'billing@openvoip.example', name: 'Bruno Contabile', roles: ['billing_operator'] },
  { email: 'billing2@openvoip.example', name: 'Carla Contabile', roles: ['billing_operator'] },
  { email: 'carrier@openvoip.example', name: 'Operatore dimostrativo', roles: ['carrier'] },
];

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** `demo load` and `demo clock`: refused in production. */
export function demoCommand(): Command {
  const demo = new Command('demo').description('the demonstration: its people and its clock');
  demo.command('load').description('make one staff sign-in for each role and print its password; those that exist stay as they are').option('--json', 'as JSON')
    .action(({ json }: { json?: boolean }) => withConsole('accounts-cli', (terminal) => load(terminal, json)));
  demo.command('clock').description('move the clock of every service').requiredOption('--to <instant>', 'the beginning of a day in Rome, or an instant, e.g. 2027-01-01 or 2027-01-01T09:30:00Z')
    .action(({ to }: { to: string }) => withConsole('accounts-cli', (terminal) => moveClock(terminal, to)));
  return demo;
}

async function load(terminal: Console, json?: boolean): Promise<void> {
  refuseInProduction(terminal);
  const made: { email: string; roles: string; password: string }[] = [];
  for (const person of DEMO_STAFF) {
    const password = randomBytes(9).toString('base64url');
    if (await create(terminal, { ...person, password })) made.push({ email: person.email, roles: person.roles.join(', '), password });
  }
  if (json) return console.log(JSON.stringify(made));
  if (made.length === 0) return console.log('The demo staff are there already.');
  console.log('Demo staff, whose passwords are shown only now:');
  printTable(['email', 'roles', 'password'], made.map(({ email, roles, password }) => [email, roles, password]));
}

async function create({ ask }: Console, person: CreateStaff): Promise<boolean> {
  try {
    await ask(accountsStaffRpc.createStaff, person);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'email_taken') return false;
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
  if (!INSTANT.test(to) || !isRomeDate(to.slice(0, 10)) || Number.isNaN(instant.getTime())) throw new Error(`${to} is neither a date nor an instant`);
  return instant;
}

function refuseInProduction({ config }: Console): void {
  if (config.OPENVOIP_MODE === 'production') throw new Error('there is no demo in production');
}
