import { setTimeout as sleep } from 'node:timers/promises';
import { type Identity, identify } from './identity.ts';
import { becomeReady, type Program, type Running, start, stopGroup } from './processes.ts';
import { Failure, say } from './say.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
/** A process that lived this long was well: its next death starts with the first delay again. */
const WELL_MS = 30_000;

/** One supervised process as others may see it. */
export interface Kept {
  name: string;
  process: Identity | undefined;
  port: number | undefined;
  ready: boolean;
  restarts: number;
  log: string;
}

interface Entry extends Kept {
  program: Program;
  done: Promise<void>;
  /** Settles once the operating system has made the process, or has not. */
  made: Promise<unknown>;
  /** Aborted when it is to be started again at once. */
  again: AbortController;
}

/** Keeps programs running: one that dies is started again, with a delay that grows while it keeps dying. */
export class Supervisor {
  readonly #entries: Entry[] = [];
  readonly #stopping = new AbortController();
  readonly #changed: (kept: Kept[]) => void;

  constructor(changed: (kept: Kept[]) => void = () => {}) {
    this.#changed = changed;
  }

  /** Starts a program and waits until it serves; from then on it is kept. Fails when it does not come up this first time. */
  async keep(program: Program): Promise<void> {
    const entry = this.#enter(program);
    const running = await this.#start(entry);
    await becomeReady(program, running);
    this.#set(entry, { ready: true });
    entry.done = this.#watch(entry, running);
  }

  /** Keeps a program for the time of `work` alone, once it serves. */
  async during(program: Program, work: () => Promise<void>): Promise<void> {
    const entry = this.#enter(program);
    try {
      await becomeReady(program, await this.#start(entry));
      await work();
    } finally {
      if (entry.process) await stopGroup(entry.process.pid, program.graceMs);
      this.#entries.splice(this.#entries.indexOf(entry), 1);
    }
  }

  /** Ends a kept program, whose files have changed, and starts it again at once, also where it waited for that after its death. */
  async restart(name: string): Promise<void> {
    const entry = this.#entries.find((each) => each.name === name);
    entry?.again.abort();
    if (entry?.process) await stopGroup(entry.process.pid, entry.program.graceMs);
  }

  #enter(program: Program): Entry {
    const { name, port, log } = program;
    const entry: Entry = {
      name,
      port,
      log,
      process: undefined,
      ready: false,
      restarts: 0,
      program,
      done: Promise.resolve(),
      made: Promise.resolve(),
      again: new AbortController(),
    };
    this.#entries.push(entry);
    return entry;
  }

  /** Stops everything, the last started first and foundations last, each in its own time, or at once when nobody needs its data any more. */
  async stop({ atOnce = false } = {}): Promise<void> {
    this.#stopping.abort();
    const lastFirst = this.#entries.toReversed();
    for (const entry of [
      ...lastFirst.filter(({ program }) => !program.foundation),
      ...lastFirst.filter(({ program }) => program.foundation),
    ]) {
      await entry.made;
      if (entry.process) await stopGroup(entry.process.pid, atOnce ? 0 : entry.program.graceMs);
      await entry.done;
    }
    this.#entries.length = 0;
  }

  async #start(entry: Entry): Promise<Running> {
    if (this.#stopping.signal.aborted) throw new Failure('it is being stopped');
    const making = start(entry.program);
    // Who stops everything at this very moment waits for it, and then ends it.
    entry.made = making.then(
      ({ pid }) => (this.#stopping.signal.aborted ? stopGroup(pid, 0) : undefined),
      () => undefined,
    );
    const running = await making;
    await entry.made;
    this.#set(entry, { process: identify(running.pid), ready: false });
    return running;
  }

  async #watch(entry: Entry, first: Running): Promise<void> {
    let delay = FIRST_DELAY_MS;
    let running: Running | undefined = first;
    for (let began = Date.now(); ; began = Date.now()) {
      const reason = running ? await running.ended : 'it could not be run';
      if (this.#stopping.signal.aborted) return;
      if (running) await stopGroup(running.pid, 0);
      const isAsked = entry.again.signal.aborted;
      this.#set(entry, { process: undefined, ready: false, restarts: entry.restarts + (isAsked ? 0 : 1) });
      if (isAsked || Date.now() - began > WELL_MS) delay = FIRST_DELAY_MS;
      if (!isAsked) {
        say(`! ${entry.name} ended (${reason}): starting it again in ${delay / 1000} s`);
        const signal = AbortSignal.any([this.#stopping.signal, entry.again.signal]);
        await sleep(delay, undefined, { signal }).catch(() => {});
        delay = Math.min(delay * 2, LONGEST_DELAY_MS);
      }
      if (this.#stopping.signal.aborted) return;
      entry.again = new AbortController();
      running = await this.#restart(entry).catch(() => undefined);
    }
  }

  /** Starts it again; when it does not get ready it is killed, so that the watch sees it end and tries once more. */
  async #restart(entry: Entry): Promise<Running> {
    const running = await this.#start(entry);
    becomeReady(entry.program, running).then(
      () => {
        this.#set(entry, { ready: true });
        say(`✓ ${entry.name} serves again`);
      },
      () => stopGroup(running.pid, 0),
    );
    return running;
  }

  #set(entry: Entry, change: Partial<Kept>): void {
    Object.assign(entry, change);
    this.#changed(this.#entries.map(({ program: _program, done: _done, made: _made, again: _again, ...kept }) => kept));
  }
}
