import { Controller, Inject } from '@nestjs/common';
import { activationCharged, type ActivationCharged } from '#libs/api/billing/billing.js';
import {
  numbersGivenUp,
  servicesChanged,
  type NumbersGivenUp,
  type ServicesChanged,
} from '#libs/api/billing/changes.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Lifecycle } from '../lifecycle/lifecycle.service.js';
import { Assignments } from './assignments.service.js';

/** What billing tells of the numbers that are paid for. */
@Controller()
export class BillingEvents {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Assignments) private readonly assignments: Assignments,
    @Inject(Lifecycle) private readonly lifecycle: Lifecycle,
  ) {}

  @HandleMessage(activationCharged)
  async charged({ contractId, customerId, number, holder }: ActivationCharged, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, (tx) =>
      this.assignments.assignOrRefuse({ contractId, customerId, number, holder }, tx),
    );
  }

  @HandleMessage(servicesChanged)
  async changed({ contractId, numbers }: ServicesChanged, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, (tx) => this.assignments.assignMore(contractId, numbers, tx));
  }

  @HandleMessage(numbersGivenUp)
  async givenUp({ contractId, numbers, at }: NumbersGivenUp, delivery: Delivery): Promise<void> {
    await this.work.handle(delivery, () => this.lifecycle.giveUp(contractId, numbers, new Date(at)));
  }
}
