import cliProgress from 'cli-progress';

const LINE_EVERY_MS = 10_000;

/** How far long work has come, on standard error: a bar at a terminal, a line every ten seconds elsewhere, nothing when not `wanted`. */
export class Progress {
  private readonly bar?: cliProgress.SingleBar;
  private spokenAt = performance.now();

  constructor(
    private readonly what: string,
    private readonly wanted: boolean,
    private total = 1,
  ) {
    if (!wanted || !process.stderr.isTTY) return;
    this.bar = new cliProgress.SingleBar(
      {
        format: `{bar} {percentage}% {value}/{total} ${what}, {eta_formatted} left`,
        stream: process.stderr,
        hideCursor: true,
        etaBuffer: 50,
      },
      cliProgress.Presets.shades_classic,
    );
    this.bar.start(total, 0);
  }

  /** `done` of `of`, or of the total given at first. */
  at(done: number, of = this.total): void {
    this.total = Math.max(of, done);
    this.bar?.setTotal(this.total);
    this.bar?.update(done);
    if (!this.bar && this.wanted && performance.now() - this.spokenAt >= LINE_EVERY_MS) this.speak(done);
  }

  stop(): void {
    this.bar?.stop();
  }

  private speak(done: number): void {
    this.spokenAt = performance.now();
    process.stderr.write(`  ${Math.floor((100 * done) / this.total)} % ${done}/${this.total} ${this.what}\n`);
  }
}
