import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, readOptions } from '../command.ts';
import { lives } from '../identity.ts';
import { stopLeftovers } from '../infrastructure.ts';
import { forget, recorded } from '../running.ts';
import { Failure, say, step } from '../say.ts';

const PATIENCE_MS = 120_000;

export const down: Command = {
  summary: 'stop everything that up started',
  help: `Usage: ./openvoip down

Stops the running system, wherever 'up' was called; the data stays in .openvoip/.`,
  run,
};

async function run(args: string[]): Promise<number> {
  readOptions('down', args, {});
  const last = recorded();
  if (!last) {
    say('OpenVOIP does not run.');
    return 0;
  }
  if (lives(last.supervisor)) await step('stopping', () => endSupervisor(last.supervisor));
  else await step('stopping what a killed run left', () => stopLeftovers(last.processes));
  forget();
  return 0;
}

async function endSupervisor(supervisor: { pid: number; born: string }): Promise<void> {
  process.kill(supervisor.pid, 'SIGTERM');
  const deadline = Date.now() + PATIENCE_MS;
  while (lives(supervisor)) {
    if (Date.now() > deadline)
      throw new Failure(`process ${supervisor.pid} does not stop: see .openvoip/logs/launcher.log`);
    await sleep(100);
  }
}
