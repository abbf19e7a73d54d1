import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Command, readOptions } from '../command.ts';
import { logs as folder } from '../paths.ts';
import { Misuse, say } from '../say.ts';

export const logs: Command = {
  summary: 'show or follow the logs',
  help: `Usage: ./openvoip logs [NAME] [-f] [-n LINES]

Shows the end of the log of one process, or of all.

  -f         go on as they grow, until Ctrl-C
  -n LINES   how many lines of each to begin with (20)`,
  run,
};

async function run(args: string[]): Promise<number> {
  const options = {
    follow: { type: 'boolean', short: 'f' },
    lines: { type: 'string', short: 'n', default: '20' },
  } as const;
  const { values, positionals } = readOptions('logs', args, options, 1);
  if (!/^\d+$/.test(values.lines)) throw new Misuse('logs: -n takes a number of lines');
  const files = choose(positionals[0]);
  if (files.length === 0) {
    say("There are no logs yet: './openvoip up' makes them.");
    return 0;
  }
  const child = spawn('tail', ['-n', values.lines, ...(values.follow ? ['-F'] : []), ...files], { stdio: 'inherit' });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 0)));
}

function choose(name: string | undefined): string[] {
  const all = existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.log'))
        .map((file) => join(folder, file))
    : [];
  if (name === undefined) return all;
  const chosen = all.filter((file) => basename(file) === `${name}.log`);
  if (chosen.length > 0) return chosen;
  throw new Misuse(
    `logs: there is no log of '${name}' among ${all.map((file) => basename(file, '.log')).join(', ') || 'none'}`,
  );
}
