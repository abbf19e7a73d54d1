import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { addWorkingDays } from '#libs/italy/working-time.js';
import type { RomeDate } from '#libs/italy/rome-time.js';
import { writeWhole } from '#libs/platform/whole-file.js';

const WORKING_DAYS = 5;
interface Answer {
  readonly status: 'verifying' | 'accepted' | 'rejected';
  readonly cut_over_on?: string;
  readonly reason?: string;
}
type Request = Readonly<Record<string, string>>;

/**
 * Another operator at the far end of the exchange folders, for the demo and tests; it does not exist in production. It takes a
 * request in hand in one round and decides in the next. The resource code within the migration code says how it behaves:
 * `WRONG` rejects the code, `HOLDER` rejects the holder, `TWICE` says everything twice, `CONTRA` rejects and then accepts,
 * `LATE` answers only once the order was submitted again; whatever else is accepted.
 */
export class CarrierSimulator {
  constructor(private readonly folder: string) {}

  /** One round; `today` in Rome. */
  async round(today: RomeDate): Promise<void> {
    const desk = join(this.folder, 'simulator');
    for (const name of ['out', 'in', 'simulator'])
      await mkdir(join(this.folder, name), { recursive: true, mode: 0o700 });
    const taken = await this.requestsIn(desk);
    const fresh = await this.requestsIn(join(this.folder, 'out'));
    for (const [name, request] of taken) {
      const supersededBy = fresh.find(([, other]) => other.order === request.order);
      if (request.migration_code!.includes('LATE') && !supersededBy) continue;
      await this.answer(request, decisionOf(request.migration_code!, addWorkingDays(today, WORKING_DAYS)));
      await rm(join(desk, name));
    }
    for (const [name, request] of fresh) {
      if (request.kind !== 'port_in_request') {
        await rm(join(this.folder, 'out', name));
        continue;
      }
      if (!request.migration_code!.includes('LATE')) await this.answer(request, [{ status: 'verifying' }]);
      await rename(join(this.folder, 'out', name), join(desk, name));
    }
  }

  private async requestsIn(folder: string): Promise<[string, Request][]> {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.csv')).sort();
    return Promise.all(
      names.map(
        async (name): Promise<[string, Request]> => [
          name,
          parse<Request>(await readFile(join(folder, name)), { columns: true })[0]!,
        ],
      ),
    );
  }

  private async answer(
    { order, attempt, migration_code: code, to }: Request,
    answers: readonly Answer[],
  ): Promise<void> {
    const rows = answers.map(({ status, cut_over_on, reason }) => ({
      message_id: `sim-${order}-${attempt}-${status}`,
      kind: 'port_in_answer',
      from: to,
      order,
      attempt,
      status,
      cut_over_on,
      reason,
    }));
    const said = code!.includes('TWICE') ? [...rows, ...rows] : rows;
    const name = `${rows.at(-1)!.message_id}.csv`;
    await writeWhole(
      join(this.folder, 'in', name),
      stringify(said, {
        header: true,
        columns: ['message_id', 'kind', 'from', 'order', 'attempt', 'status', 'cut_over_on', 'reason'],
      }),
    );
  }
}

function decisionOf(code: string, day: RomeDate): Answer[] {
  const accepted: Answer = { status: 'accepted', cut_over_on: day };
  if (code.includes('WRONG')) return [{ status: 'rejected', reason: 'migration_code_wrong' }];
  if (code.includes('HOLDER')) return [{ status: 'rejected', reason: 'holder_mismatch' }];
  if (code.includes('CONTRA')) return [{ status: 'rejected', reason: 'technical' }, accepted];
  return [accepted];
}
