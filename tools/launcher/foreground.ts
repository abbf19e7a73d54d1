import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { endGroup } from './processes.ts';
import { root } from './paths.ts';

export interface ForegroundOptions {
  cwd?: string;
  /** Everything that it starts goes with it: what is left of its process group when it ends is told to end, and then killed. */
  whole?: boolean;
}

/** Runs a script of the project with this terminal, in a folder, and gives its exit code; a signal to the launcher goes on to it. */
export async function foreground(
  script: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  { cwd = root, whole = false }: ForegroundOptions = {},
): Promise<number> {
  const child = spawn(process.execPath, [join(root, script), ...args], { cwd, env, stdio: 'inherit', detached: whole });
  const pass = (signal: NodeJS.Signals) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, pass);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(signal ? 130 : (code ?? 1)));
    });
  } finally {
    for (const signal of signals) process.off(signal, pass);
    if (whole && child.pid) await endGroup(child.pid);
  }
}
