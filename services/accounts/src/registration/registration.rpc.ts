import { Controller, Inject } from '@nestjs/common';
import {
  accountsRpc,
  type OpenContractFrom,
  type RegisterFrom,
  type Registration,
} from '#libs/api/accounts/accounts.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { RegistrationService } from './registration.service.js';

@Controller()
export class RegistrationRpc {
  constructor(@Inject(RegistrationService) private readonly registrations: RegistrationService) {}

  @HandleRpc(accountsRpc.register)
  register(request: RegisterFrom, context: RequestContext): Promise<Registration> {
    return this.registrations.register(request, context);
  }

  @HandleRpc(accountsRpc.openContract)
  open(request: OpenContractFrom, context: RequestContext): Promise<Registration> {
    return this.registrations.open(request, context);
  }
}
