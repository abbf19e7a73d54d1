import { Controller, Get, Inject, Put } from '@nestjs/common';
import {
  accountsDetailsRpc,
  CorrectCustomerDetails,
  Details,
  DetailsView,
  OfCustomerDetails,
} from '#libs/api/accounts/details.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromRequest } from '../../pipeline/input.js';

/** What a customer corrects without a change of holder (R29). */
@Controller('v1')
export class DetailsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get('customer/details')
  @Answers(DetailsView, { summary: 'Your identity, and what was corrected of it', calls: [accountsDetailsRpc.get] })
  get(): Promise<DetailsView> {
    return this.rpc.call(accountsDetailsRpc.get, {});
  }

  @Put('customer/details')
  @Answers(DetailsView, {
    summary: 'Correct your address, PEC address and codice destinatario; who you are changes by a voltura',
    calls: [accountsDetailsRpc.correct],
  })
  correct(@FromBody(Details) request: Details): Promise<DetailsView> {
    return this.rpc.call(accountsDetailsRpc.correct, request);
  }

  @Get('staff/customers/:customerId/details')
  @Answers(DetailsView, {
    summary: "A customer's identity, and what was corrected of it by whom",
    calls: [accountsDetailsRpc.ofCustomer],
  })
  ofCustomer(@FromRequest(OfCustomerDetails) request: OfCustomerDetails): Promise<DetailsView> {
    return this.rpc.call(accountsDetailsRpc.ofCustomer, request);
  }

  @Put('staff/customers/:customerId/details')
  @Answers(DetailsView, {
    summary: 'Correct the address, PEC address and codice destinatario of a customer, with a reason',
    calls: [accountsDetailsRpc.correctFor],
  })
  correctFor(@FromRequest(CorrectCustomerDetails) request: CorrectCustomerDetails): Promise<DetailsView> {
    return this.rpc.call(accountsDetailsRpc.correctFor, request);
  }
}
