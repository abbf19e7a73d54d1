import { Controller, Get, Inject, Post } from '@nestjs/common';
import { accountsRpc, ContractPage, ContractView, OpenContract, Registration } from '#libs/api/accounts/accounts.js';
import { billingCreditRpc, CreditView } from '#libs/api/billing/credit.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { Nested } from '#libs/api/kernel/fields.js';
import { PageQuery } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { CallerIp, FromBody, FromPath, FromQuery } from '../../pipeline/input.js';

/** A contract with its prepaid credit. */
export class ContractDetail extends ContractView {
  @Nested(() => CreditView, { optional: true, description: 'Absent until the credit account is open' })
  credit?: CreditView;
}

const absentIfNotFound = (error: unknown): undefined => {
  if (error instanceof DomainError && error.status === 404) return undefined;
  throw error;
};

/** A customer's own contracts. */
@Controller('v1/contracts')
export class ContractsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get()
  @Answers(ContractPage, { summary: "The customer's contracts, newest first", calls: [accountsRpc.listContracts] })
  list(@FromQuery(PageQuery) page: PageQuery): Promise<ContractPage> {
    return this.rpc.call(accountsRpc.listContracts, page);
  }

  @Post()
  @Answers(Registration, {
    status: 201,
    summary:
      'One more contract in your own name, or a new one after a registration lapsed: reserves a number and tells what to pay',
    calls: [accountsRpc.openContract],
  })
  open(@FromBody(OpenContract) request: OpenContract, @CallerIp() ip: string): Promise<Registration> {
    return this.rpc.call(accountsRpc.openContract, { ...request, ip });
  }

  /** Both services are asked at once: the most frequent read of the API. */
  @Get(':contractId')
  @Answers(ContractDetail, {
    summary: 'A contract with its prepaid credit',
    calls: [accountsRpc.getContract, billingCreditRpc.credit],
  })
  async get(@FromPath('contractId') contractId: string): Promise<ContractDetail> {
    const [contract, credit] = await Promise.all([
      this.rpc.call(accountsRpc.getContract, { contractId }),
      this.rpc.call(billingCreditRpc.credit, { contractId }).catch(absentIfNotFound),
    ]);
    return { ...contract, credit };
  }
}
