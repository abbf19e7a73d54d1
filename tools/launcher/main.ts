import { type Command, helped } from './command.ts';
import { bench } from './commands/bench.ts';
import { demoPeople } from './commands/demo-people.ts';
import { dev } from './commands/dev.ts';
import { doctor } from './commands/doctor.ts';
import { down } from './commands/down.ts';
import { env } from './commands/env.ts';
import { infra } from './commands/infra.ts';
import { logs } from './commands/logs.ts';
import { operate } from './commands/operate.ts';
import { status } from './commands/status.ts';
import { test } from './commands/test.ts';
import { up } from './commands/up.ts';
import { Failure, Misuse, print, say } from './say.ts';
import { operatorCommands } from './system.ts';

const own: Record<string, Command> = { up, dev, down, status, logs, test, bench, doctor, env, infra };
const operators = Object.fromEntries(Object.keys(operatorCommands).map((name) => [name, operate(name)]));
const commands: Record<string, Command> = { ...own, ...operators };

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    print(overview());
    return name === undefined ? 2 : 0;
  }
  if (name === 'demo' && args[0] === 'people')
    return helped(demoPeople, args.slice(1)) ? 0 : demoPeople.run(args.slice(1));
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Misuse(`there is no command '${name}': ./openvoip --help lists them`);
  return helped(command, args) ? 0 : command.run(args);
}

function overview(): string {
  return [
    'Usage: ./openvoip <command> [options]',
    '',
    ...list(own),
    '',
    'For operators, on the running system:',
    ...list(operators),
    '',
    "'./openvoip <command> --help' explains a command.",
  ].join('\n');
}

function list(some: Record<string, Command>): string[] {
  const shown = Object.entries(some).filter(([, { hidden }]) => !hidden);
  return shown.map(([name, { summary }]) => `  ${name.padEnd(10)}  ${summary}`);
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  say(error instanceof Failure ? `openvoip: ${error.message}` : String((error as Error).stack ?? error));
  process.exit(error instanceof Failure ? error.exitCode : 1);
}
