import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './say.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves at the first Ctrl-C or SIGTERM. From the call on, no such signal ends this process by itself. */
export function interrupted(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const idle = setInterval(() => {}, 60_000);
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        clearInterval(idle);
        resolve(signal);
      });
    }
  });
}

/** How long work that hears of the signal too may take to tidy up behind itself. */
const TIDY_MS = 15_000;

/**
 * Does `work`, but fails at the first Ctrl-C or SIGTERM, so that what surrounds it can tidy up; work that `tidies` hears of the
 * signal itself, and is waited for.
 */
export function interruptible<T>(work: () => Promise<T>, { tidies = true } = {}): Promise<T> {
  const doing = work();
  const signal = interrupted().then(async (name): Promise<never> => {
    const tidied = doing.catch(() => undefined);
    if (tidies) await Promise.race([tidied, sleep(TIDY_MS, undefined, { ref: false })]);
    throw new Failure(`stopped by ${name}`, 130);
  });
  return Promise.race([doing, signal]);
}
