import { Controller, Get, Inject } from '@nestjs/common';
import { accountsRpc, ContractPage, ContractView } from '#libs/contracts/accounts.js';
import { PageQuery } from '#libs/contracts/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromPath, FromQuery } from '../../pipeline/input.js';

/** A customer's own contracts. */
@Controller('v1/contracts')
export class ContractsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get()
  @Answers(ContractPage, { summary: "The customer's contracts, newest first" })
  list(@FromQuery(PageQuery) page: PageQuery): Promise<ContractPage> {
    return this.rpc.call(accountsRpc.listContracts, page);
  }

  @Get(':contractId')
  @Answers(ContractView, { summary: 'A contract' })
  get(@FromPath('contractId') contractId: string): Promise<ContractView> {
    return this.rpc.call(accountsRpc.getContract, { contractId });
  }
}
