import { Controller, Inject } from '@nestjs/common';
import { type RequestContext } from '#libs/api/kernel/actor.js';
import {
  billingCallRejectsRpc,
  type CallRejectPage,
  type CallRejectView,
  type DecideCallReject,
  type ListCallRejects,
} from '#libs/api/billing/call-rejects.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { CallCorrections } from './call-corrections.service.js';

@Controller()
export class CallRejectsRpc {
  constructor(@Inject(CallCorrections) private readonly corrections: CallCorrections) {}

  @HandleRpc(billingCallRejectsRpc.list)
  async list({ state = 'waiting', ...page }: ListCallRejects): Promise<CallRejectPage> {
    const { items, nextCursor } = await this.corrections.list({
      ...page,
      ...(state === 'waiting' ? {} : { decision: state }),
    });
    return { items: await this.corrections.viewsOf(items), ...(nextCursor ? { nextCursor } : {}) };
  }

  @HandleRpc(billingCallRejectsRpc.accept)
  async accept(request: DecideCallReject, context: RequestContext): Promise<CallRejectView> {
    return (await this.corrections.viewsOf([await this.corrections.accept(request, context)]))[0]!;
  }

  @HandleRpc(billingCallRejectsRpc.dismiss)
  async dismiss(request: DecideCallReject, context: RequestContext): Promise<CallRejectView> {
    return (await this.corrections.viewsOf([await this.corrections.dismiss(request, context)]))[0]!;
  }
}
