import { Controller, Get, Inject, Post } from '@nestjs/common';
import {
  accountsCustomersRpc,
  BlockSignIn,
  CustomerPage,
  FindCustomers,
  ResendConfirmation,
} from '#libs/api/accounts/customers.js';
import { accountsRpc, ContractPage, ContractView, ListContracts } from '#libs/api/accounts/accounts.js';
import { Done } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromPath, FromQuery, FromRequest } from '../../pipeline/input.js';
import { CustomerOverview, CustomerOverviews } from './customer-overview.service.js';

/** Customers and contracts as staff see them. */
@Controller('v1/staff')
export class StaffCustomersController {
  constructor(
    @Inject(RpcClient) private readonly rpc: RpcClient,
    @Inject(CustomerOverviews) private readonly overviews: CustomerOverviews,
  ) {}

  @Get('customers')
  @Answers(CustomerPage, {
    summary: 'Customers, newest first, or those that an email, contract number, tax code or telephone number names',
    calls: [accountsCustomersRpc.find],
  })
  find(@FromQuery(FindCustomers) query: FindCustomers): Promise<CustomerPage> {
    return this.rpc.call(accountsCustomersRpc.find, query);
  }

  @Get('customers/:customerId')
  @Answers(CustomerOverview, {
    summary: 'A customer whole: contracts, credit, numbers, refunds, tickets, long-running work, emails and a timeline',
  })
  get(@FromPath('customerId') customerId: string): Promise<CustomerOverview> {
    return this.overviews.of(customerId);
  }

  @Post('customers/:customerId/block-sign-in')
  @Answers(Done, {
    summary: 'Block a customer’s sign-in and end its sessions, or let it sign in again; the reason is kept',
    calls: [accountsCustomersRpc.blockSignIn],
  })
  block(@FromRequest(BlockSignIn) request: BlockSignIn): Promise<Done> {
    return this.rpc.call(accountsCustomersRpc.blockSignIn, request);
  }

  @Post('customers/:customerId/resend-confirmation')
  @Answers(Done, {
    summary: 'Send the email confirmation again; the reason is kept',
    calls: [accountsCustomersRpc.resendConfirmation],
  })
  resend(@FromRequest(ResendConfirmation) request: ResendConfirmation): Promise<Done> {
    return this.rpc.call(accountsCustomersRpc.resendConfirmation, request);
  }

  @Get('contracts')
  @Answers(ContractPage, {
    summary: 'Contracts, newest first; of one customer or in one state',
    calls: [accountsRpc.listContracts],
  })
  contracts(@FromQuery(ListContracts) query: ListContracts): Promise<ContractPage> {
    return this.rpc.call(accountsRpc.listContracts, query);
  }

  @Get('contracts/:contractId')
  @Answers(ContractView, { summary: 'A contract, for staff', calls: [accountsRpc.getContract] })
  contract(@FromPath('contractId') contractId: string): Promise<ContractView> {
    return this.rpc.call(accountsRpc.getContract, { contractId });
  }
}
