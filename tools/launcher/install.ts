import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './paths.ts';
import { Failure, step } from './say.ts';

/** Where a command is found on PATH (or in the further folders), or undefined. */
export function find(command: string, ...further: string[]): string | undefined {
  const folders = [...further, ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)];
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Runs a command to its end, quietly. Fails with what it wrote last when it fails. */
export async function run(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(new Failure(`cannot run ${command}: ${error.message}`)));
    child.once('close', resolve);
  });
  if (code !== 0) throw new Failure(`failed: ${command} ${args.join(' ')}\n${output.trimEnd()}`);
}

/** Whether packages can be installed here without asking: root on Debian or a descendant. */
export function canUseApt(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && find('apt-get') !== undefined;
}

/** Installs Debian packages when root on Debian or Ubuntu; else fails with `advice`. */
export async function aptInstall(packages: string[], advice: string): Promise<void> {
  if (!canUseApt()) throw new Failure(advice);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await step(`installing ${packages.join(' ')} with apt-get`, async () => {
    await run('apt-get', ['update', '-qq'], env);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], env);
  });
}
