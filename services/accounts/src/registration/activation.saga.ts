import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { contractActivated, contractLapsed } from '#libs/api/accounts/accounts.js';
import { AssignmentFailed, RegistrationLapsed } from '#libs/api/errors/accounts/registration.errors.js';
import { billingRpc } from '#libs/api/billing/billing.js';
import { AlreadyActivated } from '#libs/api/errors/billing/credit.errors.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { numbersRpc } from '#libs/api/numbers/numbers.js';
import { isRefusal, type SagaDefinition } from '#libs/messaging/saga.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import type { SagaRow } from '#libs/messaging/saga.schema.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { ContractStore } from '../contracts/contract.store.js';
import type { Customer, User } from '../users/user.schema.js';
import type { Activation } from './activation.types.js';
import { CHARGED } from './registration-holds.service.js';
import { RegistrationEmails } from './registration.emails.js';

type Saga = SagaRow<Activation>;

export const AWAIT_ASSIGNMENT = 'await assignment';
const MINUTE_MS = 60_000;
const in60s = (now: Date): Date => new Date(now.getTime() + MINUTE_MS);

/**
 * From a registration to an active contract (R3, R15, R17): reserve a number, open the credit account, wait for the credit
 * that billing charges, wait for the number. Billing decides the race between a late payment and the lapse.
 */
@Injectable()
export class ActivationSaga {
  readonly definition: SagaDefinition<Activation> = {
    kind: 'activation',
    steps: [
      {
        name: 'reserve number',
        run: (saga) => this.reserve(saga),
        compensate: async (saga) => void (await this.rpc.call(numbersRpc.release, { contractId: saga._id })),
      },
      { name: 'open account', run: (saga) => this.openAccount(saga), compensate: (saga) => this.closeAccount(saga) },
      {
        name: 'await credit',
        signal: CHARGED,
        // Past its end it was refused to lapse because it is paid: the news of the charge is on its way.
        until: (saga, now) => new Date(Math.max(Date.parse(saga.data.expiresAt), in60s(now).getTime())),
        onTimeout: { compensate: () => new RegistrationLapsed() },
        enter: (saga, tx) => this.awaitCredit(saga, tx),
      },
      {
        name: AWAIT_ASSIGNMENT,
        signal: 'assigned',
        until: (_saga, now) => in60s(now),
        onTimeout: { nudge: (saga) => this.assignAgain(saga) },
        enter: ({ _id }) => this.contracts.move(_id, 'pay', 'activation'),
        compensate: async (saga) =>
          void (await this.rpc.call(billingLifecycleRpc.reverseActivation, { contractId: saga._id })),
      },
    ],
    complete: (saga, tx) => this.activate(saga, tx),
    undone: (saga, tx) => this.undone(saga, tx),
  };

  constructor(
    @Inject(ContractStore) private readonly contracts: ContractStore,
    @InjectModel('Customer') private readonly customers: Model<Customer>,
    @InjectModel('User') private readonly users: Model<User>,
    @Inject(RpcClient) private readonly rpc: RpcClient,
    @Inject(SagaRunner) private readonly runner: SagaRunner,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(RegistrationEmails) private readonly emails: RegistrationEmails,
  ) {
    runner.register(this.definition);
  }

  private async reserve({ _id, data }: Saga): Promise<Partial<Activation>> {
    const { number } = await this.rpc.call(numbersRpc.reserve, {
      contractId: _id,
      customerId: data.customerId,
      district: data.district,
      number: data.number,
      expiresAt: data.expiresAt,
    });
    return { number };
  }

  private async openAccount({ _id, data }: Saga): Promise<Partial<Activation>> {
    const { customerId, contractNumber, holder, identity, services } = data;
    return this.rpc.call(billingRpc.openAccount, {
      contractId: _id,
      customerId,
      contractNumber,
      number: data.number!,
      holder,
      identity,
      services: [...services],
    });
  }

  /** Billing refuses once the activation is charged: then the contract goes on to become active. */
  private async closeAccount({ _id }: Saga): Promise<void | 'past-return'> {
    try {
      await this.rpc.call(billingRpc.closeAccount, { contractId: _id });
    } catch (error) {
      if (error instanceof AlreadyActivated) return 'past-return';
      if (error instanceof NotFound) return;
      throw error;
    }
  }

  private async awaitCredit(saga: Saga, tx: Tx): Promise<void> {
    const { number, paymentReference, userId, expiresOnceConfirmed: whole } = saga.data;
    // Confirmed meanwhile, by a mail to choose another password.
    const confirmed = whole && (await this.users.exists({ _id: userId, emailConfirmedAt: { $ne: null } }));
    if (confirmed) Object.assign(saga.data, { expiresAt: whole, unconfirmed: false });
    await this.contracts.move(saga._id, 'await_credit', 'activation', {
      set: { number, paymentReference, ...(confirmed ? { expiresAt: new Date(whole) } : {}) },
      unset: confirmed ? ['expiresOnceConfirmed'] : [],
    });
    await this.emails.registered(saga._id, saga.data, tx);
  }

  /** The event that should come is late: asks numbers itself, and hears of a refusal here too. */
  private async assignAgain({ _id, data }: Saga): Promise<void> {
    try {
      await this.rpc.call(numbersRpc.assign, {
        contractId: _id,
        customerId: data.customerId,
        number: data.number!,
        holder: data.holder,
      });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await this.refuseAssignment(_id, error.code);
    }
  }

  /** Gives the charge back and ends the registration. */
  async refuseAssignment(contractId: string, reason: string): Promise<void> {
    await this.runner.cancel(contractId, new AssignmentFailed(reason).toBody());
  }

  private async activate(saga: Saga, tx: Tx): Promise<void> {
    const { customerId } = saga.data;
    const activatedAt = this.clock.now();
    await this.contracts.move(saga._id, 'activate', 'activation', {
      set: { activatedAt, number: saga.data.number },
      unset: ['expiresAt', 'expiresOnceConfirmed', 'unpaid'],
    });
    tx.emit(contractActivated, saga._id, {
      contractId: saga._id,
      customerId,
      number: saga.data.number!,
      holder: saga.data.identity,
      activatedAt: activatedAt.toISOString(),
    });
    await this.emails.activated(saga._id, saga.data, tx);
  }

  /** A registration that was refused leaves nothing behind; one that had its number lapses and stays to be seen. */
  private async undone(saga: Saga, tx: Tx): Promise<void> {
    const { customerId, userId, newCustomer } = saga.data;
    if (await this.contracts.discard(saga._id)) {
      if (newCustomer) {
        await this.customers.deleteOne({ _id: customerId });
        await this.users.deleteOne({ _id: userId });
      }
      return;
    }
    const endedAt = this.clock.now();
    const reason = saga.error?.code ?? 'undone';
    await this.contracts.move(saga._id, 'lapse', 'activation', {
      set: { endedAt, endReason: reason },
      unset: ['expiresOnceConfirmed', 'unpaid'],
    });
    tx.emit(contractLapsed, saga._id, { contractId: saga._id, customerId, reason, endedAt: endedAt.toISOString() });
    // Paid without a confirmation, it did not lapse for want of one.
    await this.emails.lapsed(
      saga._id,
      { ...saga.data, unconfirmed: saga.data.unconfirmed && reason === RegistrationLapsed.entry.code },
      tx,
    );
  }
}
