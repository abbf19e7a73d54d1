import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { systemActor, type RequestContext } from '#libs/api/kernel/actor.js';

const storage = new AsyncLocalStorage<RequestContext>();

/** The context of the request or message being handled; outside of one, the process itself. */
export const currentContext = (): RequestContext => storage.getStore() ?? backgroundContext('process');

/** Runs `work` so that logs, calls and events made in it carry `context`. */
export const withContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

/** The context of work that no one asked for: a sweeper, a scheduler, a CLI. */
export const backgroundContext = (name: string): RequestContext => ({
  correlationId: randomUUID(),
  actor: systemActor(name),
  locale: 'it',
});
