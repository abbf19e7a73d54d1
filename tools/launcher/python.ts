import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, find, run } from './install.ts';
import { Failure, step } from './say.ts';

/** A program that comes as a package of Python's, in an environment of its own. */
export interface PythonProgram {
  /** What it is, for people. */
  readonly title: string;
  /** Package and version, as pip takes it. */
  readonly package: string;
  /** Its environment. */
  readonly folder: string;
  readonly command: string;
  /** What to do where it cannot be installed. */
  readonly advice: string;
}

const commandOf = ({ folder, command }: PythonProgram): string => join(folder, 'bin', command);

export const isInstalled = (program: PythonProgram): boolean => existsSync(commandOf(program));

/** Installs a program unless it is there, and gives its path. Fails with what to do when Python cannot be had. */
export async function pythonProgram(program: PythonProgram): Promise<string> {
  if (isInstalled(program)) return commandOf(program);
  const python = await pythonWithVenv(program.advice);
  await step(`installing ${program.title}`, async () => {
    await run(python, ['-m', 'venv', '--clear', program.folder]);
    await run(join(program.folder, 'bin', 'pip'), ['install', '--quiet', program.package]);
  });
  return commandOf(program);
}

async function pythonWithVenv(advice: string): Promise<string> {
  const python = find('python3');
  if (python && (await hasVenv(python))) return python;
  await aptInstall(['python3', 'python3-venv'], advice);
  const installed = find('python3');
  if (!installed) throw new Failure(advice);
  return installed;
}

function hasVenv(python: string): Promise<boolean> {
  return run(python, ['-c', 'import venv, ensurepip']).then(() => true, () => false);
}
