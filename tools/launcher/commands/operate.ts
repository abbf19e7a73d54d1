import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../command.ts';
import { foreground } from '../foreground.ts';
import { root } from '../paths.ts';
import { prepare } from '../prepare.ts';
import { running } from '../running.ts';
import { Failure } from '../say.ts';
import { cliOf, operatorCommands } from '../system.ts';

/** An operator's command: its owner's program, run with the environment of the running system. It explains itself. */
export function operate(name: string): Command {
  const { owner, summary } = operatorCommands[name]!;
  const run = async (args: string[]) => {
    const program = cliOf(owner);
    if (!existsSync(join(root, program))) await prepare();
    if (!existsSync(join(root, program))) throw new Failure(`${name}: ${program} has not been built`);
    // Files are named as the operator sees them.
    return foreground(program, [name, ...args], environment(name, owner, args), { cwd: process.cwd() });
  };
  return { summary, run, explainsItself: true, help: '' };
}

/** The running system's; else the caller's own, where it names a broker and a database. Help needs neither. */
function environment(name: string, owner: string, args: string[]): NodeJS.ProcessEnv {
  const { RABBITMQ_URL, MONGODB_URI } = process.env;
  const environments = running()?.environments;
  const given = environments?.[owner] ?? environments?.accounts;
  const { TERM, LANG, USER } = process.env;
  if (given) return { ...given, TERM, LANG, USER };
  if ((RABBITMQ_URL && MONGODB_URI) || args.includes('--help') || args.includes('-h')) return process.env;
  throw new Failure(`${name}: OpenVOIP does not run; './openvoip up' starts it, or set RABBITMQ_URL and MONGODB_URI`);
}
