import { join } from 'node:path';
import { boot, newSystem, type System } from './boot.ts';
import { loadDemo } from './demo.ts';
import { home } from './paths.ts';
import { prepare } from './prepare.ts';
import { forget, record, running } from './running.ts';
import { print, say, step } from './say.ts';
import { secrets, signIns, STAFF_EMAIL } from './secrets.ts';
import { interruptible } from './signals.ts';

/** Whether the system runs, which is said then. */
export function runsAlready(): boolean {
  const already = running();
  if (!already) return false;
  const where = already.url && ` at ${already.url}`;
  say(`OpenVOIP runs already${where}: './openvoip status' shows it, './openvoip down' stops it.`);
  return true;
}

/** Starts everything, tells how to sign in, and stops it when `work` is done or a signal came before it served. */
export async function serve(
  { withDemo, inspected }: { withDemo: boolean; inspected?: string | undefined },
  work: (system: System) => Promise<unknown>,
): Promise<number> {
  const system = await newSystem();
  try {
    await interruptible(async () => {
      await prepare();
      await boot(system, secrets(), inspected);
      if (withDemo) await loadDemo(system.run);
      print(welcome(system));
      system.run.state = 'ready';
      record(system.run);
    });
    await work(system);
    return 0;
  } finally {
    await stop(system);
  }
}

async function stop({ run: state, supervisor }: System): Promise<void> {
  state.state = 'stopping';
  await step('stopping', () => supervisor.stop());
  forget();
}

function welcome({ run: { url, processes } }: System): string {
  const lines: [string, string][] = [
    ['API', url],
    ['Panel', `${url}/`],
    ['Documentation', `${url}/v1/docs`],
    ...processes.flatMap(({ name, port }): [string, string][] => (port ? [[name, `127.0.0.1:${port}`]] : [])),
    ['Mail', process.env.SMTP_URL ? 'sent by SMTP' : `kept in ${join(home, 'mail')}`],
    ['Logs', './openvoip logs -f'],
  ];
  const credentials = JSON.stringify({ email: STAFF_EMAIL, password: '<password>' });
  const tries = [
    `curl -s ${url}/v1/health`,
    `curl -s ${url}/v1/auth/sign-in -H 'content-type: application/json' -d '${credentials}'`,
  ];
  return [
    '',
    'OpenVOIP runs.',
    '',
    ...tabled(lines),
    '',
    'Sign-ins:',
    ...tabled(signIns()),
    '',
    'Try:',
    ...tries.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** Lines of two columns. */
export function tabled(lines: readonly [string, string][]): string[] {
  const width = Math.max(...lines.map(([what]) => what.length));
  return lines.map(([what, where]) => `  ${what.padEnd(width)}  ${where}`);
}
