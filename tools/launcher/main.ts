import { type Command, helped } from './command.ts';
import { bench } from './commands/bench.ts';
import { infra } from './commands/infra.ts';
import { test } from './commands/test.ts';
import { Failure, Misuse, print, say } from './say.ts';

const commands: Record<string, Command> = { test, bench, infra };

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    print(overview());
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Misuse(`there is no command '${name}': ./openvoip --help lists them`);
  return helped(command, args) ? 0 : command.run(args);
}

function overview(): string {
  const shown = Object.entries(commands).filter(([, { hidden }]) => !hidden);
  const width = Math.max(...shown.map(([name]) => name.length));
  const list = shown.map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return ['Usage: ./openvoip <command> [options]', '', ...list, '', "'./openvoip <command> --help' explains a command."].join('\n');
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  say(error instanceof Failure ? `openvoip: ${error.message}` : String((error as Error).stack ?? error));
  process.exit(error instanceof Failure ? error.exitCode : 1);
}
