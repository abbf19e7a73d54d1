import { Controller, Inject } from '@nestjs/common';
import {
  billingLifecycleRpc,
  type AccountBalance,
  type ChangeIdentity,
  type ScheduleEnd,
  type TerminateContract,
  type TerminatedContract,
} from '#libs/api/billing/lifecycle.js';
import type { Done, OfContract } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Lifecycle } from './lifecycle.service.js';

@Controller()
export class LifecycleRpc {
  constructor(@Inject(Lifecycle) private readonly lifecycle: Lifecycle) {}

  @HandleRpc(billingLifecycleRpc.reverseActivation)
  async reverseActivation({ contractId }: OfContract): Promise<Done> {
    await this.lifecycle.reverseActivation(contractId);
    return { done: 'reversed' };
  }

  @HandleRpc(billingLifecycleRpc.balance)
  async balance({ contractId }: OfContract): Promise<AccountBalance> {
    return { contractId, ...(await this.lifecycle.balance(contractId)) };
  }

  @HandleRpc(billingLifecycleRpc.scheduleEnd)
  async scheduleEnd(request: ScheduleEnd): Promise<Done> {
    await this.lifecycle.scheduleEnd(request);
    return { done: 'scheduled' };
  }

  @HandleRpc(billingLifecycleRpc.terminate)
  terminate(request: TerminateContract): Promise<TerminatedContract> {
    return this.lifecycle.terminate(request);
  }

  @HandleRpc(billingLifecycleRpc.changeIdentity)
  async changeIdentity(request: ChangeIdentity): Promise<Done> {
    await this.lifecycle.changeIdentity(request);
    return { done: 'changed' };
  }
}
