import { Controller, Inject } from '@nestjs/common';
import { isStaff, type Actor, type RequestContext } from '#libs/contracts/actor.js';
import { billingCallRejectsRpc, type CallRejectPage, type CallRejectView, type DecideCallReject, type ListCallRejects } from '#libs/contracts/billing-call-rejects.js';
import { Forbidden } from '#libs/contracts/domain-error.js';
import { withoutLastDigits } from '#libs/italy/dialled-number.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { CallCorrections } from './call-corrections.service.js';
import type { CallRejectRow } from './call-reject.schema.js';

@Controller()
export class CallRejectsRpc {
  constructor(@Inject(CallCorrections) private readonly corrections: CallCorrections) {}

  @HandleRpc(billingCallRejectsRpc.list)
  async list({ state = 'waiting', ...page }: ListCallRejects, { actor }: RequestContext): Promise<CallRejectPage> {
    assertStaff(actor);
    const { items, nextCursor } = await this.corrections.list({ ...page, ...(state === 'waiting' ? {} : { decision: state }) });
    return { items: items.map(viewOf), ...(nextCursor ? { nextCursor } : {}) };
  }

  @HandleRpc(billingCallRejectsRpc.accept)
  async accept(request: DecideCallReject, context: RequestContext): Promise<CallRejectView> {
    assertStaff(context.actor);
    return viewOf(await this.corrections.accept(request, context));
  }

  @HandleRpc(billingCallRejectsRpc.dismiss)
  async dismiss(request: DecideCallReject, context: RequestContext): Promise<CallRejectView> {
    assertStaff(context.actor);
    return viewOf(await this.corrections.dismiss(request, context));
  }
}

function assertStaff(actor: Actor): void {
  if (!isStaff(actor)) throw new Forbidden();
}

/** What staff see of a reject. */
export const viewOf = ({ _id: id, record, reason, at, decision, decidedBy, decidedAt, why, replaced }: CallRejectRow): CallRejectView => ({
  id, ...record, to: withoutLastDigits(record.to), reason, state: decision ?? 'waiting', at: new Date(at).toISOString(),
  ...(decidedBy ? { decidedBy, decidedAt: new Date(decidedAt!).toISOString(), decision: why } : {}), ...(replaced ? { replaced } : {}),
});
