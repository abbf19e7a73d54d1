import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './paths.ts';
import { Failure } from './say.ts';
import { interruptible } from './signals.ts';

/**
 * Runs a launcher command in the background, showing what it writes until `ready`. Gives its process id.
 * Fails when it ends before; Ctrl-C meanwhile ends it.
 */
export async function inBackground(args: string[], log: string, ready: (pid: number) => boolean): Promise<number> {
  mkdirSync(dirname(log), { recursive: true, mode: 0o700 });
  let shown = existsSync(log) ? statSync(log).size : 0;
  const file = openSync(log, 'a', 0o600);
  const main = join(root, 'tools/launcher/main.ts');
  const child = spawn(process.execPath, [...process.execArgv, main, ...args], {
    detached: true,
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  let over = false;
  child.once('exit', () => (over = true));
  const show = () => {
    const text = readFileSync(log).subarray(shown);
    shown += text.length;
    process.stderr.write(text);
  };
  const comesUp = async () => {
    while (!ready(child.pid!)) {
      await sleep(100);
      show();
      if (over) throw new Failure('it ended before it was ready (see above)');
    }
  };
  try {
    await interruptible(comesUp);
  } catch (error) {
    child.kill();
    throw error;
  }
  show();
  child.unref();
  return child.pid!;
}
