import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writePrivate } from './files.ts';
import { aptInstall, find, run } from './install.ts';
import { home, root } from './paths.ts';
import { step } from './say.ts';

const lockFile = join(root, 'package-lock.json');
const recordFile = join(home, 'package-lock.sha256');

interface Lock {
  packages: Record<string, { version?: string; optional?: boolean }>;
}

/** Installs node_modules from package-lock.json when they do not agree. */
export async function installDependencies(): Promise<void> {
  const hash = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (existsSync(recordFile) && existsSync(join(root, 'node_modules')) && readFileSync(recordFile, 'utf8') === hash)
    return;
  if (!agrees()) {
    if (!find('npm')) await aptInstall(['npm'], 'npm is missing: install it (https://nodejs.org) and try again');
    await step('installing the npm packages', () => run('npm', ['ci', '--no-audit', '--no-fund']));
  }
  writePrivate(recordFile, hash);
}

/** Whether what npm says it installed is what the lock file asks for, whoever ran npm. */
function agrees(): boolean {
  const installed = readJson<Lock>(join(root, 'node_modules/.package-lock.json'))?.packages;
  const wanted = readJson<Lock>(lockFile)?.packages;
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const found = installed[path]?.version;
    return path === '' || found === version || (optional === true && found === undefined);
  });
}
