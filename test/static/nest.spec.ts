import { readFileSync } from 'node:fs';
import { parts } from '../../tools/launcher/system.ts';

interface Project {
  readonly sourceRoot: string;
  readonly entryFile: string;
}

describe('nest-cli.json', () => {
  const { projects } = JSON.parse(readFileSync('nest-cli.json', 'utf8')) as { projects: Record<string, Project> };

  it('knows every process by its name and entry, so that `nest build` and `nest start NAME` do', () => {
    const known = Object.entries(projects).map(([name, { sourceRoot, entryFile }]) => ({
      name,
      entry: `dist/${sourceRoot}/${entryFile}.js`,
    }));
    const running = parts.map(({ name, entry }) => ({ name, entry }));
    expect(known).toEqual(expect.arrayContaining(running));
    expect(known).toHaveLength(running.length);
  });
});
