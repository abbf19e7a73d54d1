import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The JSON in a file, or undefined when there is none (or it was cut short). */
export function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** Replaces a file in one move, so that nobody reads half of it; only its owner may read it. */
export function writePrivate(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}

export function writeJson(file: string, value: unknown): void {
  writePrivate(file, `${JSON.stringify(value, null, 2)}\n`);
}

/** Makes a folder, where there is none, and takes it and all that is in it from everybody but its owner. */
export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const inside = readdirSync(folder, { recursive: true }) as string[];
  for (const path of [folder, ...inside.map((name) => join(folder, name))]) {
    const mode = statSync(path, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined && (mode & 0o077) !== 0) chmodSync(path, mode & 0o700);
  }
}
