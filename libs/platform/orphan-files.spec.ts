import { existsSync, mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeOrphans } from './orphan-files.js';

const LONG_AGO = new Date(Date.now() - 2 * 3_600_000);

describe('files that nobody recorded', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'orphans-'));
    mkdirSync(join(folder, 'ab'));
  });
  const put = (name: string, at = LONG_AGO): string => {
    const path = join(folder, 'ab', name);
    writeFileSync(path, name);
    utimesSync(path, at, at);
    return path;
  };
  const left = (): string[] => readdirSync(join(folder, 'ab')).toSorted();
  const recorded =
    (...names: string[]) =>
    async (name: string): Promise<boolean> =>
      names.includes(name);

  it('of a process that died before its transaction go, halves too; what is recorded, or may still be, stays', async () => {
    for (const name of ['dead', 'half.1.part', 'kept']) put(name);
    put('young', new Date());
    expect(await removeOrphans(folder, recorded('kept'))).toBe(2);
    expect([left(), await removeOrphans(folder, recorded('kept'))]).toEqual([['kept', 'young'], 0]);
  });

  it('is put back when it is recorded, or written again, while it is looked at', async () => {
    const path = put('late');
    const answers = [false, true];
    expect(await removeOrphans(folder, async () => answers.shift()!)).toBe(0);
    expect([existsSync(path), left()]).toEqual([true, ['late']]);
    const writtenAgain = async (): Promise<boolean> => {
      if (existsSync(path)) put('late', new Date());
      return false;
    };
    expect(await removeOrphans(folder, writtenAgain)).toBe(0);
    expect(left()).toEqual(['late']);
  });

  it('killed while it puts one aside, it goes on where it was', async () => {
    for (const name of ['kept.orphan', 'dead.orphan']) put(name);
    expect([await removeOrphans(folder, recorded('kept')), left()]).toEqual([1, ['kept']]);
  });

  it('a folder that is not there yet has none', async () =>
    expect(await removeOrphans(join(folder, 'none'), recorded())).toBe(0));
});
