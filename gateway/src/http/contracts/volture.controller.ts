import { Controller, Get, Inject, Post } from '@nestjs/common';
import { Done } from '#libs/api/kernel/shared.js';
import {
  AgreeToVoltura,
  ListVolturas,
  OfVoltura,
  RefuseVoltura,
  RequestVoltura,
  VolturaPage,
  volturaRpc,
  VolturaView,
} from '#libs/api/tickets/voltura.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

/** Changes of holder (R16): asked by customers, agreed by new holders, decided by staff. */
@Controller('v1')
export class VoltureController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post('contracts/:contractId/volture')
  @Answers(VolturaView, {
    status: 201,
    summary: 'Ask to change the holder of a contract; opens a ticket for its documents',
    calls: [volturaRpc.request],
  })
  request(@FromRequest(RequestVoltura) request: RequestVoltura): Promise<VolturaView> {
    return this.rpc.call(volturaRpc.request, request);
  }

  @Get('volture/:volturaId')
  @Answers(VolturaView, { summary: 'A change of holder and what it still lacks', calls: [volturaRpc.get] })
  get(@FromRequest(OfVoltura) request: OfVoltura): Promise<VolturaView> {
    return this.rpc.call(volturaRpc.get, request);
  }

  @Post('volture/:volturaId/withdraw')
  @Answers(VolturaView, {
    summary: 'Take back a change of holder that is not approved yet',
    calls: [volturaRpc.withdraw],
  })
  withdraw(@FromRequest(OfVoltura) request: OfVoltura): Promise<VolturaView> {
    return this.rpc.call(volturaRpc.withdraw, request);
  }

  @Post('voltura-agreements')
  @Answers(Done, { summary: 'Agree, as the new holder, with the token that was mailed', calls: [volturaRpc.agree] })
  agree(@FromBody(AgreeToVoltura) request: AgreeToVoltura): Promise<Done> {
    return this.rpc.call(volturaRpc.agree, request);
  }

  @Get('staff/volture')
  @Answers(VolturaPage, { summary: 'Changes of holder, newest first', calls: [volturaRpc.list] })
  list(@FromQuery(ListVolturas) query: ListVolturas): Promise<VolturaPage> {
    return this.rpc.call(volturaRpc.list, query);
  }

  @Get('staff/volture/:volturaId')
  @Answers(VolturaView, { summary: 'A change of holder, for staff', calls: [volturaRpc.get] })
  inspect(@FromRequest(OfVoltura) request: OfVoltura): Promise<VolturaView> {
    return this.rpc.call(volturaRpc.get, request);
  }

  @Post('staff/volture/:volturaId/approve')
  @Answers(VolturaView, {
    summary: 'Approve a complete change of holder: it is carried out',
    calls: [volturaRpc.approve],
  })
  approve(@FromRequest(OfVoltura) request: OfVoltura): Promise<VolturaView> {
    return this.rpc.call(volturaRpc.approve, request);
  }

  @Post('staff/volture/:volturaId/refuse')
  @Answers(VolturaView, {
    summary: 'Refuse a change of holder, with the reason for the customer',
    calls: [volturaRpc.refuse],
  })
  refuse(@FromRequest(RefuseVoltura) request: RefuseVoltura): Promise<VolturaView> {
    return this.rpc.call(volturaRpc.refuse, request);
  }
}
