import { Controller, Inject } from '@nestjs/common';
import { volturaApproved, type VolturaApproved } from '#libs/api/tickets/voltura.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { Volture } from './voltura.service.js';

@Controller()
export class VolturaEvents {
  constructor(@Inject(Volture) private readonly volture: Volture) {}

  @HandleMessage(volturaApproved)
  async approved(approval: VolturaApproved, delivery: Delivery): Promise<void> {
    await this.volture.approved(approval, delivery);
  }
}
