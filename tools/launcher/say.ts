/** A reason to stop that is told to the user as one sentence, without a stack. */
export class Failure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A mistake in how a command was called: exit code 2. */
export class Misuse extends Failure {
  constructor(message: string) {
    super(message, 2);
  }
}

/** Tells progress, on stderr, so that stdout holds only what was asked for. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Prints a result, on stdout. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Does `work`, telling when it starts, that it still goes on every 15 s, and how long it took. Passes its error on. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  const seconds = () => ((Date.now() - began) / 1000).toFixed(1);
  say(`… ${title}`);
  const reminder = setInterval(() => say(`  … still at it: ${title} (${seconds()} s)`), 15_000);
  try {
    const result = await work();
    say(`✓ ${title} (${seconds()} s)`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}
