import { type Command, readOptions } from '../command.ts';
import { lives } from '../identity.ts';
import { stopLeftovers } from '../infrastructure.ts';
import { stopKeptInfrastructure } from '../kept-infrastructure.ts';
import { stopProcess } from '../processes.ts';
import { forget, recorded } from '../running.ts';
import { say, step } from '../say.ts';

export const down: Command = {
  summary: 'stop everything that up started, and what test keeps',
  help: `Usage: ./openvoip down

Stops the running system, wherever 'up' was called; the data stays in .openvoip/. Stops the broker and the database too that
'./openvoip test PATH' keeps between its runs.`,
  run,
};

async function run(args: string[]): Promise<number> {
  readOptions('down', args, {});
  const keptForTests = await stopKeptInfrastructure();
  if (keptForTests) say('✓ stopped the broker and the database that were kept for tests');
  const last = recorded();
  if (!last) {
    if (!keptForTests) say('OpenVOIP does not run.');
    return 0;
  }
  if (lives(last.supervisor)) await step('stopping', () => stopProcess(last.supervisor));
  else await step('stopping what a killed run left', () => stopLeftovers(last.processes));
  forget();
  return 0;
}
