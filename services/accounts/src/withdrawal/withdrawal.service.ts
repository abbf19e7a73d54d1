import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { ContractBusy } from '#libs/api/errors/accounts/endings.errors.js';
import type { RequestWithdrawal, WithdrawalView } from '#libs/api/accounts/endings.js';
import type { Actor, RequestContext } from '#libs/api/kernel/actor.js';
import { domainErrorFrom, NotFound } from '#libs/api/kernel/domain-error.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import { sagaModel, type SagaRow } from '#libs/messaging/saga.schema.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { derivedId, newId } from '#libs/platform/ids.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Cancellation } from '../cancellation/cancellation.saga.js';
import { Cancellations, refundTo, type Ending } from '../cancellation/cancellation.service.js';
import type { Contract } from '../contracts/contract.schema.js';
import { Contracts } from '../contracts/contracts.service.js';
import { advanceUntilIdle } from '#libs/messaging/advance-until-idle.js';
import { assertWithdrawable } from '../contracts/withdrawal.rules.js';

/** A consumer withdraws (R25): an end at once that no debt holds up, and that gives back what was not used. */
@Injectable()
export class Withdrawals {
  constructor(
    @InjectModel('Contract') private readonly contracts: ReadModel<Contract>,
    @Inject(Contracts) private readonly reader: Contracts,
    @Inject(Cancellations) private readonly cancellations: Cancellations,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(SagaRunner) private readonly runner: SagaRunner,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws NotFound, NotInHoldersName, ContractBusy, WithdrawalConsumersOnly, WithdrawalNotTransferred, WithdrawalOver */
  async request(
    { contractId, iban, accountHolder }: RequestWithdrawal,
    context: RequestContext,
  ): Promise<WithdrawalView> {
    const to = refundTo(await this.reader.of(contractId, context.actor), iban, accountHolder);
    const ownId = context.idempotencyKey ? derivedId('can', contractId, context.idempotencyKey) : newId('can');
    const id = await this.work.once(context, { contractId, ...to }, async (tx) =>
      this.begin(tx, ownId, await this.reader.of(contractId, context.actor), to),
    );
    const saga = await advanceUntilIdle<Cancellation>(this.runner, id);
    if (saga.error) throw domainErrorFrom(saga.error);
    // Its end of month came first: it is being cancelled as was asked before.
    if (saga.data.reason !== 'withdrawn') throw new ContractBusy('cancellation');
    return viewOf(saga);
  }

  private async begin(
    tx: Tx,
    ownId: string,
    contract: Contract,
    to: Pick<Ending, 'iban' | 'accountHolder'>,
  ): Promise<string> {
    if (contract.cancellationId === ownId) return ownId;
    assertWithdrawable(contract, this.clock.now());
    const immediateStart = contract.immediateStartAt !== undefined;
    const scheduled =
      contract.process?.kind === 'cancellation' && contract.state === 'active' ? contract.process.sagaId : undefined;
    if (!scheduled)
      return this.cancellations.begin(tx, ownId, contract, { when: 'now', reason: 'withdrawn', immediateStart, ...to });
    await this.runner.signal(
      scheduled,
      'due',
      { reason: 'withdrawn', effectiveAt: this.clock.now().toISOString(), immediateStart, ...to },
      tx,
    );
    return scheduled;
  }

  /** @throws NotFound */
  async get(contractId: string, actor: Actor): Promise<WithdrawalView> {
    const { cancellationId } = await this.reader.of(contractId, actor);
    const saga = cancellationId
      ? ((await sagaModel(this.contracts.db)
          .findById(cancellationId)
          .lean()) as unknown as SagaRow<Cancellation> | null)
      : null;
    if (saga?.data.reason !== 'withdrawn') throw new NotFound('withdrawal');
    return viewOf(saga);
  }
}

function viewOf({ _id, state, data, error }: SagaRow<Cancellation>): WithdrawalView {
  const { contractId, effectiveAt, immediateStart = false, keptCents, refundCents } = data;
  return {
    id: _id,
    contractId,
    state: error ? 'refused' : state === 'completed' ? 'completed' : 'in_progress',
    effectiveAt,
    immediateStart,
    keptCents,
    refundCents,
    ...(error ? { refusal: { ...error } } : {}),
  };
}
