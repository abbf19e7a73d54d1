import sequencer from '@jest/test-sequencer';

/** Its types tell of the CommonJS module; what is imported is the class itself. */
const Sequencer = sequencer as unknown as typeof sequencer.default;
type Tests = Parameters<InstanceType<typeof Sequencer>['sort']>[0];

/** What a file of a kind is taken to last where no run before this one has measured it. */
const SUPPOSED_MS: Record<string, number> = { system: 30_000, service: 8_000, unit: 500 };

/** Waits for the database to end what a killed process had begun. */
const OF_A_KILLED_PROCESS = /-kill\.spec\.ts$/;
const KILLED_MS = 80_000;

/** What lasts longest goes first: no worker is left alone with it in the end. */
export default class LongestFirst extends Sequencer {
  override sort(tests: Tests): Tests {
    return (super.sort(tests) as Tests).toSorted((one, other) => expectedMs(other) - expectedMs(one));
  }
}

function expectedMs({ duration, context, path }: Tests[number]): number {
  if (OF_A_KILLED_PROCESS.test(path)) return duration ?? KILLED_MS;
  return duration ?? SUPPOSED_MS[context.config.displayName?.name ?? ''] ?? 0;
}
