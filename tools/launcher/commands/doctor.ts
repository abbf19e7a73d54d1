import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, readOptions } from '../command.ts';
import { canUseApt, find } from '../install.ts';
import { hasStandIn } from '../mongo.ts';
import { root } from '../paths.ts';
import { isFree } from '../ports.ts';
import { findRabbit } from '../rabbit.ts';
import { running } from '../running.ts';
import { print } from '../say.ts';

export const doctor: Command = {
  summary: 'what this machine has, what it lacks and how to get it',
  help: `Usage: ./openvoip doctor [--json]

Looks, changes nothing. The exit code is 0 when 'up' can work here, 1 when something must be installed by hand.`,
  run,
};

interface Finding {
  what: string;
  state: 'here' | 'installed by up' | 'missing';
  detail: string;
}

async function run(args: string[]): Promise<number> {
  const { values } = readOptions('doctor', args, { json: { type: 'boolean' } });
  const findings = [node(), npm(), broker(), database(), packages(), await gatewayPort()];
  const width = Math.max(...findings.map(({ what }) => what.length));
  const line = ({ what, state, detail }: Finding) =>
    `${state === 'missing' ? '✗' : '✓'} ${what.padEnd(width)}  ${state}: ${detail}`;
  print(values.json ? JSON.stringify(findings, null, 2) : findings.map(line).join('\n'));
  return findings.some(({ state }) => state === 'missing') ? 1 : 0;
}

function node(): Finding {
  return { what: 'Node.js', state: 'here', detail: `${process.version} at ${process.execPath}` };
}

function npm(): Finding {
  const at = find('npm');
  if (at) return { what: 'npm', state: 'here', detail: at };
  return obtainable('npm', 'install it from https://nodejs.org');
}

function broker(): Finding {
  const what = 'RabbitMQ';
  if (process.env.RABBITMQ_URL) return { what, state: 'here', detail: 'RABBITMQ_URL is set' };
  const at = findRabbit();
  if (at) return { what, state: 'here', detail: `${at}, started as a private node` };
  return obtainable(what, 'install rabbitmq-server (3.10 or newer), or set RABBITMQ_URL');
}

function database(): Finding {
  const what = 'MongoDB';
  if (process.env.MONGODB_URI) return { what, state: 'here', detail: 'MONGODB_URI is set' };
  const at = find('mongod');
  if (at) return { what, state: 'here', detail: `${at}, started as a private replica set of one` };
  if (hasStandIn()) return { what, state: 'here', detail: 'the stand-in SecantusDB under .openvoip/' };
  if (find('python3')) return { what, state: 'installed by up', detail: 'the stand-in SecantusDB, with python3' };
  return obtainable(what, 'install mongod, or Python 3.10 or newer with venv, or set MONGODB_URI');
}

function obtainable(what: string, advice: string): Finding {
  return canUseApt()
    ? { what, state: 'installed by up', detail: 'with apt-get' }
    : { what, state: 'missing', detail: advice };
}

function packages(): Finding {
  const here = existsSync(join(root, 'node_modules'));
  return {
    what: 'npm packages',
    state: here ? 'here' : 'installed by up',
    detail: here ? 'node_modules' : 'with npm ci',
  };
}

async function gatewayPort(): Promise<Finding> {
  const what = 'Gateway port';
  const run = running();
  if (run?.url) return { what, state: 'here', detail: `OpenVOIP runs at ${run.url}` };
  const port = Number(process.env.OPENVOIP_PORT ?? 8080);
  const detail = (await isFree(port)) ? `${port} is free` : `${port} is taken: the next free one will be used`;
  return { what, state: 'here', detail };
}
