import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from './files.ts';
import { foreground } from './foreground.ts';
import { demoFile, demoStaffFile, home, root } from './paths.ts';
import type { Run } from './running.ts';
import { Failure, say, step } from './say.ts';
import { cliOf, demoOwners } from './system.ts';

/** Loads the demo, which may be done again: what is there stays. Skipped when this very build has loaded it into this database. */
export async function loadDemo({ environments }: Run): Promise<void> {
  const mark = markOf();
  if (mark && readJson<string>(demoFile) === mark) return say('✓ the demo is loaded');
  for (const owner of demoOwners.filter((each) => existsSync(join(root, cliOf(each))))) {
    const code = await step(`loading the demo of ${owner}`, () =>
      foreground(cliOf(owner), ['demo', 'load', ...(owner === 'accounts' ? ['--keep', demoStaffFile] : [])], {
        ...environments[owner],
      }),
    );
    if (code !== 0) throw new Failure(`the demo of ${owner} could not be loaded (see above; --no-demo leaves it out)`);
  }
  if (mark) writeJson(demoFile, mark);
}

/** The private database as it was made, and the build; nothing for a database of the caller's, which others may change. */
function markOf(): string | undefined {
  if (process.env.MONGODB_URI) return undefined;
  const { ino, birthtimeMs } = statSync(join(home, 'mongodb'));
  return createHash('sha256')
    .update(`${ino} ${birthtimeMs} `)
    .update(readFileSync(join(root, 'dist/.build.json')))
    .digest('hex');
}
