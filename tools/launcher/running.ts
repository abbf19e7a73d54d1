import { rmSync } from 'node:fs';
import { readJson, writeJson } from './files.ts';
import { type Identity, lives } from './identity.ts';
import { root, runFile } from './paths.ts';
import type { Kept } from './supervisor.ts';

/** The running system, as its supervisor records it for the other commands. */
export interface Run {
  /** The folder that it runs from: a copy of the folder has a copy of this record, and is not it. */
  root: string;
  supervisor: Identity;
  state: 'starting' | 'ready' | 'stopping';
  url: string;
  processes: Kept[];
  /** What each owner's process was given, so that an operator's command gets the same. */
  environments: Record<string, Record<string, string>>;
}

/** What was recorded last, whether its supervisor still lives or not. */
export function recorded(): Run | undefined {
  const run = readJson<Run>(runFile);
  return run?.root === root ? run : undefined;
}

/** The running system, or undefined when there is none. */
export function running(): Run | undefined {
  const run = recorded();
  return run && lives(run.supervisor) ? run : undefined;
}

export function record(run: Run): void {
  writeJson(runFile, run);
}

export function forget(): void {
  rmSync(runFile, { force: true });
}
