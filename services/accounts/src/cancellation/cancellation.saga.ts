import { Inject, Injectable } from '@nestjs/common';
import { CancellationWithdrawn, DebtOpen } from '#libs/api/errors/accounts/endings.errors.js';
import {
  cancellationDropped,
  cancellationScheduled,
  contractCancelled,
  type CancellationTime,
} from '#libs/api/accounts/endings.js';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { numbersLifecycleRpc, type EndNumbers, type PortableNumber } from '#libs/api/numbers/lifecycle.js';
import { formatNumber } from '#libs/italy/phone-number.js';
import { formatDay } from '#libs/italy/formats.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import type { SagaDefinition } from '#libs/messaging/saga.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import type { SagaRow } from '#libs/messaging/saga.schema.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { ContractStore } from '../contracts/contract.store.js';
import { CustomerEmails } from '../mail/customer-emails.service.js';
import { CANCELLATION_EMAILS } from './cancellation.templates.js';

/** `cancelled` by the customer (R12); `ported_out`: its last number left (nasty case 6); `withdrawn`: by a consumer within 14 days (R25). */
export type EndReason = 'cancelled' | 'ported_out' | 'withdrawn';

export interface Cancellation {
  readonly contractId: string;
  readonly customerId: string;
  readonly contractNumber: string;
  readonly paymentReference?: string;
  readonly when: CancellationTime;
  readonly reason: EndReason;
  readonly requestedAt: string;
  readonly effectiveAt: string;
  /** Where residual credit is to go, and whose account it is. */
  readonly iban?: string;
  readonly accountHolder?: string;
  readonly refundCents?: number;
  readonly ibanMissing?: boolean;
  /** Of a withdrawal: the days used are owed, and what they come to. */
  readonly immediateStart?: boolean;
  readonly keptCents?: number;
  /** What can still be taken to another operator after the end (R21). */
  readonly portable?: readonly PortableNumber[];
}
type Saga = SagaRow<Cancellation>;

/**
 * Ends a contract (R12–R14): billing is told from when on nothing is charged; refused in debt; pending port-ins are cancelled
 * first, then billing closes and makes the refund, then the numbers go to quarantine. Once billing has closed there is no way back, only forward.
 */
@Injectable()
export class CancellationSaga {
  readonly definition: SagaDefinition<Cancellation> = {
    kind: 'cancellation',
    steps: [
      {
        name: 'schedule end',
        run: (saga) => this.scheduleEnd(saga, saga.data.effectiveAt),
        compensate: (saga) => this.scheduleEnd(saga, undefined),
      },
      { name: 'check debt', run: (saga) => this.checkDebt(saga) },
      {
        name: 'await end',
        signal: 'due',
        until: ({ data }) => new Date(data.effectiveAt),
        onTimeout: { nudge: (saga) => this.due(saga) },
        enter: (saga, tx) => this.scheduled(saga, tx),
      },
      { name: 'begin', run: ({ data }) => this.contracts.move(data.contractId, 'cancel', 'cancellation') },
      // A port-in that was cancelled cannot be brought back, and the wait may have brought a debt.
      { name: 'check debt again', run: (saga) => this.checkDebt(saga) },
      {
        name: 'cancel port-ins',
        run: async (saga) => void (await this.rpc.call(numbersLifecycleRpc.cancelPendingPorts, endOf(saga))),
      },
      { name: 'close account', run: (saga) => this.closeAccount(saga), compensate: (saga) => this.pastClosing(saga) },
      { name: 'quarantine numbers', run: (saga) => this.endNumbers(saga) },
    ],
    complete: (saga, tx) => this.complete(saga, tx),
    undone: (saga, tx) => this.undone(saga, tx),
  };

  constructor(
    @Inject(ContractStore) private readonly contracts: ContractStore,
    @Inject(RpcClient) private readonly rpc: RpcClient,
    @Inject(SagaRunner) private readonly runner: SagaRunner,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CustomerEmails) private readonly emails: CustomerEmails,
  ) {
    runner.register(this.definition);
  }

  private async checkDebt({ data }: Saga): Promise<void> {
    if (data.reason !== 'cancelled') return;
    const { debtCents } = await this.rpc.call(billingLifecycleRpc.balance, { contractId: data.contractId });
    if (debtCents > 0) throw new DebtOpen(debtCents, data.paymentReference);
  }

  /**
   * Told before anything else, so that no charge is made for what comes after the end however long the steps take (R14). A
   * last number that left needs no telling: billing hears of it from numbers, with the instant at which it left.
   */
  private async scheduleEnd(
    { data: { contractId, when, reason, effectiveAt } }: Saga,
    endsAt: string | undefined,
  ): Promise<void> {
    if (when === 'now' && reason === 'ported_out') return;
    await this.rpc.call(
      billingLifecycleRpc.scheduleEnd,
      endsAt ? { contractId, endsAt } : { contractId, takenBack: effectiveAt },
    );
  }

  private async scheduled({ _id, data }: Saga, tx: Tx): Promise<void> {
    const { contractId, customerId, contractNumber, when, effectiveAt } = data;
    if (when === 'now') return;
    tx.emit(cancellationScheduled, contractId, { contractId, customerId, effectiveAt });
    await this.emails.send(CANCELLATION_EMAILS.cancellationScheduled, _id, customerId, tx, {
      contractNumber,
      effectiveAt: new Date(effectiveAt),
    });
  }

  /** Its time has come. */
  private async due(saga: Saga): Promise<void> {
    await this.work.run((tx) => this.runner.signal(saga._id, 'due', {}, tx));
  }

  private async closeAccount(saga: Saga): Promise<Partial<Cancellation>> {
    const { iban, accountHolder, immediateStart } = saga.data;
    return this.rpc.call(billingLifecycleRpc.terminate, { ...endOf(saga), iban, accountHolder, immediateStart });
  }

  /** Closed is closed, also when billing's answer did not come back. */
  private async pastClosing({ data: { contractId, refundCents }, attempts }: Saga): Promise<void | 'past-return'> {
    if (refundCents !== undefined) return 'past-return';
    if (attempts === 0) return undefined;
    const { state } = await this.rpc.call(billingCreditRpc.credit, { contractId });
    return state === 'closed' ? 'past-return' : undefined;
  }

  private async endNumbers(saga: Saga): Promise<Partial<Cancellation>> {
    const { portable } = await this.rpc.call(numbersLifecycleRpc.quarantine, endOf(saga));
    return { portable };
  }

  private async complete({ data }: Saga, tx: Tx): Promise<void> {
    const { contractId, customerId, reason, effectiveAt } = data;
    await this.contracts.move(contractId, 'end', 'cancellation', {
      set: { endedAt: new Date(effectiveAt), endReason: reason },
      unset: ['process'],
    });
    tx.emit(contractCancelled, contractId, { contractId, customerId, reason, endedAt: effectiveAt });
    await this.tellEnded(data, tx);
  }

  private async tellEnded(
    {
      contractId,
      customerId,
      contractNumber,
      reason,
      refundCents = 0,
      keptCents = 0,
      ibanMissing,
      portable = [],
    }: Cancellation,
    tx: Tx,
  ): Promise<void> {
    const values = { contractNumber, amount: refundCents, ...portableValues(portable) };
    if (reason === 'withdrawn')
      return this.emails.send(CANCELLATION_EMAILS.withdrawn, contractId, customerId, tx, {
        ...values,
        kept: keptCents,
        ...(refundCents > 0 ? { [ibanMissing ? 'ibanMissing' : 'ibanKnown']: 'yes' } : {}),
      });
    await this.emails.send(
      refundCents === 0
        ? CANCELLATION_EMAILS.cancelled
        : ibanMissing
          ? CANCELLATION_EMAILS.cancelledWithRefund
          : CANCELLATION_EMAILS.cancelledWithTransfer,
      contractId,
      customerId,
      tx,
      values,
    );
  }

  private async undone(saga: Saga, tx: Tx): Promise<void> {
    const {
      _id,
      data: { contractId, customerId, contractNumber },
      error,
    } = saga;
    const reason = error?.code ?? 'undone';
    await this.contracts.move(contractId, 'keep', 'cancellation', { unset: ['process'] });
    tx.emit(cancellationDropped, contractId, {
      contractId,
      customerId,
      withdrawn: reason === CancellationWithdrawn.entry.code,
      reason,
      at: this.clock.now().toISOString(),
    });
    if (reason !== CancellationWithdrawn.entry.code && wasLate(saga))
      await this.emails.send(CANCELLATION_EMAILS.cancellationRefused, _id, customerId, tx, {
        contractNumber,
        reasonIt: error?.text.it ?? '',
        reasonEn: error?.text.en ?? '',
      });
  }
}

/** Refused after its customer was answered, who has not read the refusal in that answer. */
const wasLate = ({ attempts, history }: Saga): boolean => attempts > 0 || history.some(({ what }) => what === 'waits');

/** The codes with which the numbers can still leave, and until when (R21). */
function portableValues(portable: readonly PortableNumber[]): Record<string, string> {
  const last = portable.map(({ portableUntil }) => portableUntil).toSorted()[0];
  if (!last) return {};
  const codes = portable.map(({ number, migrationCode }) => `${formatNumber(number)}: ${migrationCode}`).join('\n');
  return { migrationCodes: codes, portableUntilIt: formatDay(last, 'it'), portableUntilEn: formatDay(last, 'en') };
}

const endOf = ({ data: { contractId, effectiveAt, reason } }: Saga): EndNumbers => ({
  contractId,
  endedAt: effectiveAt,
  reason,
});
