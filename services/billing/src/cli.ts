import { Command } from 'commander';
import { addExportCommand } from './documents/documents.cli.js';
import { addLedgerCommands } from './ledger/ledger.cli.js';
import { addRefundsCommands } from './refunds/refunds.cli.js';
import { addProvisioningCommands } from './provisioning/provisioning.cli.js';
import { addRenewalCommands } from './renewals/renewals.cli.js';
import { addCdrCommands } from './traffic/traffic.cli.js';
import { addStatementsCommands } from './transfers/transfers.cli.js';

const program = new Command('billing').description('operators’ commands of the billing service').showHelpAfterError();
addLedgerCommands(program);
addProvisioningCommands(program);
addRenewalCommands(program);
addRefundsCommands(program);
addCdrCommands(program);
addStatementsCommands(program);
addExportCommand(program);
await program.parseAsync();
