import { Controller, Inject } from '@nestjs/common';
import { contractLapsed, type ContractEnded } from '#libs/api/accounts/accounts.js';
import {
  contractCancelled,
  volturaCompleted,
  volturaUndone,
  type VolturaCompleted,
  type VolturaUndone,
} from '#libs/api/accounts/endings.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { VolturaEndings } from './voltura-endings.service.js';
import { VolturaOutcome } from './voltura-outcome.service.js';

@Controller()
export class VolturaEvents {
  constructor(
    @Inject(VolturaOutcome) private readonly outcome: VolturaOutcome,
    @Inject(VolturaEndings) private readonly endings: VolturaEndings,
  ) {}

  @HandleMessage(volturaCompleted)
  completed(body: VolturaCompleted, delivery: Delivery): Promise<void> {
    return this.outcome.completed(body, delivery);
  }

  @HandleMessage(volturaUndone)
  undone(body: VolturaUndone, delivery: Delivery): Promise<void> {
    return this.outcome.undone(body, delivery);
  }

  @HandleMessage(contractCancelled)
  contractCancelled(body: ContractEnded, delivery: Delivery): Promise<void> {
    return this.endings.ended(body, delivery);
  }

  @HandleMessage(contractLapsed)
  contractLapsed(body: ContractEnded, delivery: Delivery): Promise<void> {
    return this.endings.ended(body, delivery);
  }
}
