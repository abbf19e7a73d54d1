import { randomUUID } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';

/** Writes a file that is there whole or not at all, whoever else writes it at the same time; its owner alone may read it. */
export async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  const half = `${path}.${randomUUID()}.part`;
  await writeFile(half, content, { mode: 0o600 });
  await rename(half, path);
}
