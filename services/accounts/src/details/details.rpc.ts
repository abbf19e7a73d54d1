import { Controller, Inject } from '@nestjs/common';
import {
  accountsDetailsRpc,
  type CorrectCustomerDetails,
  type Details,
  type DetailsView,
  type OfCustomerDetails,
} from '#libs/api/accounts/details.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { Empty } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { CustomerDetails } from './details.service.js';

@Controller()
export class DetailsRpc {
  constructor(@Inject(CustomerDetails) private readonly details: CustomerDetails) {}

  @HandleRpc(accountsDetailsRpc.get)
  get(_request: Empty, { actor }: RequestContext): Promise<DetailsView> {
    return this.details.of(actor.customerId, actor);
  }

  @HandleRpc(accountsDetailsRpc.correct)
  correct(request: Details, context: RequestContext): Promise<DetailsView> {
    return this.details.correct(context.actor.customerId, request, context);
  }

  @HandleRpc(accountsDetailsRpc.ofCustomer)
  ofCustomer({ customerId }: OfCustomerDetails, { actor }: RequestContext): Promise<DetailsView> {
    return this.details.of(customerId, actor);
  }

  @HandleRpc(accountsDetailsRpc.correctFor)
  correctFor(
    { customerId, reason, ...details }: CorrectCustomerDetails,
    context: RequestContext,
  ): Promise<DetailsView> {
    return this.details.correct(customerId, details, context, reason);
  }
}
