import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import type { DomainErrorBody } from '#libs/api/kernel/domain-error.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext, withContext } from '#libs/platform/context.js';
import { LOGGER } from '#libs/platform/tokens.js';
import type { MoveOf } from '#libs/platform/state-machine.js';
import { isRefusal, isWait, type SagaDefinition, type WaitStep } from './saga.js';
import type { SagaRow } from './saga.schema.js';
import { isAtWork, isOver, LOCK_MS, SagaMoved, SagaStore, type AnySaga } from './saga-store.js';
import { Workers, type Worker } from './worker.js';
import { UnitOfWork, type Tx } from './unit-of-work.js';
import { sagaLife } from './saga-life.rules.js';

const SWEEP_MS = 2_000;
const RETRY_MS = [250, 1_000, 3_000, 10_000, 30_000, 60_000];
/** After so many failures of one step people should look: the saga counts as stuck, and is still tried. */
export const STUCK_AFTER_ATTEMPTS = 8;

type AnyDefinition = SagaDefinition<any>;
/** A move, and what makes it. */
type Onward = readonly [MoveOf<typeof sagaLife>, 'step' | 'signal'];

/**
 * Runs sagas. Each step is idempotent and progress is stored at every wait, end and failure, so a process may die
 * anywhere: a sweeper, in whichever replica, takes up what stalled. One replica works on a saga at a time.
 */
@Injectable()
export class SagaRunner implements OnApplicationShutdown {
  private readonly definitions = new Map<string, AnyDefinition>();
  private readonly sagas: SagaStore;
  private readonly running = new Set<Promise<unknown>>();
  /** Stored as locked by this process, and not taken up yet. */
  private readonly ready = new Map<string, AnySaga>();
  private readonly sweeper: Worker;
  private stopped = false;

  constructor(
    @InjectConnection() connection: Connection,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Workers) workers: Workers,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.sagas = new SagaStore(connection);
    this.sweeper = workers.make({ name: 'sagas', everyMs: SWEEP_MS, whenMoved: true, run: () => this.sweep() });
  }

  register<Data>(definition: SagaDefinition<Data>): void {
    this.definitions.set(definition.kind, definition);
  }

  /** Begins sweeping; called once the process is up. */
  start(): void {
    this.sweeper.start();
  }

  /** Stores a new saga with the transaction that causes it; follow the commit with `advance`, or leave it to the sweeper. */
  async begin<Data extends object>(definition: SagaDefinition<Data>, id: string, data: Data, tx: Tx): Promise<void> {
    const { deadline: _deadline, idempotencyKey: _key, ...context } = currentContext();
    const lockedUntil = new Date(Date.now() + LOCK_MS);
    const first = definition.steps[0]!;
    const row: SagaRow<Data> = {
      _id: id,
      kind: definition.kind,
      version: 0,
      state: sagaLife.table.begins[0]!,
      step: 0,
      stepName: first.name,
      data,
      signals: {},
      attempts: 0,
      retryAt: lockedUntil,
      lockedUntil,
      context,
      history: [{ step: first.name, what: 'begun', at: this.clock.now() }],
      createdAt: this.clock.now(),
    };
    await this.sagas.insert(row, tx);
    tx.afterCommit(() => this.ready.set(id, row));
  }

  /**
   * Runs a saga until it waits, ends or fails, and returns how it stands. The caller of a request uses it to answer at
   * once; errors of steps are stored, not thrown.
   */
  async advance<Data = Record<string, unknown>>(id: string): Promise<SagaRow<Data>> {
    const saga = this.takeReady(id) ?? (await this.sagas.lock(id, isAtWork));
    return saga ? this.runLocked(saga) : this.sagas.get(id);
  }

  private async runLocked(saga: AnySaga): Promise<AnySaga> {
    await this.tracked(withContext({ ...saga.context, deadline: undefined }, () => this.drive(saga)));
    return saga;
  }

  private takeReady(id: string): AnySaga | undefined {
    const saga = this.ready.get(id);
    this.ready.delete(id);
    return saga && saga.lockedUntil! > new Date() ? saga : undefined;
  }

  /** Runs a saga in the background once a transaction has committed. */
  runAfterCommit(id: string, tx: Tx): void {
    tx.afterCommit(() => this.later(id));
  }

  private later(id: string): void {
    if (this.stopped) return;
    void this.tracked(this.advance(id)).catch((error: unknown) =>
      this.logger.warn({ reason: (error as Error).message, saga: id }, 'saga left to the sweeper'),
    );
  }

  /**
   * Tells a saga that what it waits for has happened, in the transaction of the event handler. Early signals are kept,
   * late and repeated ones change nothing.
   */
  async signal(id: string, name: string, data: Record<string, unknown>, tx: Tx): Promise<void> {
    const saga = await this.sagas.find(id, tx);
    if (!saga || isOver(saga)) return;
    const step = this.definition(saga).steps[saga.step]!;
    if (saga.state !== 'waiting' || !isWait(step) || step.signal !== name)
      return this.sagas.keepSignal(id, name, data, tx);
    Object.assign(saga.data, data);
    await this.passWaits(saga, saga.step + 1, 'signal', tx);
  }

  /** Changes what a saga that waits knows, and with it until when it waits, within the transaction. @returns whether it waits for that signal. */
  async prolong<Data extends object>(id: string, signal: string, data: Partial<Data>, tx: Tx): Promise<boolean> {
    const saga = await this.sagas.find(id, tx);
    const step = saga && this.definition(saga).steps[saga.step];
    if (saga?.state !== 'waiting' || !step || !isWait(step) || step.signal !== signal) return false;
    Object.assign(saga.data, data);
    await this.sagas.write(
      saga,
      { data: saga.data, wakeAt: step.until(saga, this.clock.now()) },
      { step: saga.stepName, what: 'prolonged', at: this.clock.now() },
      tx,
    );
    return true;
  }

  /** Moves over waits whose signal is already here; commits the wait it stops at, the end, or a step to run. */
  private async passWaits(saga: AnySaga, from: number, by: 'step' | 'signal', tx: Tx): Promise<AnySaga> {
    const definition = this.definition(saga);
    let index = from;
    for (; index < definition.steps.length; index++) {
      const step = definition.steps[index]!;
      if (!isWait(step)) return this.store(saga, ['run', by], { step: index }, 'runs', tx);
      const arrived = saga.signals[step.signal] as object | undefined;
      saga.step = index;
      await step.enter?.(saga, tx);
      const waits = { step: index, wakeAt: step.until(saga, this.clock.now()) };
      if (!arrived) return this.store(saga, ['wait', by], waits, 'waits', tx);
      Object.assign(saga.data, arrived);
    }
    await definition.complete?.(saga, tx);
    return this.store(saga, ['complete', by], { step: index - 1 }, 'completed', tx);
  }

  /** What runs next stays locked, for this process to take up after the commit. */
  private async store(saga: AnySaga, move: Onward, change: Partial<AnySaga>, what: string, tx: Tx): Promise<AnySaga> {
    const state = sagaLife.move(saga.state, ...move);
    const stepName = this.definition(saga).steps[change.step ?? saga.step]!.name;
    const happened = { step: stepName, what, at: this.clock.now() };
    const lockedUntil = state === 'running' ? new Date(Date.now() + LOCK_MS) : undefined;
    const written = {
      ...change,
      state,
      stepName,
      data: saga.data,
      error: saga.error,
      attempts: 0,
      retryAt: lockedUntil ?? new Date(),
      lockedUntil,
      wakeAt: change.wakeAt,
      failure: undefined,
    };
    const stored = await this.sagas.write(saga, written, happened, tx);
    if (lockedUntil) {
      tx.afterCommit(() => this.ready.set(saga._id, stored));
      this.runAfterCommit(saga._id, tx);
    }
    return stored;
  }

  /** Commits how a locked saga goes on; when signals came meanwhile, once more with them. `saga` is then as stored. */
  private async commit(saga: AnySaga, work: (copy: AnySaga, tx: Tx) => Promise<AnySaga>): Promise<void> {
    for (;;) {
      try {
        Object.assign(saga, await this.work.run((tx) => work({ ...saga, data: { ...saga.data } }, tx)));
        return;
      } catch (error) {
        if (!(error instanceof SagaMoved)) throw error;
        const { signals, version, lockedUntil } = await this.sagas.get(saga._id);
        if (lockedUntil?.getTime() !== saga.lockedUntil?.getTime()) throw error;
        Object.assign(saga, { signals, version });
      }
    }
  }

  private async drive(saga: AnySaga): Promise<void> {
    try {
      if (saga.state === 'compensating') await this.compensate(saga);
      else await this.forward(saga);
    } catch (error) {
      if (error instanceof SagaMoved) Object.assign(saga, await this.sagas.get(saga._id));
      else await this.postpone(saga, error as Error);
    }
  }

  private async forward(saga: AnySaga): Promise<void> {
    const { steps } = this.definition(saga);
    for (; saga.step < steps.length; saga.step++) {
      const step = steps[saga.step]!;
      if (isWait(step)) break;
      try {
        Object.assign(saga.data, await step.run(saga));
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return this.undo(saga, error.toBody());
      }
    }
    await this.commit(saga, (copy, tx) => this.passWaits(copy, saga.step, 'step', tx));
  }

  private async undo(saga: AnySaga, error: DomainErrorBody): Promise<void> {
    await this.commit(saga, (copy, tx) =>
      this.sagas.write(
        copy,
        { state: sagaLife.move(copy.state, 'undo', 'refusal'), step: copy.step, data: copy.data, error },
        { step: this.stepName(copy), what: `refused: ${error.code}`, at: this.clock.now() },
        tx,
      ),
    );
    await this.compensate(saga);
  }

  private async compensate(saga: AnySaga): Promise<void> {
    const definition = this.definition(saga);
    for (let index = Math.min(saga.step, definition.steps.length - 1); index >= 0; index--) {
      // The refusal came too late: the saga waits again where it was, and its signals decide.
      if ((await definition.steps[index]!.compensate?.(saga)) === 'past-return')
        return this.commit(saga, (copy, tx) => this.passWaits({ ...copy, error: undefined }, copy.step, 'step', tx));
    }
    await this.commit(saga, async (copy, tx) => {
      await definition.undone?.(copy, tx);
      return this.store(copy, ['undone', 'step'], { step: copy.step }, 'undone', tx);
    });
  }

  private async postpone(saga: AnySaga, error: Error): Promise<void> {
    const delay = RETRY_MS[Math.min(saga.attempts, RETRY_MS.length - 1)]!;
    this.logger.warn(
      { err: error, saga: saga._id, kind: saga.kind, attempt: saga.attempts },
      'saga step failed, will be tried again',
    );
    const written = {
      step: saga.step,
      stepName: this.stepName(saga),
      failure: error.message,
      retryAt: new Date(Date.now() + delay),
      data: saga.data,
      attempts: saga.attempts + 1,
    };
    await this.sagas.release(saga, written);
    Object.assign(saga, written, { lockedUntil: undefined });
    setTimeout(() => this.later(saga._id), delay).unref();
  }

  private async sweep(): Promise<void> {
    const now = new Date();
    for (const [id, { lockedUntil }] of this.ready) if (lockedUntil! < now) this.ready.delete(id);
    for (const id of await this.sagas.stalled(now)) await this.advance(id);
    for (const id of await this.sagas.overdue(this.clock.now(), now)) await this.timeOut(id);
  }

  private async timeOut(id: string): Promise<void> {
    const [now, real] = [this.clock.now(), new Date()];
    const isOverdue = ({ state, wakeAt, retryAt }: AnySaga): boolean =>
      state === 'waiting' && wakeAt! <= now && retryAt <= real;
    const saga = await this.sagas.change(id, isOverdue, { retryAt: new Date(real.getTime() + LOCK_MS) });
    if (!saga) return;
    const step = this.definition(saga).steps[saga.step] as WaitStep<any>;
    await withContext(saga.context, async () => {
      if ('compensate' in step.onTimeout) return this.cancel(id, step.onTimeout.compensate(saga).toBody());
      await step.onTimeout
        .nudge(saga)
        .catch((error: unknown) => this.logger.warn({ err: error, saga: id }, 'nudge failed'));
      await this.sagas.change(id, ({ state, step: at }) => state === 'waiting' && at === saga.step, {
        wakeAt: step.until(saga, this.clock.now()),
        retryAt: new Date(),
      });
    });
  }

  /** Undoes a saga that waits, for a stated reason: a time-out, the customer, or staff. Nothing if it no longer waits. */
  async cancel(id: string, error: DomainErrorBody): Promise<void> {
    await this.undoIf(id, ({ state }) => state === 'waiting', error);
  }

  /** As `cancel`, also from a step that failed: it too is compensated, since it may have done its work. Nothing while somebody is at it. */
  async turnBack(id: string, error: DomainErrorBody): Promise<void> {
    await this.undoIf(id, ({ state, attempts }) => state === 'waiting' || (state === 'running' && attempts > 0), error);
  }

  private async undoIf(id: string, isRight: (saga: AnySaga) => boolean, error: DomainErrorBody): Promise<void> {
    const saga = await this.sagas.lock(id, isRight, {
      ...sagaLife.step('undo', 'refusal').set,
      error,
      wakeAt: undefined,
      retryAt: new Date(),
    });
    if (saga) await this.runLocked(saga);
  }

  /** Tries a stalled saga now, whatever its back-off. */
  async resume(id: string): Promise<void> {
    const saga = await this.sagas.lock(id, isAtWork, { attempts: 0 });
    if (saga) await this.runLocked(saga);
  }

  private definition(saga: Pick<AnySaga, 'kind'>): AnyDefinition {
    const definition = this.definitions.get(saga.kind);
    if (!definition) throw new Error(`no saga of kind ${saga.kind} is registered here`);
    return definition;
  }

  /** Where it is; after the last step it is completing. */
  private stepName({ kind, step }: AnySaga): string {
    const { steps } = this.definition({ kind });
    return steps[Math.min(step, steps.length - 1)]!.name;
  }

  private tracked<T>(work: Promise<T>): Promise<T> {
    const done = work.finally(() => this.running.delete(done));
    this.running.add(done);
    done.catch(() => undefined);
    return done;
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled(this.running);
  }
}
