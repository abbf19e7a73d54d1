import { Controller, Get, Inject, Post } from '@nestjs/common';
import {
  CarrierMessagePage,
  ExchangeReport,
  ListCarrierMessages,
  numbersCarrierRpc,
} from '#libs/api/numbers/carrier.js';
import {
  CommentPortIn,
  ListPortIns,
  MovePortIn,
  numbersPortInRpc,
  OfPortIn,
  PortInOrder,
  PortInPage,
  RejectPortIn,
} from '#libs/api/numbers/port-in.js';
import {
  ListPortOuts,
  numbersPortOutRpc,
  OfPortOut,
  PortOutPage,
  PortOutView,
  RequestPortOut,
} from '#libs/api/numbers/port-out.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

/** Port orders in both directions, for staff. */
@Controller('v1/staff')
export class StaffPortsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get('port-ins')
  @Answers(PortInPage, {
    summary: 'Port-in orders of every customer, by contract and state',
    calls: [numbersPortInRpc.list],
  })
  portIns(@FromQuery(ListPortIns) query: ListPortIns): Promise<PortInPage> {
    return this.rpc.call(numbersPortInRpc.list, query);
  }

  @Get('port-ins/:portInId')
  @Answers(PortInOrder, {
    summary: 'A port-in order with its documents, comments and history',
    calls: [numbersPortInRpc.get],
  })
  portIn(@FromRequest(OfPortIn) request: OfPortIn): Promise<PortInOrder> {
    return this.rpc.call(numbersPortInRpc.get, request);
  }

  @Post('port-ins/:portInId/verifications')
  @Answers(PortInOrder, {
    status: 200,
    summary: 'The current operator has taken the order in hand',
    calls: [numbersPortInRpc.verify],
  })
  verify(@FromRequest(OfPortIn) request: OfPortIn): Promise<PortInOrder> {
    return this.rpc.call(numbersPortInRpc.verify, request);
  }

  @Post('port-ins/:portInId/acceptances')
  @Answers(PortInOrder, {
    status: 200,
    summary: 'The current operator agreed on a day of cut-over',
    calls: [numbersPortInRpc.accept],
  })
  accept(@FromRequest(MovePortIn) request: MovePortIn): Promise<PortInOrder> {
    return this.rpc.call(numbersPortInRpc.accept, request);
  }

  @Post('port-ins/:portInId/rejections')
  @Answers(PortInOrder, {
    status: 200,
    summary: 'The current operator refused, with its reason',
    calls: [numbersPortInRpc.reject],
  })
  reject(@FromRequest(RejectPortIn) request: RejectPortIn): Promise<PortInOrder> {
    return this.rpc.call(numbersPortInRpc.reject, request);
  }

  @Post('port-ins/:portInId/comments')
  @Answers(PortInOrder, {
    status: 201,
    summary: 'Comment on the order, for its customer to see',
    calls: [numbersPortInRpc.comment],
  })
  comment(@FromRequest(CommentPortIn) request: CommentPortIn): Promise<PortInOrder> {
    return this.rpc.call(numbersPortInRpc.comment, request);
  }

  @Post('port-outs')
  @Answers(PortOutView, {
    status: 201,
    summary: 'Enter the request of an operator without access to the carrier API',
    calls: [numbersPortOutRpc.request],
  })
  requestPortOut(@FromBody(RequestPortOut) request: RequestPortOut): Promise<PortOutView> {
    return this.rpc.call(numbersPortOutRpc.request, request);
  }

  @Post('carrier-exchanges')
  @Answers(ExchangeReport, {
    status: 200,
    summary: 'Exchange files with other operators now',
    calls: [numbersCarrierRpc.exchange],
  })
  exchange(): Promise<ExchangeReport> {
    return this.rpc.call(numbersCarrierRpc.exchange, {});
  }

  @Get('carrier-messages')
  @Answers(CarrierMessagePage, {
    summary: 'What other operators sent by the exchange of files, and why it was refused',
    calls: [numbersCarrierRpc.messages],
  })
  messages(@FromQuery(ListCarrierMessages) query: ListCarrierMessages): Promise<CarrierMessagePage> {
    return this.rpc.call(numbersCarrierRpc.messages, query);
  }

  @Get('port-outs')
  @Answers(PortOutPage, { summary: 'Port-out requests of every operator', calls: [numbersPortOutRpc.list] })
  portOuts(@FromQuery(ListPortOuts) query: ListPortOuts): Promise<PortOutPage> {
    return this.rpc.call(numbersPortOutRpc.list, query);
  }

  @Post('port-outs/:portOutId/cancellations')
  @Answers(PortOutView, {
    status: 200,
    summary: 'Withdraw a request for the recipient, until the number has left',
    calls: [numbersPortOutRpc.cancel],
  })
  cancelPortOut(@FromRequest(OfPortOut) request: OfPortOut): Promise<PortOutView> {
    return this.rpc.call(numbersPortOutRpc.cancel, request);
  }
}
