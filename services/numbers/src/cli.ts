import { Command } from 'commander';
import { addBlocksCommands } from './cli/blocks.js';
import { addDemoCommands } from './cli/demo.js';
import { addPortsCommands } from './cli/ports.js';
import { addRegisterCommands } from './cli/register.js';
import { addStockCommands } from './cli/stock.js';

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
