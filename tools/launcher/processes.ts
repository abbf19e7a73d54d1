import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Identity, identify, lives } from './identity.ts';
import { Failure } from './say.ts';

/** How to start a long-running process and to know that it serves. */
export interface Program {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  log: string;
  /** The port that others reach it at, where it has one. */
  port?: number;
  /** Whether it serves now; an error counts as no. */
  ready(): Promise<boolean>;
  /** How long it may take to get ready. */
  startsWithinMs?: number;
  /** Others stand on it: it is stopped after them. */
  foundation?: boolean;
  /** How long it may take to end after SIGTERM before it is killed; 0 kills at once. */
  graceMs?: number;
}

export interface Running {
  pid: number;
  /** Settles when the process has ended, with the reason in words. */
  ended: Promise<string>;
  hasEnded(): boolean;
}

const PRIVATE = 0o077;
const LOG_LIMIT = 20 * 1024 * 1024;

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (existsSync(file) && statSync(file).size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/** Starts a program in a process group of its own, its output appended to its log. Fails when it cannot be run. */
export async function start(program: Program): Promise<Running> {
  const log = openLog(program.log);
  // What a broker and a database write is read by nobody else; others write files that others may have to read.
  const umask = program.foundation ? process.umask(PRIVATE) : undefined;
  const child = spawn(program.command, program.args, { env: program.env, stdio: ['ignore', log, log], detached: true });
  if (umask !== undefined) process.umask(umask);
  closeSync(log);
  let over = false;
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      over = true;
      resolve(signal ? `killed by ${signal}` : `exit code ${code}`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new Failure(`cannot run ${program.command}: ${error.message}`)));
  });
  return { pid: child.pid!, ended, hasEnded: () => over };
}

/** Waits until a started program serves. Fails, with the end of its log, when it ends before or takes too long. */
export async function becomeReady(program: Program, running: Running): Promise<void> {
  const deadline = Date.now() + (program.startsWithinMs ?? 60_000);
  while (!(await program.ready().catch(() => false))) {
    if (running.hasEnded())
      throw new Failure(`${program.name} ended while starting (${await running.ended})\n${tail(program.log)}`);
    if (Date.now() > deadline) throw new Failure(`${program.name} did not get ready in time\n${tail(program.log)}`);
    await sleep(100);
  }
}

/** The last lines of a log. */
export function tail(file: string, lines = 15): string {
  if (!existsSync(file)) return `(no log at ${file})`;
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `  | ${line}`)
    .join('\n');
}

/** @returns whether there is anybody in the group. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** Ends what is left of a group whose leader has ended: SIGTERM, and SIGKILL when the grace is over. */
export async function endGroup(pid: number, graceMs = 10_000): Promise<void> {
  const deadline = Date.now() + graceMs;
  signalGroup(pid, 'SIGTERM');
  while (signalGroup(pid, 0) && Date.now() < deadline) await sleep(30);
  signalGroup(pid, 'SIGKILL');
}

/**
 * Ends a process group that `start` made: SIGTERM, and SIGKILL for what is left when its leader has ended or the
 * grace is over. Nobody may be there to reap an orphan, so a zombie counts as ended.
 */
export async function stopGroup(pid: number, graceMs = 10_000): Promise<void> {
  const deadline = Date.now() + graceMs;
  signalGroup(pid, 'SIGTERM');
  while (identify(pid) && Date.now() < deadline) await sleep(30);
  signalGroup(pid, 'SIGKILL');
  while (identify(pid)) await sleep(20);
}

const PATIENCE_MS = 120_000;

/** Asks a process of the launcher's own to end, and waits until it has tidied up. */
export async function stopProcess(launcher: Identity): Promise<void> {
  process.kill(launcher.pid, 'SIGTERM');
  const deadline = Date.now() + PATIENCE_MS;
  while (lives(launcher)) {
    if (Date.now() > deadline)
      throw new Failure(`process ${launcher.pid} does not stop: see .openvoip/logs/launcher.log`);
    await sleep(100);
  }
}
