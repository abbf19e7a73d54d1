import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { volturaCompleted, volturaUndone } from '#libs/api/accounts/endings.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { numbersLifecycleRpc } from '#libs/api/numbers/lifecycle.js';
import { registeredHolder } from '#libs/italy/identity.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import type { SagaDefinition } from '#libs/messaging/saga.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import type { SagaRow } from '#libs/messaging/saga.schema.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { ContractStore } from '../contracts/contract.store.js';
import type { Customer, User } from '../users/user.schema.js';
import type { Party, Voltura } from './voltura.types.js';
import { VolturaEmails } from './voltura.emails.js';

type Saga = SagaRow<Voltura>;

/**
 * R16: register, billing identity and contract change hands at one instant, or nothing does. All three write the same
 * instant; whatever refuses, what was changed before is changed back.
 */
@Injectable()
export class VolturaSaga {
  readonly definition: SagaDefinition<Voltura> = {
    kind: 'voltura',
    steps: [
      {
        name: 'change number holder',
        run: ({ data }) => this.changeRegister(data, data.to),
        compensate: ({ data }) => this.changeRegister(data, data.from),
      },
      {
        name: 'change billing identity',
        run: ({ data }) => this.changeBilling(data, data.to),
        compensate: ({ data }) => this.changeBilling(data, data.from),
      },
    ],
    complete: (saga, tx) => this.complete(saga, tx),
    undone: (saga, tx) => this.undone(saga, tx),
  };

  constructor(
    @Inject(ContractStore) private readonly contracts: ContractStore,
    @InjectModel('Customer') private readonly customers: Model<Customer>,
    @InjectModel('User') private readonly users: Model<User>,
    @Inject(RpcClient) private readonly rpc: RpcClient,
    @Inject(SagaRunner) runner: SagaRunner,
    @Inject(VolturaEmails) private readonly emails: VolturaEmails,
  ) {
    runner.register(this.definition);
  }

  private async changeRegister({ contractId, effectiveAt }: Voltura, { customerId, holder }: Party): Promise<void> {
    await this.rpc.call(numbersLifecycleRpc.changeHolder, {
      contractId,
      customerId,
      holder: registeredHolder(holder),
      effectiveAt,
    });
  }

  private async changeBilling({ contractId, effectiveAt }: Voltura, { customerId, holder }: Party): Promise<void> {
    await this.rpc.call(billingLifecycleRpc.changeIdentity, { contractId, customerId, holder, effectiveAt });
  }

  private async complete({ data }: Saga, tx: Tx): Promise<void> {
    const { volturaId, contractId, from, to, email, effectiveAt, terms } = data;
    const former = { customerId: from.customerId, holder: from.holder, until: new Date(effectiveAt) };
    await this.contracts.move(contractId, 'transfer', 'voltura', {
      set: { customerId: to.customerId, holder: to.holder },
      unset: ['process'],
      push: { formerHolders: former, ...(terms ? { terms: { ...terms, customerId: to.customerId } } : {}) },
    });
    await this.customers.updateOne({ _id: to.customerId }, { $set: { identity: to.holder } });
    tx.emit(volturaCompleted, contractId, {
      volturaId,
      contractId,
      formerCustomerId: from.customerId,
      customerId: to.customerId,
      formerHolder: from.holder,
      holder: to.holder,
      email,
      effectiveAt,
    });
    await this.emails.completed(data, tx);
  }

  private async undone({ data, error }: Saga, tx: Tx): Promise<void> {
    const { volturaId, contractId, from, to, newUserId } = data;
    await this.contracts.move(contractId, 'drop_transfer', 'voltura', { unset: ['process'] });
    if (newUserId) {
      await this.users.deleteOne({ _id: newUserId });
      await this.customers.deleteOne({ _id: to.customerId });
    }
    tx.emit(volturaUndone, contractId, {
      volturaId,
      contractId,
      customerId: from.customerId,
      reason: error?.code ?? 'undone',
      textIt: error?.text.it ?? '',
      textEn: error?.text.en ?? '',
    });
  }
}
