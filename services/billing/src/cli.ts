import { Command } from 'commander';
import { addCatalogueCommands } from './monthly/announcements/announcements.cli.js';
import { addExportCommand } from './documents/statements/documents.cli.js';
import { addInvoicesCommands } from './documents/sdi/invoices.cli.js';
import { addLedgerCommands } from './credit/ledger/ledger.cli.js';
import { addRefundsCommands } from './refunds/refunds.cli.js';
import { addProvisioningCommands } from './switch/provisioning.cli.js';
import { addRenewalCommands } from './monthly/renewals/renewals.cli.js';
import { addCdrCommands } from './calls/traffic/traffic.cli.js';
import { addRetentionCommand } from './calls/retention/traffic-retention.cli.js';
import { addStatementsCommands } from './bank/transfers/transfers.cli.js';

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
