import { Controller, Get, Inject } from '@nestjs/common';
import {
  ContractNumbers,
  DistrictList,
  ListDistricts,
  NumberProposals,
  numbersInventoryRpc,
  SearchNumbers,
} from '#libs/api/numbers/inventory.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromPath, FromQuery } from '../../pipeline/input.js';

/** Numbers to choose from, for everyone, and those of a customer's own contract. */
@Controller('v1')
export class NumbersController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get('districts')
  @Answers(DistrictList, {
    summary: 'Telephone districts by name or prefix, with how many numbers are free',
    calls: [numbersInventoryRpc.districts],
  })
  districts(@FromQuery(ListDistricts) query: ListDistricts): Promise<DistrictList> {
    return this.rpc.call(numbersInventoryRpc.districts, query);
  }

  @Get('numbers')
  @Answers(NumberProposals, {
    summary: 'Free numbers of a district, the easy to remember first; registering reserves one',
    calls: [numbersInventoryRpc.search],
  })
  search(@FromQuery(SearchNumbers) query: SearchNumbers): Promise<NumberProposals> {
    return this.rpc.call(numbersInventoryRpc.search, query);
  }

  @Get('contracts/:contractId/numbers')
  @Answers(ContractNumbers, { summary: 'The numbers of a contract', calls: [numbersInventoryRpc.ofContract] })
  ofContract(@FromPath('contractId') contractId: string): Promise<ContractNumbers> {
    return this.rpc.call(numbersInventoryRpc.ofContract, { contractId });
  }
}
