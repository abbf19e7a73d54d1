import { Controller, Get, Inject, Post } from '@nestjs/common';
import {
  AdjustmentPage,
  AdjustmentView,
  billingAdjustmentsRpc,
  BookAdjustment,
  ListAdjustments,
  OfAdjustment,
  RefuseAdjustment,
} from '#libs/api/billing/adjustments.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

/** Corrections of credit by staff, with a reason and, above a threshold, a second pair of eyes. */
@Controller('v1/staff/adjustments')
export class AdjustmentsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post()
  @Answers(AdjustmentView, {
    status: 201,
    summary: 'Correct the credit of a contract; above the threshold it waits for another person',
    calls: [billingAdjustmentsRpc.book],
  })
  book(@FromBody(BookAdjustment) request: BookAdjustment): Promise<AdjustmentView> {
    return this.rpc.call(billingAdjustmentsRpc.book, request);
  }

  @Get()
  @Answers(AdjustmentPage, {
    summary: 'Adjustments, newest first; of one contract or in one state',
    calls: [billingAdjustmentsRpc.list],
  })
  list(@FromQuery(ListAdjustments) query: ListAdjustments): Promise<AdjustmentPage> {
    return this.rpc.call(billingAdjustmentsRpc.list, query);
  }

  @Get(':adjustmentId')
  @Answers(AdjustmentView, {
    summary: 'An adjustment, who asked for it and who decided',
    calls: [billingAdjustmentsRpc.get],
  })
  get(@FromRequest(OfAdjustment) request: OfAdjustment): Promise<AdjustmentView> {
    return this.rpc.call(billingAdjustmentsRpc.get, request);
  }

  @Post(':adjustmentId/approve')
  @Answers(AdjustmentView, {
    summary: 'Approve and book an adjustment that somebody else asked for',
    calls: [billingAdjustmentsRpc.approve],
  })
  approve(@FromRequest(OfAdjustment) request: OfAdjustment): Promise<AdjustmentView> {
    return this.rpc.call(billingAdjustmentsRpc.approve, request);
  }

  @Post(':adjustmentId/refuse')
  @Answers(AdjustmentView, {
    summary: 'Refuse an adjustment that waits, with the reason',
    calls: [billingAdjustmentsRpc.refuse],
  })
  refuse(@FromRequest(RefuseAdjustment) request: RefuseAdjustment): Promise<AdjustmentView> {
    return this.rpc.call(billingAdjustmentsRpc.refuse, request);
  }
}
