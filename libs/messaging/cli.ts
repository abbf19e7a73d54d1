import 'reflect-metadata';
import { Command } from 'commander';
import { readConfig, PlatformConfig } from '#libs/platform/config.js';
import { printTable } from '#libs/platform/table.js';
import { DeadLetters } from './dead-letters.js';

async function withDeadLetters(work: (letters: DeadLetters) => Promise<void>): Promise<void> {
  const config = readConfig(PlatformConfig);
  const letters = await DeadLetters.open(config.RABBITMQ_URL, config.OPENVOIP_NAMESPACE);
  try {
    await work(letters);
  } finally {
    await letters.close();
  }
}

const program = new Command('./openvoip dead').description('Messages that no attempt could handle');
program
  .command('list')
  .description('list them, oldest first')
  .option('--json', 'as JSON')
  .action(({ json }: { json?: boolean }) =>
    withDeadLetters(async (letters) => {
      const rows = await letters.list();
      if (json) console.log(JSON.stringify(rows));
      else
        printTable(
          ['id', 'message', 'service', 'died', 'reason'],
          rows.map((row) => [row.id, row.type, row.service, row.diedAt, row.reason.slice(0, 80)]),
        );
    }),
  );
program
  .command('show')
  .argument('<id>')
  .description('one of them, whole, as JSON')
  .action((id: string) =>
    withDeadLetters(async (letters) => {
      const letter = (await letters.list()).find((row) => row.id === id);
      if (!letter) program.error(`no dead letter ${id}`);
      console.log(JSON.stringify(letter, null, 2));
    }),
  );
program
  .command('replay')
  .argument('<id>', 'a message id, or `all`')
  .description('send back to the service it failed in')
  .action((id: string) =>
    withDeadLetters(async (letters) => {
      const count = await letters.replay(id === 'all' ? undefined : id);
      console.log(`${count} replayed`);
      if (count === 0 && id !== 'all') program.error(`no dead letter ${id}`);
    }),
  );
await program
  .parseAsync(process.argv[2] === 'dead' ? process.argv.toSpliced(2, 1) : process.argv)
  .catch((error: Error) => {
    console.error(`dead: ${error.message}`);
    process.exitCode = 1;
  });
