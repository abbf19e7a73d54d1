import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps a message as `<id>.eml` in a folder, where no SMTP server is set. The folder and its files are the owner's alone. */
export async function keepMail(folder: string, id: string, message: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Renamed when whole: whoever watches the folder never reads half a message.
  await writeFile(join(folder, `.${id}`), message, { mode: 0o600 });
  await rename(join(folder, `.${id}`), join(folder, `${id}.eml`));
}
