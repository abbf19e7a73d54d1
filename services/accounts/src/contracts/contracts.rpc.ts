import { Controller, Inject } from '@nestjs/common';
import { accountsRpc, type ContractPage, type ContractView, type ListContracts } from '#libs/api/accounts/accounts.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { OfContract } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Contracts } from './contracts.service.js';

@Controller()
export class ContractsRpc {
  constructor(@Inject(Contracts) private readonly contracts: Contracts) {}

  @HandleRpc(accountsRpc.getContract)
  get({ contractId }: OfContract, { actor }: RequestContext): Promise<ContractView> {
    return this.contracts.get(contractId, actor);
  }

  @HandleRpc(accountsRpc.listContracts)
  list(query: ListContracts, { actor }: RequestContext): Promise<ContractPage> {
    return this.contracts.list(query, actor);
  }
}
