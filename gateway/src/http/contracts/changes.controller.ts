import { Controller, Get, Inject, Post } from '@nestjs/common';
import {
  billingChangesRpc,
  ChangeOrder,
  ChangePage,
  ListChanges,
  OfChange,
  QuoteChange,
} from '#libs/api/billing/changes.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromRequest } from '../../pipeline/input.js';

/** Upgrades and downgrades of a customer's own contract (R8–R11). */
@Controller('v1/contracts/:contractId/changes')
export class ChangesController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post()
  @Answers(ChangeOrder, {
    status: 201,
    summary: 'Price a change of services: what is charged now, what changes when',
    calls: [billingChangesRpc.quote],
  })
  quote(@FromRequest(QuoteChange) request: QuoteChange): Promise<ChangeOrder> {
    return this.rpc.call(billingChangesRpc.quote, request);
  }

  @Post(':changeId/confirm')
  @Answers(ChangeOrder, {
    status: 200,
    summary: 'Confirm a priced change: charged and applied, all or nothing',
    calls: [billingChangesRpc.confirm],
  })
  confirm(@FromRequest(OfChange) request: OfChange): Promise<ChangeOrder> {
    return this.rpc.call(billingChangesRpc.confirm, request);
  }

  @Get()
  @Answers(ChangePage, { summary: 'Changes of a contract, newest first', calls: [billingChangesRpc.list] })
  list(@FromRequest(ListChanges) request: ListChanges): Promise<ChangePage> {
    return this.rpc.call(billingChangesRpc.list, request);
  }

  @Get(':changeId')
  @Answers(ChangeOrder, { summary: 'A change and whether it is applied', calls: [billingChangesRpc.get] })
  get(@FromRequest(OfChange) request: OfChange): Promise<ChangeOrder> {
    return this.rpc.call(billingChangesRpc.get, request);
  }
}
