import { Controller, Inject } from '@nestjs/common';
import { portInLate, type PortInLate } from '#libs/api/numbers/port-in.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Indemnities } from './indemnities.service.js';

/** What others tell that an indemnity is owed for. */
@Controller()
export class IndemnityEvents {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Indemnities) private readonly indemnities: Indemnities,
  ) {}

  @HandleMessage(portInLate)
  async late(body: PortInLate, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, (tx) => this.indemnities.latePort(body, tx));
  }
}
