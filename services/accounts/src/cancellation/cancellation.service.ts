import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import {
  CancellationInEffect,
  CancellationWithdrawn,
  ContractBusy,
  NotInHoldersName,
} from '#libs/api/errors/accounts/endings.errors.js';
import type { CancellationView, RequestCancellation } from '#libs/api/accounts/endings.js';
import { isStaff, type Actor, type RequestContext } from '#libs/api/kernel/actor.js';
import { domainErrorFrom, NotFound } from '#libs/api/kernel/domain-error.js';
import type { OfContract } from '#libs/api/kernel/shared.js';
import { isSameName } from '#libs/italy/holder-name.js';
import { endOfPeriod, periodOf } from '#libs/italy/rome-time.js';
import { nameOf } from '#libs/italy/identity.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import { sagaModel, type SagaRow } from '#libs/messaging/saga.schema.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { derivedId, newId } from '#libs/platform/ids.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import { ENDED } from '../contracts/contract-life.rules.js';
import { ContractStore } from '../contracts/contract.store.js';
import type { Contract } from '../contracts/contract.schema.js';
import { Contracts } from '../contracts/contracts.service.js';
import { advanceUntilIdle } from '#libs/messaging/advance-until-idle.js';
import { CancellationSaga, type Cancellation } from './cancellation.saga.js';

/** Asking for a cancellation, taking it back, following it (R12). */
@Injectable()
export class Cancellations {
  constructor(
    @InjectModel('Contract') private readonly contracts: ReadModel<Contract>,
    @Inject(ContractStore) private readonly store: ContractStore,
    @Inject(Contracts) private readonly reader: Contracts,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SagaRunner) private readonly runner: SagaRunner,
    @Inject(CancellationSaga) private readonly saga: CancellationSaga,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws NotFound, NotInHoldersName, ContractBusy, DebtOpen telling what to pay */
  async request(
    { contractId, when = 'now', iban, accountHolder }: RequestCancellation,
    context: RequestContext,
  ): Promise<CancellationView> {
    const contract = await this.reader.of(contractId, context.actor);
    const to = refundTo(contract, iban, accountHolder);
    const ownId = context.idempotencyKey ? derivedId('can', contractId, context.idempotencyKey) : newId('can');
    const id = await this.work.once(context, { contractId, when, ...to }, (tx) =>
      this.begin(tx, ownId, contract, { when, reason: 'cancelled', ...to }),
    );
    const saga = await advanceUntilIdle<Cancellation>(this.runner, id);
    if (saga.error && saga.error.code !== CancellationWithdrawn.entry.code) throw domainErrorFrom(saga.error);
    return viewOf(saga);
  }

  /** The last number was ported out: the contract ends now, whatever it owes; a cancellation that was scheduled is overtaken. */
  async lastNumberLeft(contractId: string, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, async (tx) => {
      const contract = await this.contracts.findById(contractId).lean();
      if (!contract || ENDED.some((state) => state === contract.state)) return;
      if (contract.process?.kind === 'cancellation')
        return this.runner.signal(
          contract.process.sagaId,
          'due',
          { reason: 'ported_out', effectiveAt: this.clock.now().toISOString() },
          tx,
        );
      // While it changes hands the message comes again later.
      const id = await this.begin(tx, derivedId('can', contractId, 'ported_out'), contract, {
        when: 'now',
        reason: 'ported_out',
      });
      this.runner.runAfterCommit(id, tx);
    });
  }

  /** Begins to end a contract, in the caller's transaction. @returns the saga's id. @throws ContractBusy */
  async begin(tx: Tx, id: string, contract: Contract, ending: Ending): Promise<string> {
    const { when } = ending;
    const { _id: contractId, customerId, contractNumber, paymentReference } = contract;
    const now = this.clock.now();
    const effectiveAt = (when === 'now' ? now : endOfPeriod(periodOf(now))).toISOString();
    const asked = { set: { process: { sagaId: id, kind: 'cancellation' as const }, cancellationId: id } };
    if (!(await this.store.moveIf(contractId, 'ask_end', 'cancellation', { process: null }, asked)))
      return this.begunBefore(id, contractId);
    const data: Cancellation = {
      contractId,
      customerId,
      contractNumber,
      paymentReference,
      requestedAt: now.toISOString(),
      effectiveAt,
      ...ending,
    };
    await this.runner.begin(this.saga.definition, id, data, tx);
    if (when === 'now') await this.runner.signal(id, 'due', {}, tx);
    return id;
  }

  /** The same request at the same time has won. @throws ContractBusy when it was another. */
  private async begunBefore(id: string, contractId: string): Promise<string> {
    const contract = await this.contracts.findById(contractId).lean().orFail();
    if (contract.cancellationId !== id) throw new ContractBusy(contract.process?.kind ?? contract.state);
    return id;
  }

  /** An idempotency key is bound to the cancellation that it took back: it takes back no later one. @throws CancellationInEffect */
  async withdraw(request: OfContract, context: RequestContext): Promise<CancellationView> {
    const id = await this.work.once(context, request, async () => {
      const { cancellationId } = await this.reader.of(request.contractId, context.actor);
      return (await this.sagaOf(cancellationId))._id;
    });
    const before = await this.sagaOf(id);
    if (before.error?.code !== CancellationWithdrawn.entry.code)
      await this.runner.cancel(before._id, new CancellationWithdrawn().toBody());
    const saga = await advanceUntilIdle<Cancellation>(this.runner, before._id);
    if (saga.error?.code !== CancellationWithdrawn.entry.code) throw new CancellationInEffect();
    return viewOf(saga);
  }

  async get(contractId: string, actor: Actor): Promise<CancellationView> {
    const { cancellationId } = await this.reader.of(contractId, actor);
    const saga = await this.sagaOf(cancellationId);
    // One that a former holder took back, or was refused, is not the new one's to read.
    if (!isStaff(actor) && saga.data.customerId !== actor.customerId) throw new NotFound('cancellation');
    return viewOf(saga);
  }

  private async sagaOf(cancellationId: string | undefined): Promise<SagaRow<Cancellation>> {
    const saga = cancellationId ? await sagaModel(this.contracts.db).findById(cancellationId).lean() : undefined;
    if (!saga) throw new NotFound('cancellation');
    return saga as unknown as SagaRow<Cancellation>;
  }
}

type RefundTo = Pick<Cancellation, 'iban' | 'accountHolder'>;
/** When and why a contract ends, and where its credit goes. */
export type Ending = Pick<Cancellation, 'when' | 'reason' | 'immediateStart'> & RefundTo;

/** @throws NotInHoldersName: told now, while the customer can still put it right */
export function refundTo({ holder }: Contract, iban: string | undefined, accountHolder = ''): RefundTo {
  if (!iban) return {};
  if (!isSameName(nameOf(holder), accountHolder)) throw new NotInHoldersName(nameOf(holder));
  return { iban, accountHolder };
}

const STATES = {
  waiting: 'scheduled',
  running: 'in_progress',
  compensating: 'refused',
  compensated: 'refused',
  completed: 'completed',
} as const;

function viewOf({ _id, state, data, error }: SagaRow<Cancellation>): CancellationView {
  const { contractId, when, requestedAt, effectiveAt, refundCents } = data;
  const withdrawn = error?.code === CancellationWithdrawn.entry.code;
  return {
    id: _id,
    contractId,
    state: withdrawn ? 'withdrawn' : STATES[state],
    when,
    requestedAt,
    effectiveAt,
    refundCents,
    ...(error && !withdrawn ? { refusal: { ...error } } : {}),
  };
}
