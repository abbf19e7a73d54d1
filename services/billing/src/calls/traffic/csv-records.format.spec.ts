import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { csvRecords, type CsvRecord } from './csv-records.format.js';

const folder = mkdtempSync(join(tmpdir(), 'csv-'));
async function read(content: string | Buffer): Promise<CsvRecord[]> {
  const path = join(folder, 'records.csv');
  writeFileSync(path, content);
  const records: CsvRecord[] = [];
  for await (const { bytes: _bytes, ...record } of csvRecords(path)) records.push(record);
  return records;
}
const fields = async (content: string) =>
  (await read(content)).map(({ line, fields: found }) => [line, found ?? 'none']);

describe('records of a CSV file (RFC 4180)', () => {
  it('may hold commas, doubled quotes and line breaks in quotes', async () => {
    expect(await fields('a,"Rossi, Mario",1\r\n"b ""x""","line 1\r\nline 2, still",2\r\n\r\nc,,3')).toEqual([
      [1, ['a', 'Rossi, Mario', '1']],
      [2, ['b "x"', 'line 1\nline 2, still', '2']],
      [5, ['c', '', '3']],
    ]);
  });

  it('keep as they came what is none, each by its own line', async () => {
    const records = await read('good,1\nb,"never closed\nx"y,2\n"z"z,3\nlast,4\n');
    expect(records.map(({ line, raw, fields: found }) => [line, raw, found !== undefined])).toEqual([
      [1, 'good,1', true],
      [2, 'b,"never closed', false],
      [3, 'x"y,2', false],
      [4, '"z"z,3', false],
      [5, 'last,4', true],
    ]);
  });

  it('go on behind a quote that is open where the next quoted line contradicts it, and at the end of the file', async () => {
    expect(await fields('a,"open,1\n"b","2"\nc,"3')).toEqual([
      [1, 'none'],
      [2, ['b', '2']],
      [3, 'none'],
    ]);
  });

  it('are never made of what stands in quotes: a name with a line break cannot forge one', async () => {
    expect(await fields('a,"x\nforged,2",1,too,many\nb,2')).toEqual([
      [1, ['a', 'x\nforged,2', '1', 'too', 'many']],
      [3, ['b', '2']],
    ]);
  });

  it('end within 64 KiB and 100 lines: a longer line is none by itself', async () => {
    const long = `x,${'y'.repeat(200_000)}`;
    const records = await read(`a,1\n${long}\nb,2\nc,"${'\n'.repeat(150)}"\nd,4\n`);
    expect(records.map(({ line, fields: found, problem }) => [line, found?.[0] ?? problem?.slice(0, 12)])).toEqual([
      [1, 'a'],
      [2, 'the line is '],
      [3, 'b'],
      [4, 'a quote stan'],
      [154, 'a quote stan'],
      [155, 'd'],
    ]);
    expect(records[1]!.raw).toBe(long.slice(0, 1_000));
  });

  it('are read back as a writer of RFC 4180 wrote them', async () => {
    const cell = fc.stringMatching(/^[a-z",\n ]{0,6}$/).map((text) => text.trim());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 8 }),
        async (rows) => {
          expect((await read(stringify(rows))).map(({ fields: found }) => found)).toEqual(rows);
        },
      ),
      { numRuns: 60 },
    );
  });
});
