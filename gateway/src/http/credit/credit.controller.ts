import { Controller, Get, Inject, Post } from '@nestjs/common';
import { billingCreditRpc, CreditView, StatementPage, StatementQuery } from '#libs/api/billing/credit.js';
import { billingPaymentsRpc, CardPayment, CardTopUp } from '#libs/api/billing/payments.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromPath, FromRequest } from '../../pipeline/input.js';

/** The prepaid credit of a customer's own contract. */
@Controller('v1/contracts/:contractId')
export class CreditController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get('credit')
  @Answers(CreditView, {
    summary: 'Prepaid credit, payment reference, services and what is to pay',
    calls: [billingCreditRpc.credit],
  })
  credit(@FromPath('contractId') contractId: string): Promise<CreditView> {
    return this.rpc.call(billingCreditRpc.credit, { contractId });
  }

  @Get('movements')
  @Answers(StatementPage, {
    summary: 'Every movement of credit with its cause and the balance after it, newest first',
    calls: [billingCreditRpc.statement],
  })
  movements(@FromRequest(StatementQuery) query: StatementQuery): Promise<StatementPage> {
    return this.rpc.call(billingCreditRpc.statement, query);
  }

  @Post('card-top-ups')
  @Answers(CardPayment, {
    status: 201,
    summary: 'Begin a top-up by card: gives the address where to pay',
    calls: [billingPaymentsRpc.startCardTopUp],
  })
  topUp(@FromRequest(CardTopUp) request: CardTopUp): Promise<CardPayment> {
    return this.rpc.call(billingPaymentsRpc.startCardTopUp, request);
  }
}
