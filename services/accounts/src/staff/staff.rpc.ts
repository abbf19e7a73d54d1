import { Controller, Inject } from '@nestjs/common';
import {
  accountsStaffRpc,
  type Colleagues,
  type CreateStaff,
  type DemoStaff,
  type DisableStaff,
  type FindColleagues,
  type MachineSecret,
  type MadeStaffUser,
  type OfStaffUser,
  type StaffUser,
  type StaffUserPage,
} from '#libs/api/accounts/staff.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { Done, PageQuery } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Staff } from './staff.service.js';

@Controller()
export class StaffRpc {
  constructor(@Inject(Staff) private readonly staff: Staff) {}

  @HandleRpc(accountsStaffRpc.createStaff)
  create(request: CreateStaff, context: RequestContext): Promise<MadeStaffUser> {
    return this.staff.create(request, context);
  }

  @HandleRpc(accountsStaffRpc.createDemoStaff)
  createForDemo(request: DemoStaff, context: RequestContext): Promise<StaffUser> {
    return this.staff.createForDemo(request, context);
  }

  @HandleRpc(accountsStaffRpc.inviteStaff)
  async invite(request: OfStaffUser, context: RequestContext): Promise<Done> {
    await this.staff.inviteAgain(request, context);
    return { done: 'invited' };
  }

  @HandleRpc(accountsStaffRpc.rotateSecret)
  rotateSecret(request: OfStaffUser, context: RequestContext): Promise<MachineSecret> {
    return this.staff.rotateSecret(request, context);
  }

  @HandleRpc(accountsStaffRpc.listStaff)
  list(query: PageQuery): Promise<StaffUserPage> {
    return this.staff.list(query);
  }

  @HandleRpc(accountsStaffRpc.disableStaff)
  async disable(request: DisableStaff, context: RequestContext): Promise<Done> {
    await this.staff.disable(request, context);
    return { done: request.disabled ? 'disabled' : 'enabled' };
  }

  @HandleRpc(accountsStaffRpc.colleagues)
  async colleagues(request: FindColleagues, { actor }: RequestContext): Promise<Colleagues> {
    return { items: await this.staff.colleagues(request, actor) };
  }
}
