import { createHash } from 'node:crypto';
import { appendFileSync, createReadStream, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { Model } from 'mongoose';
import { CallRecord } from '#libs/contracts/billing-traffic.js';
import { InvalidInput } from '#libs/contracts/domain-error.js';
import { assertBody } from '#libs/contracts/schema.js';
import { CallIntake } from './call-intake.service.js';
import type { CallFile } from './call-file.schema.js';
import { TrafficPosting } from './traffic-posting.service.js';

const BATCH = 1_000;
type Row = Record<string, string>;
interface Read {
  readonly line: number;
  readonly row: Row;
}

/**
 * Files of call records: CSV with the columns call_id, contract_id, from, to, started_at, seconds. Taken in batches; a
 * file that was interrupted goes on where it stopped, and records taken before change nothing.
 */
@Injectable()
export class CallFiles {
  constructor(
    @InjectModel('CallFile') private readonly files: Model<CallFile>,
    @Inject(CallIntake) private readonly intake: CallIntake,
    @Inject(TrafficPosting) private readonly posting: TrafficPosting,
  ) {}

  /** Takes a file; rows that cannot be taken go to `rejectsPath` with their line and reason. `progress` counts bytes. */
  async load(path: string, rejectsPath: string, progress: (done: number, of: number) => void = () => undefined): Promise<CallFile> {
    const _id = await hashOfFile(path);
    let state: CallFile = (await this.files.findById(_id).lean<CallFile>()) ?? { _id, name: basename(path), rowsDone: 0, rated: 0, repeated: 0, rejected: 0 };
    if (state.rowsDone === 0) writeFileSync(rejectsPath, 'line,call_id,reason\n');
    const size = statSync(path).size;
    const parser = createReadStream(path).pipe(parse({ columns: (head: string[]) => head.map((name) => name.trim().toLowerCase()), skip_empty_lines: true, trim: true, bom: true, relax_column_count: true }));
    let line = 1;
    let batch: Read[] = [];
    for await (const row of parser) {
      line += 1;
      if (line - 1 <= state.rowsDone) continue;
      batch.push({ line, row: row as Row });
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
    const { _id, ...state } = { ...before, rowsDone: before.rowsDone + rows.length, rated: before.rated + taken.rated, repeated: before.repeated + taken.repeated, rejected: before.rejected + rejects.length };
    await this.files.updateOne({ _id }, { $set: state }, { upsert: true });
    return { _id, ...state };
  }
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
