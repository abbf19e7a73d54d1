import type { ChildProcess } from 'node:child_process';
import type { Collection } from 'mongodb';
import type { Connection } from 'mongoose';

export interface BenchmarkOptions {
  /** How long each round of a rate lasts. */
  readonly seconds: number;
  /** How many items a counted benchmark works on. */
  readonly count?: number;
  /** Tells a person how far it is. */
  readonly progress: (text: string) => void;
}

/** Ours and the floor, in the same unit and the same run. */
export interface BenchmarkResult {
  readonly unit: string;
  readonly ours: number;
  readonly floor: number;
  readonly ratio: number;
  readonly aim: string;
  readonly notes: readonly string[];
}
export type Benchmark = (options: BenchmarkOptions) => Promise<BenchmarkResult>;

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length % 2
    ? sorted[(sorted.length - 1) / 2]!
    : (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2;
};

/** Ends a process with the benchmark, however that ends. */
export function endWithUs(child: ChildProcess): ChildProcess {
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

/** Which database answers: figures of different ones must not be compared. */
export async function databaseName(connection: Connection): Promise<string> {
  const info = (await connection.db!.admin().buildInfo()) as {
    version?: string;
    secantus?: unknown;
    secantusVersion?: string;
    modules?: string[];
  };
  const text = JSON.stringify(info);
  return /secantus/i.test(text) ? `embedded stand-in (SecantusDB, speaks ${info.version})` : `MongoDB ${info.version}`;
}

/** Gives a floor's collection the indexes of the real one; `unique` keeps them unique, for documents that differ as the real ones do. */
export async function copyIndexes(
  real: Pick<Collection, 'indexes'>,
  copy: Pick<Collection, 'createIndexes'>,
  { unique }: { unique: boolean },
): Promise<void> {
  const indexes = (await real.indexes()).filter(({ name }) => name !== '_id_');
  if (indexes.length === 0) return;
  await copy.createIndexes(
    indexes.map(({ key, name, sparse, partialFilterExpression, ...index }) => ({
      key,
      name,
      ...(sparse ? { sparse } : {}),
      ...(partialFilterExpression ? { partialFilterExpression } : {}),
      ...(unique && index.unique ? { unique } : {}),
    })),
  );
}
