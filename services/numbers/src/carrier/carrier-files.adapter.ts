import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { cleanText } from '#libs/italy/text.rules.js';
import { csvHead } from '#libs/platform/csv-head.js';
import { writeWhole } from '#libs/platform/whole-file.js';
import type { Carrier, IncomingMessage, OutgoingMessage, Received } from './carrier.port.js';

const COLUMNS = [
  'message_id',
  'kind',
  'to',
  'order',
  'attempt',
  'reference',
  'numbers',
  'migration_code',
  'holder_name',
  'tax_code',
  'cut_over_on',
  'state',
  'reason',
] as const;
interface Refusal {
  readonly line: number;
  readonly message_id: string;
  readonly reason: string;
}

interface Rows {
  readonly taken: number;
  readonly refusals: Refusal[];
}

/**
 * The exchange of small operators: CSV files in folders that both sides see. Ours are in `out`, theirs come to `in` and end
 * in `done`; rows that cannot be taken are told in `refused`, under the file's name. A file appears whole, by a rename, or not
 * at all; one whose name ends in `.part` is not finished. A file stays in `in` until every row of it has been taken or refused.
 */
export class CarrierFiles implements Carrier {
  private readonly ready: Promise<unknown>;

  constructor(private readonly folder: string) {
    this.ready = Promise.all(
      ['out', 'in', 'done', 'refused'].map((name) => mkdir(join(folder, name), { recursive: true, mode: 0o700 })),
    );
    this.ready.catch(() => undefined);
  }

  /** One file a message, named after it: sent again, it is the same file. */
  async send(message: OutgoingMessage): Promise<void> {
    await this.ready;
    const {
      id,
      kind,
      to,
      order,
      attempt,
      reference,
      numbers,
      migrationCode,
      holderName,
      taxCode,
      cutOverOn,
      state,
      reason,
    } = message;
    const row = [
      id,
      kind,
      to,
      order,
      attempt,
      reference,
      numbers.join(' '),
      migrationCode,
      holderName,
      taxCode,
      cutOverOn,
      state,
      reason,
    ];
    await writeWhole(join(this.folder, 'out', `${id}.csv`), stringify([row], { header: true, columns: [...COLUMNS] }));
  }

  async receive(take: (message: IncomingMessage) => Promise<string | undefined>): Promise<Received> {
    await this.ready;
    const names = (await readdir(join(this.folder, 'in'))).filter((name) => /^[^.].*\.csv$/i.test(name)).sort();
    const total = { taken: 0, refused: 0 };
    for (const name of names) {
      const { taken, refusals } = await this.file(name, take).catch(unlessGone);
      total.taken += taken;
      total.refused += refusals.length;
    }
    return total;
  }

  private async file(name: string, take: (message: IncomingMessage) => Promise<string | undefined>): Promise<Rows> {
    const rows = await this.read(join(this.folder, 'in', name), take);
    if (rows.refusals.length > 0)
      await writeWhole(
        join(this.folder, 'refused', name),
        stringify(rows.refusals, { header: true, columns: ['line', 'message_id', 'reason'] }),
      );
    await rename(join(this.folder, 'in', name), join(this.folder, 'done', name));
    return rows;
  }

  /** A file that is no CSV is refused where it breaks; the rows before count. */
  private async read(path: string, take: (message: IncomingMessage) => Promise<string | undefined>): Promise<Rows> {
    const refusals: Refusal[] = [];
    let taken = 0;
    let line = 1;
    const rows = createReadStream(path).pipe(
      parse({ columns: csvHead, cast: cleaned, skip_empty_lines: true, trim: true, bom: true, delimiter: [',', ';'] }),
    );
    try {
      for await (const row of rows as AsyncIterable<IncomingMessage>) {
        line += 1;
        const reason = await take(row);
        if (reason) refusals.push({ line, message_id: row.message_id ?? '', reason });
        else taken += 1;
      }
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      refusals.push({ line: line + 1, message_id: '', reason: error.message });
    }
    return { taken, refusals };
  }
}

/** What another operator wrote cannot be sent back for its odd characters. */
const cleaned = (text: string): string => cleanText(text, { lines: true });

/** A round at the same time, of this process or another replica, was first with the file: it counts its rows. */
function unlessGone(error: NodeJS.ErrnoException): Rows {
  if (error.code !== 'ENOENT') throw error;
  return { taken: 0, refusals: [] };
}
