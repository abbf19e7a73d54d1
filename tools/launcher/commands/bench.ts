import type { Command } from '../command.ts';
import { foreground } from '../foreground.ts';
import { withPrivateInfrastructure } from '../infrastructure.ts';
import { prepare } from '../prepare.ts';

export const bench: Command = {
  summary: 'run the benchmarks on a private broker and database',
  help: `Usage: ./openvoip bench [NAME…]

Builds, then runs all benchmarks, or those named, on a broker and a database of its own, removed afterwards.`,
  run: async (args) => {
    await prepare();
    return withPrivateInfrastructure(({ folder: _folder, ...addresses }) =>
      foreground('dist/bench/main.js', args, { ...process.env, ...addresses }),
    );
  },
};
