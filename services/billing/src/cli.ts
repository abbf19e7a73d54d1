import { Command } from 'commander';
import { addLedgerCommands } from './ledger/ledger.cli.js';

const program = new Command('billing').description('operators’ commands of the billing service').showHelpAfterError();
addLedgerCommands(program);
await program.parseAsync();
