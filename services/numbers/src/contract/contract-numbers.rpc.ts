import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { OfContract } from '#libs/api/kernel/shared.js';
import { numbersInventoryRpc, type ContractNumbers } from '#libs/api/numbers/inventory.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { NumbersOfContract } from './contract-numbers.service.js';

@Controller()
export class ContractNumbersRpc {
  constructor(@Inject(NumbersOfContract) private readonly contracts: NumbersOfContract) {}

  @HandleRpc(numbersInventoryRpc.ofContract)
  ofContract({ contractId }: OfContract, { actor }: RequestContext): Promise<ContractNumbers> {
    return this.contracts.of(contractId, actor);
  }
}
