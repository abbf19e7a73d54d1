import { Command } from 'commander';
import { addBlocksCommands } from './inventory/blocks.cli.js';
import { addDemoCommands } from './inventory/demo.cli.js';
import { addPortsCommands } from './porting/ports.cli.js';
import { addRegisterCommands } from './register/register.cli.js';
import { addStockCommands } from './inventory/stock.cli.js';

const program = new Command('./openvoip numbers')
  .description('operators’ commands of the numbers service')
  .showHelpAfterError();
addBlocksCommands(program);
addStockCommands(program);
addPortsCommands(program);
addRegisterCommands(program);
addDemoCommands(program);
await program
  .parseAsync(process.argv[2] === 'numbers' ? process.argv.toSpliced(2, 1) : process.argv)
  .catch((error: Error) => {
    console.error(`numbers: ${error.message}`);
    process.exitCode = 1;
  });
