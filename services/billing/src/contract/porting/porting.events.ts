import { Controller, Inject } from '@nestjs/common';
import { portInCutOver, type PortInCutOver } from '#libs/api/numbers/port-in.js';
import { numberPortedOut, type NumberPortedOut } from '#libs/api/numbers/port-out.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { PortedNumbers } from './ported-numbers.service.js';

/** What numbers tells of ports. */
@Controller()
export class PortingEvents {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(PortedNumbers) private readonly ported: PortedNumbers,
  ) {}

  @HandleMessage(portInCutOver)
  async cutOver(body: PortInCutOver, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, (tx) => this.ported.cameIn(body, tx));
  }

  @HandleMessage(numberPortedOut)
  async portedOut(body: NumberPortedOut, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, (tx) => this.ported.wentOut(body, tx));
  }
}
