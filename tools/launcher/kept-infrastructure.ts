import { rmSync, statSync, utimesSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inBackground } from './background.ts';
import { readJson, writeJson } from './files.ts';
import { type Identity, identify, lives } from './identity.ts';
import { type Infrastructure, withPrivateInfrastructure } from './infrastructure.ts';
import { keptFile, keptLog } from './paths.ts';
import { stopProcess } from './processes.ts';
import { say } from './say.ts';
import { interrupted } from './signals.ts';

/** What is kept is stopped when no test has run on it for so long. */
const UNUSED_MS = 30 * 60_000;
const LOOK_MS = 5_000;

interface Kept extends Infrastructure {
  keeper: Identity;
}

/** What is kept now, if its keeper lives. */
function kept(): Kept | undefined {
  const found = readJson<Kept>(keptFile);
  return found && lives(found.keeper) ? found : undefined;
}

/**
 * Gives `work` the broker and database that stay between the runs of single tests: those of the run before, else new ones.
 * Never those of the running system; those that the caller names are taken as they are.
 */
export async function withKeptInfrastructure<T>(work: (infrastructure: Infrastructure) => Promise<T>): Promise<T> {
  const { RABBITMQ_URL, GATEWAY_RABBITMQ_URL = RABBITMQ_URL, MONGODB_URI } = process.env;
  if (RABBITMQ_URL && GATEWAY_RABBITMQ_URL && MONGODB_URI)
    return work({ RABBITMQ_URL, GATEWAY_RABBITMQ_URL, MONGODB_URI });
  if (RABBITMQ_URL || MONGODB_URI) return withPrivateInfrastructure(work);
  if (!kept()) await inBackground(['infra', '--kept'], keptLog, () => kept() !== undefined);
  const inUse = setInterval(use, LOOK_MS);
  try {
    use();
    return await work(kept()!);
  } finally {
    clearInterval(inUse);
  }
}

function use(): void {
  if (kept()) utimesSync(keptFile, new Date(), new Date());
}

/** Keeps a broker and a database for tests until it is told to end or nobody uses them any more; ends at once when another keeps some already. */
export async function keepInfrastructure(): Promise<number> {
  return withPrivateInfrastructure(async ({ folder: _folder, ...addresses }) => {
    if (kept()) return 0;
    const keeper = identify(process.pid)!;
    writeJson(keptFile, { keeper, ...addresses } satisfies Kept);
    say(`Kept for tests until ${UNUSED_MS / 60_000} minutes go by without one; './openvoip down' stops them too.`);
    await Promise.race([interrupted(), unused()]);
    rmSync(keptFile, { force: true });
    return 0;
  });
}

async function unused(): Promise<void> {
  while (Date.now() - statSync(keptFile).mtimeMs < UNUSED_MS) await sleep(LOOK_MS);
}

/** Stops what is kept for tests; says whether there was any. */
export async function stopKeptInfrastructure(): Promise<boolean> {
  const found = kept();
  if (found) await stopProcess(found.keeper);
  rmSync(keptFile, { force: true });
  return found !== undefined;
}
