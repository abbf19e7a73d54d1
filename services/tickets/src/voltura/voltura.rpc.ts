import { Controller, Inject } from '@nestjs/common';
import { type RequestContext } from '#libs/api/kernel/actor.js';
import type { Done } from '#libs/api/kernel/shared.js';
import {
  volturaRpc,
  type AgreeToVoltura,
  type ListVolturas,
  type OfVoltura,
  type RefuseVoltura,
  type RequestVoltura,
  type VolturaPage,
  type VolturaView,
} from '#libs/api/tickets/voltura.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { VolturaService } from './voltura.service.js';

@Controller()
export class VolturaRpc {
  constructor(@Inject(VolturaService) private readonly volturas: VolturaService) {}

  @HandleRpc(volturaRpc.request)
  request(request: RequestVoltura, context: RequestContext): Promise<VolturaView> {
    return this.volturas.request(request, context);
  }

  @HandleRpc(volturaRpc.get)
  get({ volturaId }: OfVoltura, context: RequestContext): Promise<VolturaView> {
    return this.volturas.get(volturaId, context);
  }

  @HandleRpc(volturaRpc.withdraw)
  withdraw({ volturaId }: OfVoltura, context: RequestContext): Promise<VolturaView> {
    return this.volturas.withdraw(volturaId, context);
  }

  @HandleRpc(volturaRpc.agree)
  async agree({ token }: AgreeToVoltura): Promise<Done> {
    await this.volturas.agree(token);
    return { done: 'agreed' };
  }

  @HandleRpc(volturaRpc.list)
  async list(request: ListVolturas): Promise<VolturaPage> {
    return this.volturas.list(request);
  }

  @HandleRpc(volturaRpc.approve)
  async approve({ volturaId }: OfVoltura, context: RequestContext): Promise<VolturaView> {
    return this.volturas.approve(volturaId, context);
  }

  @HandleRpc(volturaRpc.refuse)
  async refuse(request: RefuseVoltura, context: RequestContext): Promise<VolturaView> {
    return this.volturas.refuse(request, context);
  }
}
