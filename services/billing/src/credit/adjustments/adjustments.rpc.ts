import { Controller, Inject } from '@nestjs/common';
import { type Actor, type RequestContext } from '#libs/api/kernel/actor.js';
import {
  billingAdjustmentsRpc,
  type AdjustmentPage,
  type AdjustmentView,
  type BookAdjustment,
  type ListAdjustments,
  type OfAdjustment,
  type RefuseAdjustment,
} from '#libs/api/billing/adjustments.js';
import { Forbidden } from '#libs/api/kernel/domain-error.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import type { Adjustment } from './adjustment.schema.js';
import { Adjustments } from './adjustments.service.js';

@Controller()
export class AdjustmentsRpc {
  constructor(@Inject(Adjustments) private readonly adjustments: Adjustments) {}

  @HandleRpc(billingAdjustmentsRpc.book)
  async book(request: BookAdjustment, context: RequestContext): Promise<AdjustmentView> {
    assertPerson(context.actor);
    return viewOf(await this.adjustments.book(request, context));
  }

  @HandleRpc(billingAdjustmentsRpc.approve)
  async approve(request: OfAdjustment, context: RequestContext): Promise<AdjustmentView> {
    assertPerson(context.actor);
    return viewOf(await this.adjustments.approve(request, context));
  }

  @HandleRpc(billingAdjustmentsRpc.refuse)
  async refuse(request: RefuseAdjustment, context: RequestContext): Promise<AdjustmentView> {
    assertPerson(context.actor);
    return viewOf(await this.adjustments.refuse(request, context));
  }

  @HandleRpc(billingAdjustmentsRpc.get)
  async get({ adjustmentId }: OfAdjustment): Promise<AdjustmentView> {
    return viewOf(await this.adjustments.get(adjustmentId));
  }

  @HandleRpc(billingAdjustmentsRpc.list)
  async list(query: ListAdjustments): Promise<AdjustmentPage> {
    const { items, nextCursor } = await this.adjustments.list(query);
    return { items: items.map(viewOf), nextCursor };
  }
}

/** Two processes are not two people. */
function assertPerson({ kind }: Actor): void {
  if (kind !== 'staff') throw new Forbidden();
}

const viewOf = ({
  _id,
  contractId,
  customerId,
  amountCents,
  reason,
  ground = 'correction',
  chargeId,
  ticketId,
  state,
  requestedBy,
  requestedAt,
  decidedBy,
  decidedAt,
  refusal,
  entryId,
}: Adjustment): AdjustmentView => ({
  id: _id,
  contractId,
  customerId,
  amountCents,
  reason,
  ground,
  chargeId,
  ticketId,
  state,
  requestedBy,
  requestedAt: new Date(requestedAt).toISOString(),
  decidedBy,
  decidedAt: decidedAt && new Date(decidedAt).toISOString(),
  refusal,
  entryId,
});
