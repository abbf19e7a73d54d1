import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '#libs/platform/whole-file.js';
import { isWellFormed, MESSAGE_BYTES } from './notification.format.js';
import type { Received, SdiExchange } from './sdi.port.js';

const FOLDERS = ['out', 'in', 'done', 'odd'] as const;
/** A file that is no whole XML may still be being written, for so long. */
const WRITTEN_WITHIN_MS = 60_000;

/**
 * The exchange of intermediaries: files in folders that both sides see. Invoices go into `out`, one XML file each under the name
 * that SdI is to know it by; SdI's messages come to `in`, and end in `done`, or in `odd` when staff must look at them. A file
 * appears in `out` whole, by a rename.
 */
export class SdiFiles implements SdiExchange {
  private readonly ready: Promise<unknown>;

  constructor(private readonly folder: string) {
    this.ready = Promise.all(FOLDERS.map((name) => mkdir(join(folder, name), { recursive: true, mode: 0o700 })));
    this.ready.catch(() => undefined);
  }

  async send(fileName: string, xml: string): Promise<void> {
    await this.ready;
    await writeWhole(join(this.folder, 'out', fileName), xml);
  }

  async receive(take: (fileName: string, content: Buffer) => Promise<'taken' | 'odd' | 'later'>): Promise<Received> {
    await this.ready;
    const entries = await readdir(join(this.folder, 'in'), { withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile() && !/^\.|\.(part|tmp)$/i.test(entry.name))
      .map(({ name }) => name)
      .sort();
    const received = { taken: 0, odd: 0 };
    for (const name of names) {
      const outcome = await this.file(name, take).catch(unlessGone);
      if (outcome) received[outcome] += 1;
    }
    return received;
  }

  private async file(
    name: string,
    take: (fileName: string, content: Buffer) => Promise<'taken' | 'odd' | 'later'>,
  ): Promise<'taken' | 'odd' | undefined> {
    const path = join(this.folder, 'in', name);
    const { size, mtimeMs } = await stat(path);
    const content = size > MESSAGE_BYTES ? Buffer.alloc(0) : await readFile(path);
    if (Date.now() - mtimeMs < WRITTEN_WITHIN_MS && !isWellFormed(content)) return undefined;
    const outcome = await take(name, content);
    if (outcome === 'later') return undefined;
    await rename(path, join(this.folder, outcome === 'odd' ? 'odd' : 'done', name));
    return outcome;
  }
}

/** A round at the same time, of this process or another, was first with the file. */
function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
