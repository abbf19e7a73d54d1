import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { inBackground } from '../background.ts';
import { type Command, readOptions } from '../command.ts';
import { installDependencies } from '../dependencies.ts';
import { writePrivate } from '../files.ts';
import { withPrivateInfrastructure } from '../infrastructure.ts';
import { keepInfrastructure } from '../kept-infrastructure.ts';
import { print, say } from '../say.ts';
import { interrupted } from '../signals.ts';

export const infra: Command = {
  hidden: true,
  summary: 'a private broker and database, for working on the code',
  help: `Usage: ./openvoip infra [--detach-file FILE]

Starts a broker and a database as 'test' does, empty and in a temporary folder, prints their addresses as
'export' lines and keeps them until Ctrl-C.

  --detach-file FILE   go to the background when they serve; FILE then holds the 'export' lines (source it) and
                       OPENVOIP_INFRA_PID: 'kill $OPENVOIP_INFRA_PID' stops and removes everything
                       (OPENVOIP_INFRA_FOLDER, with the broker's and the database's files and logs, too)`,
  run,
};

async function run(args: string[]): Promise<number> {
  const { values } = readOptions('infra', args, {
    'detach-file': { type: 'string' },
    'write-to': { type: 'string' },
    'until-input-ends': { type: 'boolean' },
    kept: { type: 'boolean' },
  });
  if (values.kept) return keepInfrastructure();
  if (values['detach-file']) return detach(resolve(values['detach-file']));
  // Whoever started it has gone, however it went.
  if (values['until-input-ends']) process.stdin.resume().once('close', () => process.kill(process.pid, 'SIGTERM'));
  await installDependencies();
  return withPrivateInfrastructure(async ({ folder, ...addresses }) => {
    const exported = { ...addresses, OPENVOIP_INFRA_PID: process.pid, OPENVOIP_INFRA_FOLDER: folder };
    const lines = Object.entries(exported)
      .map(([name, value]) => `export ${name}='${value}'`)
      .join('\n');
    if (values['write-to']) writePrivate(values['write-to'], `${lines}\n`);
    else print(lines);
    say('Ctrl-C (or SIGTERM) stops and removes both.');
    await interrupted();
    return 0;
  });
}

async function detach(file: string): Promise<number> {
  rmSync(file, { force: true });
  const pid = await inBackground(['infra', '--write-to', file], `${file}.log`, () => existsSync(file));
  say(`In the background: source ${file}, and 'kill ${pid}' when done.`);
  return 0;
}
