import { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { fieldsOf } from '#libs/api/kernel/field.js';
import { DeskReportRow, deskReportsRpc } from '#libs/api/tickets/reports.js';
import { deskRpc } from '#libs/api/tickets/desk.js';
import { TICKET_STATES, type TicketState } from '#libs/api/tickets/tickets.js';
import { withConsole } from '#libs/messaging/console.js';
import { printTable } from '#libs/platform/table.js';

const REPORT_COLUMNS = fieldsOf(DeskReportRow).map((field) => field.name as keyof DeskReportRow);

const program = new Command('./openvoip tickets').description("The ticket queue and the desk's reports");
program
  .command('list')
  .description('the queue, what breaks its promise first in front')
  .option('--state <state...>', `one or more of: ${TICKET_STATES.join(', ')}`)
  .option('--text <words>', 'words of subject, messages, customer or number')
  .option('--limit <n>', 'how many at most', Number, 50)
  .option('--json', 'as JSON')
  .action(({ state, text, limit, json }: { state?: TicketState[]; text?: string; limit: number; json?: boolean }) =>
    withConsole('tickets-cli', async ({ ask }) => {
      const { items } = await ask(deskRpc.queue, { states: state, text, limit });
      if (json) console.log(JSON.stringify(items));
      else
        printTable(
          ['number', 'state', 'category', 'priority', 'agent', 'subject'],
          items.map((row) => [
            row.number,
            row.state,
            row.category,
            row.priority,
            row.assigneeId ?? '',
            row.subject.slice(0, 60),
          ]),
        );
    }),
  );
program
  .command('report')
  .description('backlog, first answers, resolutions and broken promises of a period, by category')
  .requiredOption('--from <day>', 'first day, YYYY-MM-DD')
  .requiredOption('--to <day>', 'last day, YYYY-MM-DD')
  .option('--json', 'as JSON')
  .option('--csv', 'as CSV')
  .action(({ from, to, json, csv }: { from: string; to: string; json?: boolean; csv?: boolean }) =>
    withConsole('tickets-cli', async ({ ask }) => {
      const report = await ask(deskReportsRpc.report, { from, to });
      if (json) console.log(JSON.stringify(report));
      else if (csv) process.stdout.write(stringify(report.rows, { header: true, columns: REPORT_COLUMNS }));
      else
        printTable(
          REPORT_COLUMNS,
          report.rows.map((row) => REPORT_COLUMNS.map((column) => row[column] ?? '')),
        );
    }),
  );
await program
  .parseAsync(process.argv[2] === 'tickets' ? process.argv.toSpliced(2, 1) : process.argv)
  .catch((error: Error) => {
    console.error(`tickets: ${error.message}`);
    process.exitCode = 1;
  });
