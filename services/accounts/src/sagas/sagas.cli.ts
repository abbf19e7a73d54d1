import { Command, Option } from 'commander';
import { SERVICES, type ServiceName } from '#libs/api/kernel/definition.js';
import { SAGAS_RPC, type SagaView } from '#libs/api/kernel/sagas.js';
import { withConsole } from '#libs/messaging/console.js';
import { printTable } from '#libs/platform/table.js';

/** Each service carries out its own. */
const ofService = (): Option => new Option('--service <name>', 'whose they are').choices(SERVICES).default('accounts');

interface OfService {
  readonly service: ServiceName;
  readonly json?: boolean;
}
interface ListOptions extends OfService {
  readonly kind?: string;
  readonly state?: string;
  readonly stuck?: boolean;
  readonly limit: string;
}

interface ActOptions extends OfService {
  readonly reason: string;
}

/** `sagas list|show|resume|compensate`: long-running work and its steps. */
export function sagasCommand(): Command {
  const sagas = new Command('sagas').description(
    'long-running work over several services: activations, cancellations, volture, changes with numbers',
  );
  sagas
    .command('list')
    .description('the newest, or those of one kind or state')
    .option('--kind <kind>', 'activation, cancellation, voltura, billing.change')
    .option('--state <state>', 'running, waiting, compensating, completed, compensated')
    .addOption(ofService())
    .option('--stuck', 'only those that keep failing')
    .option('--limit <count>', 'how many', '50')
    .option('--json', 'as JSON')
    .action(({ service, kind, state, stuck, limit, json }: ListOptions) =>
      withConsole('accounts-cli', async ({ ask }) => {
        const { items } = await ask(SAGAS_RPC[service].list, { kind, state, stuck, limit: Number(limit) });
        if (json) console.log(JSON.stringify(items));
        else printTable(['id', 'kind', 'state', 'step', 'begun', 'trouble'], items.map(row));
      }),
    );
  sagas
    .command('show')
    .argument('<id>')
    .description('one of them with its history')
    .addOption(ofService())
    .option('--json', 'as JSON')
    .action((sagaId: string, { service, json }: OfService) =>
      withConsole('accounts-cli', async ({ ask }) => show(await ask(SAGAS_RPC[service].get, { sagaId }), json)),
    );
  for (const [act, description] of [
    ['resume', 'try it now, whatever its back-off'],
    ['compensate', 'undo it while it waits or fails'],
  ] as const) {
    sagas
      .command(act)
      .argument('<id>')
      .description(description)
      .addOption(ofService())
      .requiredOption('--reason <text>', 'why; kept in its history')
      .option('--json', 'as JSON')
      .action((sagaId: string, { service, reason, json }: ActOptions) =>
        withConsole('accounts-cli', async ({ ask }) =>
          show(await ask(SAGAS_RPC[service][act], { sagaId, reason }), json),
        ),
      );
  }
  return sagas;
}

const row = (saga: SagaView): string[] => [
  saga.id,
  saga.kind,
  saga.stuck ? `${saga.state} (stuck)` : saga.state,
  saga.step,
  saga.createdAt,
  trouble(saga),
];
const trouble = ({ failure, error }: SagaView): string =>
  (failure ?? (error?.code as string | undefined) ?? '').slice(0, 60);

function show(saga: SagaView, json?: boolean): void {
  if (json) return console.log(JSON.stringify(saga));
  printTable(['id', 'kind', 'state', 'step', 'begun', 'trouble'], [row(saga)]);
  console.log();
  printTable(
    ['at', 'step', 'what'],
    saga.history.map(({ at, step, what }) => [at, step, what]),
  );
}
