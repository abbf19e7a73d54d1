import { Controller, Get, Inject, Post } from '@nestjs/common';
import { billingCatalogueRpc, CatalogueView } from '#libs/api/billing/catalogue.js';
import { billingPaymentWaysRpc, TopUpAmounts } from '#libs/api/billing/payment-ways.js';
import { billingRatesRpc, CallRate, RateOf } from '#libs/api/billing/rates.js';
import { billingRpc, Quote, QuoteRequest } from '#libs/api/billing/billing.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery } from '../../pipeline/input.js';

/** What is sold and what it costs, for everyone. */
@Controller('v1')
export class CatalogueController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get('catalogue')
  @Answers(CatalogueView, { summary: 'Products and prices in force today', calls: [billingCatalogueRpc.catalogue] })
  catalogue(): Promise<CatalogueView> {
    return this.rpc.call(billingCatalogueRpc.catalogue, {});
  }

  @Get('rates')
  @Answers(CallRate, {
    summary:
      'What a call to a number costs that begins now: destination, price a minute and connection, net, VAT and with VAT',
    calls: [billingRatesRpc.rateOf],
  })
  rate(@FromQuery(RateOf) query: RateOf): Promise<CallRate> {
    return this.rpc.call(billingRatesRpc.rateOf, query);
  }

  @Get('top-up-amounts')
  @Answers(TopUpAmounts, {
    summary: 'What is offered to top up: fixed amounts, a free one, the limits of each way of paying; no fee on any',
    calls: [billingPaymentWaysRpc.topUpAmounts],
  })
  topUpAmounts(): Promise<TopUpAmounts> {
    return this.rpc.call(billingPaymentWaysRpc.topUpAmounts, {});
  }

  @Post('quotes')
  @Answers(Quote, {
    status: 200,
    summary: 'What a new contract with these services costs today, and each month',
    calls: [billingRpc.quote],
  })
  quote(@FromBody(QuoteRequest) request: QuoteRequest): Promise<Quote> {
    return this.rpc.call(billingRpc.quote, request);
  }
}
