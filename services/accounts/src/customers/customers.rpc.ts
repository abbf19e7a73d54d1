import { Controller, Inject } from '@nestjs/common';
import {
  accountsCustomersRpc,
  type BlockSignIn,
  type CustomerPage,
  type CustomerView,
  type FindCustomers,
  type OfCustomer,
  type ResendConfirmation,
} from '#libs/api/accounts/customers.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { Done } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Customers } from './customers.service.js';

@Controller()
export class CustomersRpc {
  constructor(@Inject(Customers) private readonly customers: Customers) {}

  @HandleRpc(accountsCustomersRpc.find)
  find(query: FindCustomers): Promise<CustomerPage> {
    return this.customers.find(query);
  }

  @HandleRpc(accountsCustomersRpc.get)
  get({ customerId }: OfCustomer): Promise<CustomerView> {
    return this.customers.get(customerId);
  }

  @HandleRpc(accountsCustomersRpc.blockSignIn)
  async blockSignIn(request: BlockSignIn, context: RequestContext): Promise<Done> {
    await this.customers.blockSignIn(request, context);
    return { done: request.blocked ? 'blocked' : 'unblocked' };
  }

  @HandleRpc(accountsCustomersRpc.resendConfirmation)
  async resendConfirmation(request: ResendConfirmation, context: RequestContext): Promise<Done> {
    await this.customers.resendConfirmation(request, context);
    return { done: 'confirmation_sent' };
  }
}
