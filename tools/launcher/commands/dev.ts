import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from '../../build.ts';
import type { System } from '../boot.ts';
import { type Command, readOptions } from '../command.ts';
import { isProduction } from '../environment.ts';
import { loadedBy, loadsAny } from '../modules.ts';
import { logs, root } from '../paths.ts';
import { Failure, Misuse, say } from '../say.ts';
import { runsAlready, serve } from '../serve.ts';
import { interrupted } from '../signals.ts';
import { parts } from '../system.ts';

const WATCHED = ['gateway', 'services', 'simulators', 'libs'];
/** An editor writes several files at once, and some twice. */
const SETTLE_MS = 150;

export const dev: Command = {
  summary: 'start everything, and restart what changes',
  help: `Usage: ./openvoip dev [PROCESS] [--no-demo]

Starts everything as 'up' does, and stays: a source that is saved is built, and the processes that load it, and no others,
are started again. What does not compile is told, and changes nothing. Types are not checked: './openvoip test' does it.

  PROCESS     follow its log here, and let a debugger attach to it (Node.js inspector, 127.0.0.1:9229 or the next port
              that is free): ${parts.map(({ name }) => name).join(', ')}
  --no-demo   do not load the demo`,
  run,
};

async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions('dev', args, { 'no-demo': { type: 'boolean' } }, 1);
  const [inspected] = positionals;
  if (inspected !== undefined && !parts.some(({ name }) => name === inspected))
    throw new Misuse(`dev: there is no process '${inspected}': ${parts.map(({ name }) => name).join(', ')}`);
  if (isProduction()) throw new Failure('dev: not in production');
  if (runsAlready()) return 1;
  return serve({ withDemo: !values['no-demo'], inspected }, async (system) => {
    const log = inspected ? follow(inspected) : undefined;
    const stopWatching = keepUpToDate(system);
    say('Watching the sources; Ctrl-C stops everything.');
    await interrupted();
    stopWatching();
    log?.kill();
  });
}

function follow(name: string) {
  return spawn('tail', ['-n', '0', '-F', join(logs, `${name}.log`)], { stdio: ['ignore', 'inherit', 'ignore'] });
}

/** Builds and restarts when sources change, one time after the other; gives what ends it. */
function keepUpToDate(system: System): () => void {
  let working = Promise.resolve();
  let isWaiting = false;
  const changed = () => {
    if (isWaiting) return;
    isWaiting = true;
    working = working.then(async () => {
      await sleep(SETTLE_MS);
      isWaiting = false;
      // After the place and the reason the compiler tells of itself.
      await renew(system).catch((error: Error) => say(`\n✗ ${error.message.split('\n\nCaused by:')[0]!.trim()}`));
    });
  };
  const watchers = WATCHED.map((folder) => watch(join(root, folder), { recursive: true }, changed));
  return () => {
    for (const watcher of watchers) watcher.close();
  };
}

async function renew({ supervisor }: System): Promise<void> {
  const sources = await build();
  if (sources.length === 0) return;
  say(`\n✎ ${sources.length > 3 ? `${sources.length} files` : sources.join(', ')}`);
  const stale = parts.filter(({ entry }) =>
    loadsAny(loadedBy(entry.replace(/^dist\//, ''), join(root, 'dist')), sources),
  );
  say(stale.length > 0 ? `  restarting ${stale.map(({ name }) => name).join(', ')}` : '  no process loads it');
  await Promise.all(stale.map(({ name }) => supervisor.restart(name)));
}
