import type { SagaRunner } from './saga-runner.js';
import type { SagaRow } from './saga.schema.js';

const AT_MOST_MS = 2_500;
const POLL_MS = 50;

/** Advances a saga until it waits, ends or fails; when another process is at it, waits a little for what comes out. */
export async function advanceUntilIdle<Data>(runner: SagaRunner, id: string): Promise<SagaRow<Data>> {
  const end = Date.now() + AT_MOST_MS;
  for (;;) {
    const saga = await runner.advance<Data>(id);
    const moves = (saga.state === 'running' || saga.state === 'compensating') && saga.attempts === 0;
    if (!moves || Date.now() > end) return saga;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
