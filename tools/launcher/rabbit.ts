import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type Credentials, credentials, definitions, GATEWAY_USER } from './broker-access.ts';
import { makePrivate, writeJson } from './files.ts';
import { aptInstall, find } from './install.ts';
import type { PortBook } from './ports.ts';
import type { Program } from './processes.ts';
import { Failure } from './say.ts';
import type { Server } from './server.ts';

/** Debian's /usr/sbin/rabbitmq-server is a wrapper that changes user and folder: the script itself comes first. */
const SCRIPT_FOLDER = '/usr/lib/rabbitmq/bin';
const ADVICE = 'RabbitMQ is missing: install rabbitmq-server (3.10 or newer), or set RABBITMQ_URL to a broker of yours';

export function findRabbit(): string | undefined {
  return find('rabbitmq-server', SCRIPT_FOLDER);
}

interface Layout extends Credentials {
  folder: string;
  logs: string;
  port: number;
  distPort: number;
  epmdPort: number;
}

/**
 * The broker: RABBITMQ_URL where it is set, else a private node whose data, ports, user and password live with
 * `folder`, so that the next start finds its queues again. The gateway has a user of its own, also on the caller's where it names one. Fails with what to do when RabbitMQ cannot be had.
 */
export async function rabbit(folder: string, ports: PortBook): Promise<Server & { gatewayUrl: string }> {
  const { RABBITMQ_URL, GATEWAY_RABBITMQ_URL } = process.env;
  if (RABBITMQ_URL) return { url: RABBITMQ_URL, gatewayUrl: GATEWAY_RABBITMQ_URL || RABBITMQ_URL, programs: [] };
  if (!findRabbit()) await aptInstall(['rabbitmq-server'], ADVICE);
  const script = findRabbit();
  if (!script) throw new Failure(ADVICE);
  const layout = await layOut(folder, ports);
  const url = (user: string, password: string) => `amqp://${user}:${password}@127.0.0.1:${layout.port}`;
  return {
    url: url(layout.user, layout.password),
    gatewayUrl: url(GATEWAY_USER, layout.gatewayPassword),
    programs: [epmd(layout), broker(script, layout)],
  };
}

async function layOut(home: string, ports: PortBook): Promise<Layout> {
  const folder = join(home, 'rabbitmq');
  // Before the node starts: files of an earlier version could be read by others.
  makePrivate(folder);
  mkdirSync(join(folder, 'data'), { recursive: true, mode: 0o700 });
  const layout = {
    ...credentials(folder),
    folder,
    logs: join(home, 'logs'),
    port: await ports.take('rabbitmq'),
    distPort: await ports.take('rabbitmq-dist'),
    epmdPort: await ports.take('rabbitmq-epmd'),
  };
  writeFileSync(join(folder, 'rabbitmq.conf'), configuration(layout), { mode: 0o600 });
  writeJson(join(folder, 'definitions.json'), definitions(layout));
  writeFileSync(join(folder, 'enabled_plugins'), '[].\n', { mode: 0o600 });
  writeFileSync(join(folder, 'rabbitmq-env.conf'), '', { mode: 0o600 });
  return layout;
}

/** Its users come from the definitions alone: with those, the node makes no user of its own. */
function configuration({ folder, port, user }: Layout): string {
  return [
    `listeners.tcp.1 = 127.0.0.1:${port}`,
    `load_definitions = ${join(folder, 'definitions.json')}`,
    ...[user, GATEWAY_USER].map((name) => `loopback_users.${name} = true`),
    'log.file = false',
    'log.console = true',
    'log.console.level = warning',
    '',
  ].join('\n');
}

/** Nothing of the caller's environment but the path, lest the settings of another broker on this machine leak in. */
function environment({ node, folder, port, distPort, epmdPort }: Layout): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: folder,
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(epmdPort),
    ERL_CRASH_DUMP_SECONDS: '0',
    RABBITMQ_NODENAME: node,
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distPort),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: join(folder, 'rabbitmq-env.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    // Makes the start script become the node instead of waiting for it as a child: one process, one id to stop.
    RUNNING_UNDER_SYSTEMD: 'true',
  };
}

/** The port mapper of this node alone; started here because Erlang would leave one behind as a daemon. */
function epmd(layout: Layout): Program {
  return {
    name: 'epmd',
    command: 'epmd',
    args: ['-address', '127.0.0.1', '-port', String(layout.epmdPort)],
    env: environment(layout),
    log: join(layout.logs, 'epmd.log'),
    port: layout.epmdPort,
    ready: () => answers(layout.epmdPort),
    graceMs: 1_000,
  };
}

function broker(script: string, layout: Layout): Program {
  return {
    name: 'rabbitmq',
    command: script,
    args: [],
    env: environment(layout),
    log: join(layout.logs, 'rabbitmq.log'),
    port: layout.port,
    ready: () => answers(layout.port, 'AMQP\0\0\x09\x01'),
    startsWithinMs: 120_000,
    graceMs: 20_000,
  };
}

/** Whether a port accepts a connection and, where a greeting is given, answers to it. */
function answers(port: number, greeting?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2_000 });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => (greeting ? socket.write(greeting, 'latin1') : settle(true)));
    socket.once('data', () => settle(true));
    for (const trouble of ['error', 'timeout', 'close']) socket.once(trouble, () => settle(false));
  });
}
