import { strFromU8, unzipSync } from 'fflate';
import { packArchive, type ArchivePart, type Packed } from './archive.format.js';

const AT = new Date('2027-03-01T10:00:00Z');
async function* each(parts: readonly ArchivePart[]): AsyncGenerator<ArchivePart> {
  yield* parts;
}
async function packed(parts: readonly ArchivePart[]): Promise<{ bytes: Buffer; told: Packed; pieces: number[] }> {
  const pieces: Buffer[] = [];
  const told = await packArchive(each(parts), AT, async (index, bytes) => void (pieces[index] = Buffer.from(bytes)));
  return { bytes: Buffer.concat(pieces), told, pieces: pieces.map(({ length }) => length) };
}
const rows = (name: string, ...of: unknown[]): ArchivePart => ({ name, kind: 'rows', content: JSON.stringify(of) });
const file = (name: string, content: Buffer): ArchivePart => ({
  name,
  kind: 'file',
  content: content.toString('base64'),
});

describe('the archive of personal data', () => {
  it('R29: holds rows of one name as one JSON list, and files as they are', async () => {
    const picture = Buffer.from([0x89, 0x50, 0, 255]);
    const { bytes } = await packed([
      rows('a/x.json', { n: 1 }),
      rows('a/x.json', { n: 2 }, { n: 3 }),
      file('a/x.png', picture),
      rows('b/x.json', { è: '€' }),
    ]);
    const found = unzipSync(bytes);
    expect(Object.keys(found)).toEqual(['a/x.json', 'a/x.png', 'b/x.json']);
    expect(JSON.parse(strFromU8(found['a/x.json']!))).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(JSON.parse(strFromU8(found['b/x.json']!))).toEqual([{ è: '€' }]);
    expect(Buffer.from(found['a/x.png']!)).toEqual(picture);
  });

  it('R29: lies in pieces, whose sum and hash it tells, the same to the byte when it is packed again', async () => {
    const large = Buffer.alloc(5 * 1024 * 1024, 'x');
    const parts = [file('large.bin', large), rows('x.json', { n: 1 })];
    const [one, two] = [await packed(parts), await packed(parts)];
    expect(one.told).toEqual(two.told);
    expect(one.told).toMatchObject({ bytes: one.bytes.length, pieces: 3 });
    expect(Math.max(...one.pieces)).toBe(2 * 1024 * 1024);
    expect(Buffer.from(unzipSync(one.bytes)['large.bin']!).equals(large)).toBe(true);
  });

  it('R29: is an archive also when nothing is kept', async () =>
    expect(unzipSync((await packed([])).bytes)).toEqual({}));
});
