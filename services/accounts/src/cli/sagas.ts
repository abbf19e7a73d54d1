import { Command } from 'commander';
import { accountsStaffRpc, type SagaView } from '#libs/contracts/accounts-staff.js';
import { printTable } from '#libs/platform/table.js';
import type { Connected } from './console.js';

interface ListOptions {
  readonly kind?: string;
  readonly state?: string;
  readonly stuck?: boolean;
  readonly limit: string;
  readonly json?: boolean;
}

/** `sagas list|show|resume`: long-running work and its steps. */
export function sagasCommand(connected: Connected): Command {
  const sagas = new Command('sagas').description('long-running work over several services: activations, cancellations, volture');
  sagas.command('list').description('the newest, or those of one kind or state')
    .option('--kind <kind>', 'activation, cancellation, voltura').option('--state <state>', 'running, waiting, compensating, completed, compensated')
    .option('--stuck', 'only those that keep failing').option('--limit <count>', 'how many', '50').option('--json', 'as JSON')
    .action(({ kind, state, stuck, limit, json }: ListOptions) => connected(async ({ rpc }) => {
      const { items } = await rpc.call(accountsStaffRpc.listSagas, { kind, state, stuck, limit: Number(limit) });
      if (json) console.log(JSON.stringify(items));
      else printTable(['id', 'kind', 'state', 'step', 'begun', 'trouble'], items.map(row));
    }));
  sagas.command('show').argument('<id>').description('one of them with its history').option('--json', 'as JSON')
    .action((sagaId: string, { json }: { json?: boolean }) => connected(async ({ rpc }) => show(await rpc.call(accountsStaffRpc.getSaga, { sagaId }), json)));
  sagas.command('resume').argument('<id>').description('try it now, whatever its back-off').requiredOption('--reason <text>', 'why; kept in its history').option('--json', 'as JSON')
    .action((sagaId: string, { reason, json }: { reason: string; json?: boolean }) => connected(async ({ rpc }) => show(await rpc.call(accountsStaffRpc.resumeSaga, { sagaId, reason }, { deadlineMs: 20_000 }), json)));
  return sagas;
}

const row = (saga: SagaView): string[] => [saga.id, saga.kind, saga.stuck ? `${saga.state} (stuck)` : saga.state, saga.step, saga.createdAt, trouble(saga)];
const trouble = ({ failure, error }: SagaView): string => (failure ?? (error?.code as string | undefined) ?? '').slice(0, 60);

function show(saga: SagaView, json?: boolean): void {
  if (json) return console.log(JSON.stringify(saga));
  printTable(['id', 'kind', 'state', 'step', 'begun', 'trouble'], [row(saga)]);
  console.log();
  printTable(['at', 'step', 'what'], saga.history.map(({ at, step, what }) => [at, step, what]));
}
