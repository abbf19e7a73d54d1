import { CsvError, type Options } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { LineReader } from './csv-lines.format.js';

/** The most bytes of a record, line breaks in quotes included. */
const RECORD_BYTES = 65_536;
/** A field in quotes with more line breaks than this is a quote that nobody closed. */
const RECORD_LINES = 100;
/** How much of a line that is far too long is kept. */
const SHOWN = 1_000;
const CSV: Options = { trim: true, relax_column_count: true, bom: true };

/** A record of a CSV file, or why what stands there is none. */
export interface CsvRecord {
  /** The line of the file that it begins on, the first being 1. */
  readonly line: number;
  /** As it came, line breaks in quotes included. */
  readonly raw: string;
  /** Its fields, or nothing when it is none. */
  readonly fields?: readonly string[];
  readonly problem?: string;
}

/**
 * The records of a CSV file by RFC 4180: fields in quotes may hold commas, line breaks and doubled quotes. What RFC 4180 reads
 * as one record is one, whatever it holds, so that no text in quotes is ever taken for a record. A line that breaks its rules,
 * or that opens a quote which no later line closes by them, is none by itself, and reading goes on with the line after it.
 */
export async function* csvRecords(path: string): AsyncGenerator<CsvRecord & { readonly bytes: number }> {
  const lines = new LineReader(path, RECORD_BYTES);
  let [at, bytes] = [1, 0];
  for (let next = await lines.peek(); next; next = await lines.peek()) {
    const { text, cut } = next;
    const read = cut ? undefined : fieldsOf(text);
    const whole = read === 'open' ? await closedBy(lines, text) : undefined;
    const spans = whole?.lines ?? 1;
    for (let offset = 0; offset < spans; offset++) bytes += (await lines.peek(offset))!.bytes + 1;
    const place = { line: at, bytes };
    lines.skip(spans);
    at += spans;
    if (cut)
      yield {
        ...place,
        raw: text.slice(0, SHOWN),
        problem: `the line is longer than ${RECORD_BYTES} bytes: its beginning is kept`,
      };
    else if (whole) yield { ...place, ...whole };
    else if (Array.isArray(read)) yield { ...place, raw: text, fields: read };
    else if (read !== undefined)
      yield { ...place, raw: text, problem: 'a quote stands where RFC 4180 allows none, or is never closed' };
  }
}

/** The record that a line with an open quote begins, where the lines after it close it by the rules. */
async function closedBy(
  lines: LineReader,
  first: string,
): Promise<{ raw: string; fields: string[]; lines: number } | undefined> {
  let raw = first;
  for (let offset = 1; offset < RECORD_LINES; offset++) {
    const next = await lines.peek(offset);
    if (!next || next.cut || Buffer.byteLength(raw) + next.bytes >= RECORD_BYTES) return undefined;
    raw += `\n${next.text}`;
    if (!next.text.includes('"')) continue;
    const fields = fieldsOf(raw);
    if (Array.isArray(fields)) return { raw, fields, lines: offset + 1 };
    if (fields !== 'open') return undefined;
  }
  return undefined;
}

/** The fields of a record; `open` while a quote is not closed; `broken` where it breaks the rules; nothing of a blank line. */
function fieldsOf(text: string): string[] | 'open' | 'broken' | undefined {
  if (text.trim() === '') return undefined;
  if (!text.includes('"'))
    return text
      .replace(/^\uFEFF/, '')
      .split(',')
      .map((field) => field.trim());
  try {
    return parse(text, CSV)[0];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'open' : 'broken';
  }
}
