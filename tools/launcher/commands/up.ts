import { join } from 'node:path';
import { inBackground } from '../background.ts';
import { boot, newSystem, type System } from '../boot.ts';
import { type Command, readOptions } from '../command.ts';
import { loadDemo } from '../demo.ts';
import { checkProduction, isProduction } from '../environment.ts';
import { home, logs } from '../paths.ts';
import { prepare } from '../prepare.ts';
import { forget, record, running } from '../running.ts';
import { print, say, step } from '../say.ts';
import { secrets, signIns, STAFF_EMAIL } from '../secrets.ts';
import { interrupted, interruptible } from '../signals.ts';

export const up: Command = {
  summary: 'start everything: broker, database, services, gateway, demo',
  help: `Usage: ./openvoip up [--detach] [--no-demo]

Installs what is missing under .openvoip/, builds, starts everything on 127.0.0.1, loads the demo and prints how to
sign in. Processes that die are started again. Ctrl-C stops it all; the data stays in .openvoip/.

  --detach    come back when it runs; './openvoip down' stops it
  --no-demo   do not load the demo

  RABBITMQ_URL, MONGODB_URI   use these instead of a private broker and database
  GATEWAY_RABBITMQ_URL        the same broker with a user of the gateway's own (docs/decisions/launcher-and-containers.md)
  OPENVOIP_PORT               the gateway's port (8080, or the next that is free)
  OPENVOIP_MODE=production    no demo, no movable clock, no simulated payments
  SMTP_URL, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, OTEL_EXPORTER_OTLP_ENDPOINT and every other setting of
  the services (tools/launcher/settings.ts) are passed on to them`,
  run,
};

async function run(args: string[]): Promise<number> {
  const { values } = readOptions('up', args, { detach: { type: 'boolean' }, 'no-demo': { type: 'boolean' } });
  const already = running();
  if (already) {
    say(
      `OpenVOIP runs already${already.url && ` at ${already.url}`}: './openvoip status' shows it, './openvoip down' stops it.`,
    );
    return 1;
  }
  checkProduction();
  const withDemo = !values['no-demo'] && !isProduction();
  return values.detach ? detach(withDemo) : keep(withDemo);
}

async function detach(withDemo: boolean): Promise<number> {
  await inBackground(withDemo ? ['up'] : ['up', '--no-demo'], join(logs, 'launcher.log'), isReady);
  if (process.stdout.isTTY) print(['Sign-ins:', '', ...tabled(signIns()), ''].join('\n'));
  return 0;
}

function isReady(pid: number): boolean {
  const run = running();
  return run?.supervisor.pid === pid && run.state === 'ready';
}

async function keep(withDemo: boolean): Promise<number> {
  const system = await newSystem();
  try {
    await interruptible(async () => {
      await prepare();
      await boot(system, secrets());
      if (withDemo) await loadDemo(system.run);
      print(welcome(system));
      system.run.state = 'ready';
      record(system.run);
    });
    await interrupted();
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

function tabled(lines: readonly [string, string][]): string[] {
  const width = Math.max(...lines.map(([what]) => what.length));
  return lines.map(([what, where]) => `  ${what.padEnd(width)}  ${where}`);
}
