import { Controller, Get, Inject, Post } from '@nestjs/common';
import {
  ListPortOuts,
  MigrationCode,
  numbersPortOutRpc,
  OfContractNumber,
  OfPortOut,
  PortOutPage,
  PortOutView,
  RequestPortOut,
} from '#libs/api/numbers/port-out.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

/** Numbers that leave: the code for their holder, the requests of other operators. */
@Controller('v1')
export class CarrierController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get('contracts/:contractId/numbers/:number/migration-code')
  @Answers(MigrationCode, {
    summary: 'The migration code with which a number can be taken to another operator',
    calls: [numbersPortOutRpc.migrationCode],
  })
  migrationCode(@FromRequest(OfContractNumber) request: OfContractNumber): Promise<MigrationCode> {
    return this.rpc.call(numbersPortOutRpc.migrationCode, request);
  }

  @Post('carrier/port-outs')
  @Answers(PortOutView, {
    status: 201,
    summary: 'Ask for a number as its recipient operator; the same reference again is answered the same',
    calls: [numbersPortOutRpc.request],
  })
  request(@FromBody(RequestPortOut) request: RequestPortOut): Promise<PortOutView> {
    return this.rpc.call(numbersPortOutRpc.request, request);
  }

  @Get('carrier/port-outs')
  @Answers(PortOutPage, { summary: "One's own requests, newest first", calls: [numbersPortOutRpc.list] })
  list(@FromQuery(ListPortOuts) query: ListPortOuts): Promise<PortOutPage> {
    return this.rpc.call(numbersPortOutRpc.list, query);
  }

  @Get('carrier/port-outs/:portOutId')
  @Answers(PortOutView, { summary: "One of one's own requests", calls: [numbersPortOutRpc.get] })
  get(@FromRequest(OfPortOut) request: OfPortOut): Promise<PortOutView> {
    return this.rpc.call(numbersPortOutRpc.get, request);
  }

  @Post('carrier/port-outs/:portOutId/cancellations')
  @Answers(PortOutView, {
    status: 200,
    summary: 'Withdraw a request, until the number has left',
    calls: [numbersPortOutRpc.cancel],
  })
  cancel(@FromRequest(OfPortOut) request: OfPortOut): Promise<PortOutView> {
    return this.rpc.call(numbersPortOutRpc.cancel, request);
  }
}
