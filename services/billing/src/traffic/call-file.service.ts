import { createHash } from 'node:crypto';
import { appendFileSync, createReadStream, existsSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { parse, type Info, type Options } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { Model } from 'mongoose';
import { CallRecord } from '#libs/contracts/billing-traffic.js';
import { InvalidInput } from '#libs/contracts/domain-error.js';
import { assertBody } from '#libs/contracts/schema.js';
import { CallIntake } from './call-intake.service.js';
import type { CallFile } from './call-file.schema.js';
import { TrafficPosting } from './traffic-posting.service.js';

const BATCH = 1_000;
const REJECTS_HEAD = 'line,call_id,reason\n';
/** A line longer than this is no call record: the file is something else. */
const LINE_MAX_BYTES = 65_536;
type Row = Record<string, string>;
const unquoted = (text: string): string => text.trim().replace(/^"(.*)"$/, '$1');
const CSV: Options = {
  columns: (head: string[]) => head.map((name) => unquoted(name).toLowerCase()), cast: unquoted, quote: false,
  skip_empty_lines: true, trim: true, bom: true, relax_column_count: true, max_record_size: LINE_MAX_BYTES, info: true,
};
interface Read {
  readonly line: number;
  readonly row: Row;
}

/**
 * Files of call records: CSV with the columns call_id, contract_id, from, to, started_at, seconds. Taken in batches; a
 * file that was interrupted goes on where it stopped, and records taken before change nothing. A record is one line: fields may
 * stand in quotes, but a quote that is never closed spoils its own line only.
 */
@Injectable()
export class CallFiles {
  constructor(
    @InjectModel('CallFile') private readonly files: Model<CallFile>,
    @Inject(CallIntake) private readonly intake: CallIntake,
    @Inject(TrafficPosting) private readonly posting: TrafficPosting,
  ) {}

  /** Takes a file; rows that cannot be taken go to `rejectsPath` with their line and reason. `progress` counts bytes. @throws CsvError naming a line that is far too long. */
  async load(path: string, rejectsPath: string, progress: (done: number, of: number) => void = () => undefined): Promise<CallFile> {
    const _id = await hashOfFile(path);
    let state: CallFile = (await this.files.findById(_id).lean<CallFile>()) ?? { _id, name: basename(path), rowsDone: 0, rated: 0, repeated: 0, rejected: 0, rejectsPath: '', rejectsBytes: 0 };
    restoreRejects(rejectsPath, state);
    const size = statSync(path).size;
    const parser = createReadStream(path).pipe(parse(CSV));
    let batch: Read[] = [];
    for await (const { record: row, info } of parser as AsyncIterable<{ record: Row; info: Info }>) {
      if (info.records <= state.rowsDone) continue;
      batch.push({ line: info.lines, row });
      if (batch.length < BATCH) continue;
      state = await this.take(state, batch, rejectsPath);
      batch = [];
      progress(parser.info.bytes, size);
    }
    if (batch.length > 0) state = await this.take(state, batch, rejectsPath);
    progress(size, size);
    return state;
  }

  private async take(before: CallFile, rows: readonly Read[], rejectsPath: string): Promise<CallFile> {
    const rejects: [number, string, string][] = [];
    const records: CallRecord[] = [];
    const lines = new Map<string, number>();
    for (const { line, row } of rows) {
      const read = recordOf(row);
      if (typeof read === 'string') rejects.push([line, row.call_id ?? '', read]);
      else {
        records.push(read);
        lines.set(read.callId, line);
      }
    }
    const taken = records.length > 0 ? await this.intake.record(records) : { rated: 0, repeated: 0, rejects: [] };
    for (const { callId, reason } of taken.rejects) rejects.push([lines.get(callId)!, callId, reason]);
    await this.posting.refundWhatIsLeft(records.map(({ contractId }) => contractId));
    if (rejects.length > 0) appendFileSync(rejectsPath, stringify(rejects.sort(([a], [b]) => a - b)));
    const { _id, ...state } = { ...before, rowsDone: before.rowsDone + rows.length, rated: before.rated + taken.rated, repeated: before.repeated + taken.repeated, rejected: before.rejected + rejects.length, rejectsPath: resolve(rejectsPath), rejectsBytes: statSync(rejectsPath).size };
    await this.files.updateOne({ _id }, { $set: state }, { upsert: true });
    return { _id, ...state };
  }
}

/** Makes the rejects file what it was when the state was kept; another file than then begins anew. */
function restoreRejects(path: string, { rejectsPath, rejectsBytes }: CallFile): void {
  if (resolve(path) !== rejectsPath || !existsSync(path)) writeFileSync(path, REJECTS_HEAD);
  else if (statSync(path).size > rejectsBytes) truncateSync(path, rejectsBytes);
}

/** The record of a row, or why it is none. */
function recordOf(row: Row): CallRecord | string {
  const { call_id: callId = '', contract_id: contractId = '', from = '', to = '', started_at: startedAt = '', seconds = '' } = row;
  if (!/^\d{1,7}$/.test(seconds)) return 'seconds: must be whole seconds';
  const record = { callId, contractId, from, to, startedAt, seconds: Number(seconds) };
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
