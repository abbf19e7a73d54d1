import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import {
  billingChangesRpc,
  type ChangeOrder,
  type ChangePage,
  type ListChanges,
  type OfChange,
  type QuoteChange,
} from '#libs/api/billing/changes.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Changes } from './changes.service.js';

@Controller()
export class ChangesRpc {
  constructor(@Inject(Changes) private readonly changes: Changes) {}

  @HandleRpc(billingChangesRpc.quote)
  quote(request: QuoteChange, context: RequestContext): Promise<ChangeOrder> {
    return this.changes.quote(request, context);
  }

  @HandleRpc(billingChangesRpc.confirm)
  confirm(request: OfChange, context: RequestContext): Promise<ChangeOrder> {
    return this.changes.confirm(request, context);
  }

  @HandleRpc(billingChangesRpc.get)
  get(request: OfChange, context: RequestContext): Promise<ChangeOrder> {
    return this.changes.get(request, context);
  }

  @HandleRpc(billingChangesRpc.list)
  list(request: ListChanges, context: RequestContext): Promise<ChangePage> {
    return this.changes.list(request, context);
  }
}
