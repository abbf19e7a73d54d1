import { join } from 'node:path';
import { inBackground } from '../background.ts';
import { type Command, readOptions } from '../command.ts';
import { checkProduction, isProduction } from '../environment.ts';
import { logs } from '../paths.ts';
import { running } from '../running.ts';
import { print } from '../say.ts';
import { signIns } from '../secrets.ts';
import { runsAlready, serve, tabled } from '../serve.ts';
import { interrupted } from '../signals.ts';

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
  if (runsAlready()) return 1;
  checkProduction();
  const withDemo = !values['no-demo'] && !isProduction();
  return values.detach ? detach(withDemo) : serve({ withDemo }, interrupted);
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
