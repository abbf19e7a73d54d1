import { Command } from 'commander';
import { addCatalogueCommands } from './announcements/announcements.cli.js';
import { addExportCommand } from './documents/documents.cli.js';
import { addInvoicesCommands } from './invoices/invoices.cli.js';
import { addLedgerCommands } from './ledger/ledger.cli.js';
import { addRefundsCommands } from './refunds/refunds.cli.js';
import { addProvisioningCommands } from './provisioning/provisioning.cli.js';
import { addRenewalCommands } from './renewals/renewals.cli.js';
import { addCdrCommands } from './traffic/traffic.cli.js';
import { addRetentionCommand } from './traffic-retention/traffic-retention.cli.js';
import { addStatementsCommands } from './transfers/transfers.cli.js';

const program = new Command('./openvoip')
  .description('operators’ commands of the billing service')
  .showHelpAfterError();
addLedgerCommands(program);
addProvisioningCommands(program);
addRenewalCommands(program);
addRefundsCommands(program);
addInvoicesCommands(program);
addRetentionCommand(addCdrCommands(program));
addStatementsCommands(program);
addExportCommand(program);
addCatalogueCommands(program);
await program.parseAsync().catch((error: Error) => {
  console.error(`billing: ${error.message}`);
  process.exitCode = 1;
});
