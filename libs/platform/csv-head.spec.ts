import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { csvHead } from './csv-head.js';

describe('the head of a CSV file', () => {
  const read = (csv: string): unknown => parse(csv, { columns: csvHead });

  it('names columns whatever their case', () => expect(read(' A ,b\n1,2\n')).toEqual([{ a: '1', b: '2' }]));
  it('refuses the file where a column is there twice', () =>
    expect(() => read('a,b,A\n1,2,3\n')).toThrow(
      new CsvError('CSV_INVALID_COLUMN_MAPPING', 'the column a is there twice'),
    ));
});
