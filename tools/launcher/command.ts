import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Misuse, print } from './say.ts';

/** A command of the launcher. */
export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** The text of `--help`. */
  help: string;
  /** Does it, and gives the exit code. */
  run(args: string[]): Promise<number>;
  /** Left out of the list of commands. */
  hidden?: boolean;
  /** Answers `--help` by itself. */
  explainsItself?: boolean;
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads the arguments of a command. Throws a one-sentence `Misuse` on an option or argument it does not know. */
export function readOptions<T extends Options>(command: string, args: string[], options: T, positionals = 0) {
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
    if (parsed.positionals.length > positionals)
      throw new Error(`unexpected argument '${parsed.positionals[positionals]}'`);
    return parsed;
  } catch (error) {
    const sentence = (error as Error).message.split('. ')[0];
    throw new Misuse(`${command}: ${sentence}; see ./openvoip ${command} --help`);
  }
}

/** Whether `--help` or `-h` is asked for, before any `--`; prints the help then. */
export function helped(command: Command, args: string[]): boolean {
  if (command.explainsItself) return false;
  const own = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  if (!own.includes('--help') && !own.includes('-h')) return false;
  print(command.help);
  return true;
}
