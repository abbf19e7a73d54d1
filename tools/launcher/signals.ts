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

/** Does `work`, but fails at the first Ctrl-C or SIGTERM, so that what surrounds it can tidy up. */
export function interruptible<T>(work: () => Promise<T>): Promise<T> {
  const signal = interrupted().then((name): never => {
    throw new Failure(`stopped by ${name}`, 130);
  });
  return Promise.race([work(), signal]);
}
