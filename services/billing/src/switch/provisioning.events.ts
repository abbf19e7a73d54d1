import { Controller, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { servicesChanged, type ServicesChanged } from '#libs/api/billing/changes.js';
import { activationCharged, type ActivationCharged } from '#libs/api/billing/billing.js';
import { HandleMessage } from '#libs/messaging/handlers.js';
import { ProvisioningService } from './provisioning.service.js';

/** Hears what billing itself tells of services; keeping the newest state needs no inbox. */
@Controller()
export class ProvisioningEvents implements OnApplicationBootstrap {
  constructor(@Inject(ProvisioningService) private readonly provisioning: ProvisioningService) {}

  onApplicationBootstrap(): void {
    this.provisioning.start();
  }

  @HandleMessage(servicesChanged)
  async changed(body: ServicesChanged): Promise<void> {
    if (this.provisioning.isConfigured) await this.provisioning.want(body);
  }

  @HandleMessage(activationCharged)
  async activated({
    contractId,
    customerId,
    number,
    services = [],
    servicesVersion = 0,
    at,
  }: ActivationCharged): Promise<void> {
    if (this.provisioning.isConfigured)
      await this.provisioning.want({
        contractId,
        customerId,
        numbers: [number],
        services,
        servicesVersion,
        reason: 'activation',
        at,
      });
  }
}
