import { createHash } from 'node:crypto';
import { appendFileSync, createReadStream, existsSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { stringify } from 'csv-stringify/sync';
import type { Model } from 'mongoose';
import { CallRecord } from '#libs/api/billing/traffic.js';
import { InvalidInput } from '#libs/api/kernel/domain-error.js';
import { assertBody } from '#libs/api/kernel/schema.js';
import { Clock } from '#libs/platform/clock.js';
import { csvHead } from '#libs/platform/csv-head.js';
import { CallIntake } from './call-intake.service.js';
import type { CallFile } from './call-file.schema.js';
import { csvRecords, type CsvRecord } from './csv-records.format.js';
import { TrafficPosting } from './traffic-posting.service.js';

const BATCH = 1_000;
const COLUMNS = ['call_id', 'contract_id', 'from', 'to', 'started_at', 'seconds'] as const;
type Column = (typeof COLUMNS)[number];
/** A row of the rejects file: line, call id, reason, and the row as it came. */
type Reject = readonly [number, string, string, string];

/** The file is none of call records: nothing of it was taken. */
export class CallFileRefused extends Error {}

/**
 * Files of call records: CSV (RFC 4180) with the columns call_id, contract_id, from, to, started_at, seconds, and any others.
 * Taken in batches; a file that was interrupted goes on where it stopped, and records taken before change nothing. A row that
 * is none, or has other columns than the header, is a reject.
 */
@Injectable()
export class CallFiles {
  constructor(
    @InjectModel('CallFile') private readonly files: Model<CallFile>,
    @Inject(CallIntake) private readonly intake: CallIntake,
    @Inject(TrafficPosting) private readonly posting: TrafficPosting,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Takes a file; rows that cannot be taken go to `rejectsPath` with their line, their reason and as they came. `progress`
   * counts bytes. @throws CallFileRefused where its header cannot be one
   */
  async load(
    path: string,
    rejectsPath: string,
    progress: (done: number, of: number) => void = () => undefined,
  ): Promise<CallFile> {
    const _id = await hashOfFile(path);
    let state: CallFile = (await this.files.findById(_id).lean<CallFile>()) ?? {
      _id,
      name: basename(path),
      rowsDone: 0,
      rated: 0,
      repeated: 0,
      rejected: 0,
      rejectsPath: '',
      rejectsBytes: 0,
    };
    const size = statSync(path).size;
    const records = csvRecords(path);
    const first = await records.next();
    const head = first.done ? [...COLUMNS] : headOf(first.value);
    restoreRejects(rejectsPath, state);
    let batch: CsvRecord[] = [];
    let seen = 0;
    for await (const { bytes, ...record } of records) {
      if (++seen <= state.rowsDone) continue;
      batch.push(record);
      if (batch.length < BATCH) continue;
      state = await this.loadRows(state, head, batch, rejectsPath);
      batch = [];
      progress(bytes, size);
    }
    if (batch.length > 0) state = await this.loadRows(state, head, batch, rejectsPath);
    progress(size, size);
    return state;
  }

  private async loadRows(
    before: CallFile,
    head: readonly string[],
    rows: readonly CsvRecord[],
    rejectsPath: string,
  ): Promise<CallFile> {
    const rejects: Reject[] = [];
    const records = new Map<CallRecord, CsvRecord>();
    for (const row of rows) {
      const read = recordOf(head, row);
      if (typeof read === 'string')
        rejects.push([row.line, row.fields?.[head.indexOf('call_id')] ?? '', read, row.raw]);
      else records.set(read, row);
    }
    const taken =
      records.size > 0 ? await this.intake.record([...records.keys()]) : { rated: 0, repeated: 0, rejects: [] };
    for (const { record, reason } of taken.rejects)
      rejects.push([records.get(record)!.line, record.callId, reason, records.get(record)!.raw]);
    await this.posting.refundWhatIsLeft([...records.keys()].map(({ contractId }) => contractId));
    if (rejects.length > 0) appendFileSync(rejectsPath, stringify(rejects.sort(([a], [b]) => a - b)));
    const { _id, ...state } = {
      ...before,
      rowsDone: before.rowsDone + rows.length,
      rated: before.rated + taken.rated,
      repeated: before.repeated + taken.repeated,
      rejected: before.rejected + rejects.length,
      rejectsPath: resolve(rejectsPath),
      rejectsBytes: statSync(rejectsPath).size,
      at: this.clock.now(),
    };
    await this.files.updateOne({ _id }, { $set: state }, { upsert: true });
    return { _id, ...state };
  }
}

/** @throws CallFileRefused */
function headOf({ fields, problem }: CsvRecord): string[] {
  if (!fields) throw new CallFileRefused(`the header is no row of CSV: ${problem}`);
  let head: string[];
  try {
    head = csvHead(fields);
  } catch (error) {
    throw new CallFileRefused((error as Error).message);
  }
  const missing = COLUMNS.filter((name) => !head.includes(name));
  if (missing.length > 0) throw new CallFileRefused(`the header lacks ${missing.join(', ')}`);
  return head;
}

/** Makes the rejects file what it was when the state was kept; another file than then begins anew. */
function restoreRejects(path: string, { rejectsPath, rejectsBytes }: CallFile): void {
  if (resolve(path) !== rejectsPath || !existsSync(path))
    writeFileSync(path, 'line,call_id,reason,row\n', { mode: 0o600 });
  else if (statSync(path).size > rejectsBytes) truncateSync(path, rejectsBytes);
}

/** The record of a row, or why it is none. */
function recordOf(head: readonly string[], { fields, problem }: CsvRecord): CallRecord | string {
  if (!fields) return problem!;
  if (fields.length !== head.length) return `columns: the row has ${fields.length}, the header ${head.length}`;
  const cell = (name: Column): string => fields[head.indexOf(name)]!;
  const seconds = cell('seconds');
  if (!/^\d{1,7}$/.test(seconds)) return 'seconds: must be whole seconds';
  const record = {
    callId: cell('call_id'),
    contractId: cell('contract_id'),
    from: cell('from'),
    to: cell('to'),
    startedAt: cell('started_at'),
    seconds: Number(seconds),
  };
  try {
    assertBody(CallRecord, record);
    return record;
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.fields.map(({ field, text }) => `${field}: ${text.en}`).join('; ');
  }
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
