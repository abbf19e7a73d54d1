import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Logger } from 'pino';
import { numbersRpc } from '#libs/api/numbers/numbers.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { ContractStore } from '../contracts/contract.store.js';
import type { Contract } from '../contracts/contract.schema.js';
import type { User } from '../users/user.schema.js';
import type { Activation } from './activation.types.js';

export const CHARGED = 'charged';

/** Until when unpaid registrations hold their numbers: for a short time until the address of the customer is confirmed. */
@Injectable()
export class RegistrationHolds {
  constructor(
    @InjectModel('Contract') private readonly contracts: ReadModel<Contract>,
    @Inject(ContractStore) private readonly store: ContractStore,
    @InjectModel('User') private readonly users: Model<User>,
    @Inject(SagaRunner) private readonly runner: SagaRunner,
    @Inject(RpcClient) private readonly rpc: RpcClient,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** A user's address is confirmed, within the transaction: what was held for a short time is held for the whole. One that is lapsing stays lapsed. */
  async confirmed(userId: string, tx: Tx): Promise<void> {
    const user = await this.users.findById(userId, { customerId: 1 }).lean();
    if (!user?.customerId) return;
    const held = await this.contracts
      .find({ customerId: user.customerId, state: 'awaiting_credit', expiresOnceConfirmed: { $ne: null } })
      .lean();
    for (const contract of held) await this.holdWhole(contract, tx);
  }

  /** Somebody paid part of what is due, within the transaction: that says as much as a confirmation. */
  async paidInPart(contractId: string, tx: Tx): Promise<void> {
    const contract = await this.contracts
      .findOne({ _id: contractId, state: 'awaiting_credit', expiresOnceConfirmed: { $ne: null } })
      .lean();
    if (contract) await this.holdWhole(contract, tx);
  }

  private async holdWhole({ _id, customerId, number, expiresOnceConfirmed: until }: Contract, tx: Tx): Promise<void> {
    if (
      !(await this.runner.prolong<Activation>(
        _id,
        CHARGED,
        { expiresAt: until!.toISOString(), unconfirmed: false },
        tx,
      ))
    )
      return;
    await this.store.holdUntil(_id, until!);
    tx.afterCommit(() => this.tellNumbers({ contractId: _id, customerId, number, expiresAt: until!.toISOString() }));
  }

  /** What is shown of the number; it stays reserved until this service gives it back, whether or not numbers hears of it. */
  private tellNumbers(request: { contractId: string; customerId: string; number?: string; expiresAt: string }): void {
    void this.rpc
      .call(numbersRpc.reserve, request)
      .catch((error: unknown) =>
        this.logger.warn(
          { contractId: request.contractId, reason: (error as Error).message },
          'numbers was not told that a number is held longer',
        ),
      );
  }
}
