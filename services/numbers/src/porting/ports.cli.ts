import { Option, type Command } from 'commander';
import { CARRIER_OUTCOMES, numbersCarrierRpc } from '#libs/api/numbers/carrier.js';
import {
  numbersPortInRpc,
  PORT_IN_REASONS,
  PORT_IN_STATES,
  type PortInOrder,
  type PortInReason,
  type PortInState,
} from '#libs/api/numbers/port-in.js';
import {
  numbersPortOutRpc,
  PORT_OUT_STATES,
  type PortOutState,
  type PortOutView,
  type RequestPortOut,
} from '#libs/api/numbers/port-out.js';
import { withConsole, type Console } from '#libs/messaging/console.js';
import { printMore, printTable } from '#libs/platform/table.js';

interface Page {
  readonly limit: number;
  readonly cursor?: string;
  readonly json?: boolean;
}
interface Listing extends Page {
  readonly out?: boolean;
  readonly state?: string;
  readonly contract?: string;
  readonly number?: string;
}

type Ask = Console['ask'];
/** Ports move by the running service's clock and rules. */
const asked = (work: (ask: Ask) => Promise<void>): Promise<void> => withConsole('numbers-cli', ({ ask }) => work(ask));
const shown = <T>(json: boolean | undefined, value: T, print: (value: T) => void): void =>
  json ? console.log(JSON.stringify(value)) : print(value);

async function list({ out, state, contract: contractId, number, limit, cursor, json }: Listing): Promise<void> {
  const states: readonly string[] = out ? PORT_OUT_STATES : PORT_IN_STATES;
  if (state && !states.includes(state)) throw new Error(`no such state: ${state}; there are ${states.join(', ')}`);
  if (out && contractId) throw new Error('--contract is for port-ins');
  await asked(async (ask) => {
    if (out) {
      const page = await ask(numbersPortOutRpc.list, { state: state as PortOutState, number, limit, cursor });
      return shown(
        json,
        page,
        () => (
          printTable(
            ['order', 'number', 'recipient', 'reference', 'state', 'day', 'objection'],
            page.items.map((row) => [
              row.id,
              row.number,
              row.recipient,
              row.reference,
              row.state,
              row.cutOverOn ?? '',
              row.objection ?? '',
            ]),
          ),
          printMore(page)
        ),
      );
    }
    const page = await ask(numbersPortInRpc.list, { state: state as PortInState, contractId, number, limit, cursor });
    shown(
      json,
      page,
      () => (
        printTable(
          ['order', 'numbers', 'donor', 'state', 'day', 'reason', 'contract'],
          page.items.map((row) => [
            row.id,
            `${row.numbers[0]}${row.numbers.length > 1 ? ` and ${row.numbers.length - 1} more` : ''}`,
            row.donor,
            row.state,
            row.cutOverOn ?? '',
            row.reason ?? '',
            row.contractId,
          ]),
        ),
        printMore(page)
      ),
    );
  });
}

function printPortIn(order: PortInOrder): void {
  console.log(
    `${order.id}: ${order.state}${order.cutOverOn ? `, on ${order.cutOverOn}` : ''}${order.reason ? `, ${order.reason}: ${order.whatToDo ?? ''}` : ''}`,
  );
  console.log(
    `${order.numbers.join(', ')} from ${order.donor}, code ${order.migrationCode}, held by ${order.holder?.name} (${[order.holder?.taxCode, order.holder?.otherTaxCode].filter(Boolean).join(', ')})\n`,
  );
  printTable(
    ['at', 'what', 'state', 'by', 'detail'],
    order.history.map((row) => [row.at, row.action, row.state, row.actor, row.detail ?? '']),
  );
  if (order.documents.length > 0)
    printTable(
      ['document', 'kind', 'file', 'bytes', 'sha256'],
      order.documents.map((row) => [row.id, row.kind, row.fileName, row.size, row.sha256]),
    );
  if (order.comments.length > 0)
    printTable(
      ['at', 'from', 'comment'],
      order.comments.map((row) => [row.at, row.from, row.text]),
    );
}
const printPortOut = ({ id, state, number, recipient, reference, cutOverOn, objection }: PortOutView): void =>
  console.log(
    `${id}: ${state}${cutOverOn ? `, on ${cutOverOn}` : ''}${objection ? `, ${objection}` : ''}\n${number} to ${recipient}, reference ${reference}`,
  );

async function show(id: string, { json }: { json?: boolean }): Promise<void> {
  await asked(async (ask) => {
    if (id.startsWith('pot_')) shown(json, await ask(numbersPortOutRpc.get, { portOutId: id }), printPortOut);
    else shown(json, await ask(numbersPortInRpc.get, { portInId: id }), printPortIn);
  });
}

async function cancel(id: string, { json }: { json?: boolean }): Promise<void> {
  await asked(async (ask) => {
    if (id.startsWith('pot_')) shown(json, await ask(numbersPortOutRpc.cancel, { portOutId: id }), printPortOut);
    else shown(json, await ask(numbersPortInRpc.cancel, { portInId: id }), printPortIn);
  });
}

const moving = (json: boolean | undefined, move: (ask: Ask) => Promise<PortInOrder>): Promise<void> =>
  asked(async (ask) => shown(json, await move(ask), printPortIn));

async function exchange({ json }: { json?: boolean }): Promise<void> {
  await asked(async (ask) =>
    shown(json, await ask(numbersCarrierRpc.exchange, {}), ({ sent, taken, refused }) =>
      console.log(`sent ${sent}, taken ${taken}, refused ${refused}`),
    ),
  );
}

async function messages({
  about,
  outcome,
  limit,
  cursor,
  json,
}: Page & { about?: string; outcome?: 'taken' | 'refused' }): Promise<void> {
  await asked(async (ask) => {
    const page = await ask(numbersCarrierRpc.messages, { about, outcome, limit, cursor });
    shown(
      json,
      page,
      () => (
        printTable(
          ['at', 'message', 'kind', 'from', 'about', 'outcome', 'reason'],
          page.items.map((row) => [row.at, row.id, row.kind, row.from, row.about, row.outcome, row.reason ?? '']),
        ),
        printMore(page)
      ),
    );
  });
}

const paged = (command: Command): Command =>
  command
    .option('--limit <n>', 'how many at most', Number, 50)
    .option('--cursor <cursor>', 'read on')
    .option('--json', 'as JSON');

type AddOrderCommand = (name: string, description: string) => Command;

function addPortInCommands(order: AddOrderCommand): void {
  order('move', 'move the day of cut-over, while that is allowed')
    .requiredOption('--on <day>', 'a working day, YYYY-MM-DD')
    .action((portInId: string, { on, json }: { on: string; json?: boolean }) =>
      moving(json, (ask) => ask(numbersPortInRpc.move, { portInId, cutOverOn: on })),
    );
  order('submit', 'send a port-in order to the current operator, for its customer').action(
    (portInId: string, { json }: { json?: boolean }) =>
      moving(json, (ask) => ask(numbersPortInRpc.submit, { portInId })),
  );
  order('verify', 'the current operator has it in hand').action((portInId: string, { json }: { json?: boolean }) =>
    moving(json, (ask) => ask(numbersPortInRpc.verify, { portInId })),
  );
  order('accept', 'the current operator agreed on a day')
    .requiredOption('--on <day>', 'a working day, YYYY-MM-DD')
    .action((portInId: string, { on, json }: { on: string; json?: boolean }) =>
      moving(json, (ask) => ask(numbersPortInRpc.accept, { portInId, cutOverOn: on })),
    );
  order('reject', 'the current operator refused')
    .addOption(new Option('--reason <code>', 'why').choices([...PORT_IN_REASONS]).makeOptionMandatory())
    .action((portInId: string, { reason, json }: { reason: PortInReason; json?: boolean }) =>
      moving(json, (ask) => ask(numbersPortInRpc.reject, { portInId, reason })),
    );
  order('comment', 'comment on a port-in order, for its customer to see')
    .argument('<text>', 'the comment')
    .action((portInId: string, text: string, { json }: { json?: boolean }) =>
      moving(json, (ask) => ask(numbersPortInRpc.comment, { portInId, text })),
    );
}

function addCarrierCommands(ports: Command): void {
  ports
    .command('request')
    .description('enter the request of an operator without access to the carrier API')
    .requiredOption('--reference <text>', 'its own')
    .requiredOption('--number <e164>', 'the number')
    .requiredOption('--migration-code <code>', 'as its customer gave it')
    .requiredOption('--tax-code <code>', 'of the holder')
    .requiredOption('--recipient <name>', 'the operator')
    .option('--wished-on <day>', 'YYYY-MM-DD')
    .option('--json', 'as JSON')
    .action(({ json, ...request }: RequestPortOut & { json?: boolean }) =>
      asked(async (ask) => shown(json, await ask(numbersPortOutRpc.request, request), printPortOut)),
    );
  ports
    .command('exchange')
    .description('exchange files with other operators now')
    .option('--json', 'as JSON')
    .action(exchange);
  paged(ports.command('messages').description('what other operators sent by the exchange of files'))
    .option('--about <order>', 'our order, or the recipient’s reference')
    .addOption(new Option('--outcome <outcome>', 'what became of them').choices([...CARRIER_OUTCOMES]))
    .action(messages);
}

/** `ports …`: numbers that come from other operators and leave for them, by the running service. */
export function addPortsCommands(program: Command): void {
  const ports = program.command('ports').description('port orders in both directions; the service must be running');
  const order: AddOrderCommand = (name, description) =>
    ports.command(name).description(description).argument('<order>', 'its id').option('--json', 'as JSON');
  paged(ports.command('list').description('port-in orders, newest first; with --out the requests of other operators'))
    .option('--out', 'port-outs')
    .option('--state <state>', 'in this state')
    .option('--contract <id>', 'of one contract')
    .option('--number <e164>', 'of one number')
    .action(list);
  order('show', 'an order with its history, documents and comments').action(show);
  addPortInCommands(order);
  order('cancel', 'cancel a port-in, or withdraw a port-out').action(cancel);
  addCarrierCommands(ports);
}
