import { Controller, Inject } from '@nestjs/common';
import { isStaff, type Actor, type RequestContext } from '#libs/api/kernel/actor.js';
import {
  billingCallRejectsRpc,
  type CallRejectPage,
  type CallRejectView,
  type DecideCallReject,
  type ListCallRejects,
} from '#libs/api/billing/call-rejects.js';
import { Forbidden } from '#libs/api/kernel/domain-error.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { CallCorrections } from './call-corrections.service.js';

@Controller()
export class CallRejectsRpc {
  constructor(@Inject(CallCorrections) private readonly corrections: CallCorrections) {}

  @HandleRpc(billingCallRejectsRpc.list)
  async list({ state = 'waiting', ...page }: ListCallRejects, { actor }: RequestContext): Promise<CallRejectPage> {
    assertStaff(actor);
    const { items, nextCursor } = await this.corrections.list({
      ...page,
      ...(state === 'waiting' ? {} : { decision: state }),
    });
    return { items: await this.corrections.viewsOf(items), ...(nextCursor ? { nextCursor } : {}) };
  }

  @HandleRpc(billingCallRejectsRpc.accept)
  async accept(request: DecideCallReject, context: RequestContext): Promise<CallRejectView> {
    assertStaff(context.actor);
    return (await this.corrections.viewsOf([await this.corrections.accept(request, context)]))[0]!;
  }

  @HandleRpc(billingCallRejectsRpc.dismiss)
  async dismiss(request: DecideCallReject, context: RequestContext): Promise<CallRejectView> {
    assertStaff(context.actor);
    return (await this.corrections.viewsOf([await this.corrections.dismiss(request, context)]))[0]!;
  }
}

function assertStaff(actor: Actor): void {
  if (!isStaff(actor)) throw new Forbidden();
}
