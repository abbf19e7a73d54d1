import { type Command, readOptions } from '../command.ts';
import { lives } from '../identity.ts';
import { secretsFile } from '../paths.ts';
import { running } from '../running.ts';
import { print } from '../say.ts';
import { STAFF_EMAIL } from '../secrets.ts';
import type { Kept } from '../supervisor.ts';

export const status: Command = {
  summary: 'what runs, where, and how often it was started again',
  help: `Usage: ./openvoip status [--json]

Shows each process and whether it serves. The exit code is 0 when all do, 1 when not.`,
  run,
};

async function run(args: string[]): Promise<number> {
  const { values } = readOptions('status', args, { json: { type: 'boolean' } });
  const now = running();
  const processes = (now?.processes ?? []).map(describe);
  const state = now?.state ?? 'stopped';
  const healthy = state === 'ready' && processes.every(({ ready }) => ready);
  if (values.json)
    print(JSON.stringify({ state, healthy, url: now?.url ?? null, secrets: secretsFile, processes }, null, 2));
  else print(now ? table(state, now.url, processes) : "OpenVOIP does not run: './openvoip up' starts it.");
  return healthy ? 0 : 1;
}

interface Described {
  name: string;
  ready: boolean;
  pid: number | null;
  port: number | null;
  restarts: number;
  log: string;
}

function describe({ name, process, port, ready, restarts, log }: Kept): Described {
  const alive = lives(process);
  return { name, ready: ready && alive, pid: alive ? process!.pid : null, port: port ?? null, restarts, log };
}

const WIDTHS = [14, 10, 8, 22, 8];

function row(cells: (string | number | null | undefined)[]): string {
  return cells
    .map((cell, at) => String(cell ?? '-').padEnd(WIDTHS[at] ?? 0))
    .join('  ')
    .trimEnd();
}

function table(state: string, url: string, processes: Described[]): string {
  const rows = processes.map(({ name, ready, pid, port, restarts }) =>
    row([name, ready ? 'serves' : 'not ready', pid, port && `127.0.0.1:${port}`, restarts]),
  );
  const secret = `Staff sign-in: ${STAFF_EMAIL}, password in ${secretsFile} (staffPassword)`;
  return [
    `OpenVOIP is ${state}${url && ` at ${url}`}`,
    '',
    row(['process', 'state', 'pid', 'address', 'restarts']),
    ...rows,
    '',
    secret,
  ].join('\n');
}
