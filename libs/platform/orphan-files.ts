import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const HOUR_MS = 3_600_000;
const ASIDE = '.orphan';

/** Longer than any transaction that records a file which was written for it. */
const isOld = async (path: string): Promise<boolean> => Date.now() - (await stat(path)).mtimeMs > HOUR_MS;

/** A file is put aside before it goes: one that was written again or recorded meanwhile comes back. */
async function removeUnless(
  path: string,
  name: string,
  isRecorded: (name: string) => Promise<boolean>,
): Promise<boolean> {
  if (name.endsWith('.part')) {
    await rm(path, { force: true });
    return true;
  }
  const own = name.endsWith(ASIDE) ? path.slice(0, -ASIDE.length) : path;
  const sha256 = name.endsWith(ASIDE) ? name.slice(0, -ASIDE.length) : name;
  if (own === path) {
    if (await isRecorded(sha256)) return false;
    await rename(path, own + ASIDE);
  }
  if (!(await isOld(own + ASIDE)) || (await isRecorded(sha256))) {
    await rename(own + ASIDE, own);
    return false;
  }
  await rm(own + ASIDE, { force: true });
  return true;
}

/**
 * Removes files of a folder that nobody recorded: those of processes that died between writing a file and the transaction that
 * records it. Only what is older than an hour goes; safe to run twice at once, and beside writers. @returns how many went
 */
export async function removeOrphans(folder: string, isRecorded: (name: string) => Promise<boolean>): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let removed = 0;
  for (const { name, parentPath } of entries.filter((entry) => entry.isFile())) {
    const path = join(parentPath, name);
    try {
      if ((await isOld(path)) && (await removeUnless(path, name, isRecorded))) removed++;
    } catch (error) {
      // Another process was first.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return removed;
}
