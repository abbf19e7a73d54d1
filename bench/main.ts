import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Benchmark } from './benchmark.js';

/** Each benchmark and where it lives; loaded only when it runs. */
const BENCHMARKS: Record<string, () => Promise<{ benchmark: Benchmark }>> = {
  read: () => import('./read.js'),
  activate: () => import('./activate.js'),
  rate: () => import('./rate.js'),
  renew: () => import('./renew.js'),
  cdr: () => import('./cdr.js'),
  reserve: () => import('./reserve.js'),
};

const HELP = `Usage: ./openvoip bench [${Object.keys(BENCHMARKS).join('|')} …] [--seconds N] [--count N] [--json] [--record FILE]

Runs benchmarks, each beside its floor: the bare libraries doing the same work in the same run. The ratio is what counts.
  --seconds N    how long each round of a rate lasts (10)
  --count N      how many items a counted benchmark works on (its own default)
  --json         one JSON line for each benchmark
  --record FILE  also append a Markdown row for each to FILE`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string' },
    count: { type: 'string' },
    json: { type: 'boolean' },
    record: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const unknown = positionals.find((name) => !(name in BENCHMARKS));
if (unknown) {
  console.error(`bench: there is no benchmark ${unknown}; see --help`);
  process.exit(2);
}
// An exit, unlike a signal's own end, takes the processes of a benchmark with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
const chosen = positionals.length > 0 ? positionals : Object.keys(BENCHMARKS);
for (const name of chosen) {
  const { benchmark } = await BENCHMARKS[name]!();
  const result = await benchmark({
    seconds: Number(values.seconds ?? 10),
    count: values.count ? Number(values.count) : undefined,
    progress: (text) => process.stderr.write(`  ${text}\n`),
  });
  const line = { benchmark: name, ...result };
  if (values.json) console.log(JSON.stringify(line));
  else
    console.log(
      [
        `${name}: ${result.ours.toFixed(1)} ${result.unit}, floor ${result.floor.toFixed(1)}, ratio ${result.ratio.toFixed(2)} (aim ${result.aim})`,
        ...result.notes.map((note) => `  ${note}`),
      ].join('\n'),
    );
  if (values.record)
    appendFileSync(
      values.record,
      `| ${new Date().toISOString().slice(0, 10)} | ${name} | ${result.ours.toFixed(1)} ${result.unit} | ${result.floor.toFixed(1)} | ${result.ratio.toFixed(2)} | ${result.notes.join('; ')} |\n`,
    );
}
process.exit(0);
