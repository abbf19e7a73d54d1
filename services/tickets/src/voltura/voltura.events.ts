import { Controller, Inject } from '@nestjs/common';
import { volturaCompleted, volturaUndone, type VolturaCompleted, type VolturaUndone } from '#libs/contracts/accounts-endings.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { VolturaOutcome } from './voltura-outcome.js';

@Controller()
export class VolturaEvents {
  constructor(@Inject(VolturaOutcome) private readonly outcome: VolturaOutcome) {}

  @HandleMessage(volturaCompleted)
  completed(body: VolturaCompleted, delivery: Delivery): Promise<void> {
    return this.outcome.completed(body, delivery);
  }

  @HandleMessage(volturaUndone)
  undone(body: VolturaUndone, delivery: Delivery): Promise<void> {
    return this.outcome.undone(body, delivery);
  }
}
