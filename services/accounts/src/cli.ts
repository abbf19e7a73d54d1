import { Command } from 'commander';
import { demoCommand } from './demo/demo.cli.js';
import { sagasCommand } from './sagas/sagas.cli.js';

const program = new Command('./openvoip')
  .description("Accounts' operator commands")
  .addCommand(sagasCommand())
  .addCommand(demoCommand());
await program.parseAsync().catch((error: Error) => {
  console.error(`accounts: ${error.message}`);
  process.exitCode = 1;
});
