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

/** The environment's Python, and the program that it runs: programs name a Python by a path, which is another one in a folder that was moved. */
export const invocation = ({ folder, command }: PythonProgram): [python: string, program: string] => [
  join(folder, 'bin', 'python3'),
  join(folder, 'bin', command),
];

/** Whether a program is installed already, with a Python that is still there. */
export const isInstalled = (program: PythonProgram): boolean => invocation(program).every((file) => existsSync(file));

/** Installs a program unless it is there. Fails with what to do when Python cannot be had. */
export async function installPython(program: PythonProgram): Promise<void> {
  if (isInstalled(program)) return;
  const python = await pythonWithVenv(program.advice);
  await step(`installing ${program.title}`, async () => {
    await run(python, ['-m', 'venv', '--clear', program.folder]);
    await run(invocation(program)[0], ['-m', 'pip', 'install', '--quiet', program.package]);
  });
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
  return run(python, ['-c', 'import venv, ensurepip']).then(
    () => true,
    () => false,
  );
}
