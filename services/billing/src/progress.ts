import cliProgress from 'cli-progress';

/** How far long work has come, on standard error: a bar for a person at a terminal, nothing for a machine. */
export class Progress {
  private readonly bar?: cliProgress.SingleBar;

  constructor(what: string, wanted: boolean) {
    if (!wanted || !process.stderr.isTTY) return;
    this.bar = new cliProgress.SingleBar({ format: `{bar} {percentage}% {value}/{total} ${what}, {eta_formatted} left`, stream: process.stderr, hideCursor: true, etaBuffer: 50 }, cliProgress.Presets.shades_classic);
    this.bar.start(1, 0);
  }

  at(done: number, of: number): void {
    this.bar?.setTotal(Math.max(of, done));
    this.bar?.update(done);
  }

  stop(): void {
    this.bar?.stop();
  }
}
