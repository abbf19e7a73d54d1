import { join } from 'node:path';
import { type Command, readOptions } from '../command.ts';
import { foreground } from '../foreground.ts';
import { withPrivateInfrastructure } from '../infrastructure.ts';
import { home } from '../paths.ts';
import { prepare } from '../prepare.ts';
import { installPython, invocation, type PythonProgram } from '../python.ts';
import { Misuse } from '../say.ts';

const ROLES = ['public', 'customer', 'agent', 'supervisor', 'billing_operator', 'carrier', 'switch', 'admin'];
const MINUTES = 3;

const SCHEMATHESIS: PythonProgram = {
  title: 'the fuzzer schemathesis',
  package: 'schemathesis==4.32.5',
  folder: join(home, 'schemathesis'),
  command: 'schemathesis',
  advice: 'Python is missing: install Python 3.10 or newer with venv',
};

export const fuzz: Command = {
  summary: 'make requests from the API document and compare every answer with it',
  help: `Usage: ./openvoip test fuzz [--minutes N] [--role ROLE]…

Installs schemathesis (PyPI) in an environment of its own under .openvoip/, builds, and for each role starts a whole system
on a broker and a database of its own, with a customer who has a contract, a ticket, payments and changes. Requests are
made of the part of the API document that the role may ask: examples, boundaries, random and wrong values, and chains of
requests. Looked for are errors of the server (5xx) and answers that the document does not tell: another status, content
type, header or body. Left out are the event stream and the demo's clock.

Prints each finding with the request that shows it, then a table of the roles; the exit code is 0 without findings, 1 with,
and everything that was started is stopped and removed, also by Ctrl-C.

  --minutes N   how long for each role (${MINUTES}); parts of a minute are fine
  --role ROLE   only this role, or these: ${ROLES.join(', ')}`,
  run,
};

async function run(args: string[]): Promise<number> {
  const { values } = readOptions('test fuzz', args, {
    minutes: { type: 'string', default: String(MINUTES) },
    role: { type: 'string', multiple: true, default: ROLES },
  });
  if (!(Number(values.minutes) > 0)) throw new Misuse('test fuzz: --minutes takes a number above zero');
  const unknown = values.role.find((role) => !ROLES.includes(role));
  if (unknown) throw new Misuse(`test fuzz: there is no role ${unknown}; see ./openvoip test fuzz --help`);
  await prepare();
  await installPython(SCHEMATHESIS);
  const program = invocation(SCHEMATHESIS).flatMap((part) => ['--program', part]);
  const asked = [...program, '--minutes', values.minutes, ...values.role.flatMap((role) => ['--role', role])];
  // Its files go with the folder, however it ends.
  return withPrivateInfrastructure(({ folder, ...addresses }) =>
    foreground('dist/fuzz/main.js', asked, { ...process.env, ...addresses, TMPDIR: folder }),
  );
}
