import { Command } from 'commander';
import { addLedgerCommands } from './ledger/ledger.cli.js';
import { addRenewalCommands } from './renewals/renewals.cli.js';

const program = new Command('billing').description('operators’ commands of the billing service').showHelpAfterError();
addLedgerCommands(program);
addRenewalCommands(program);
await program.parseAsync();
