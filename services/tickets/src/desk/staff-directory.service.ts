import { Inject, Injectable } from '@nestjs/common';
import { accountsStaffRpc, type Colleague, type FindColleagues } from '#libs/api/accounts/staff.js';
import type { Role } from '#libs/api/kernel/actor.js';
import { AssigneeUnfit } from '#libs/api/errors/tickets/tickets.errors.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';

/** The roles that work on tickets. */
const DESK_ROLES: readonly Role[] = ['agent', 'supervisor', 'billing_operator', 'admin'];
/** Who is told when nobody else is there to be, the first that has anybody. */
const LAST_RESORT = [['supervisor'], ['admin']] as const satisfies readonly (readonly Role[])[];

/** Who works on the desk, asked from accounts each time: who leaves is gone at once. */
@Injectable()
export class StaffDirectory {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  /** @throws AssigneeUnfit */
  async assertAgent(userId: string): Promise<void> {
    const [found] = await this.find({ ids: [userId] });
    if (!found?.roles.some((role) => DESK_ROLES.includes(role as Role))) throw new AssigneeUnfit(userId);
  }

  /** These people as far as they still work here; the supervisors when none of them does, or else the administrators. */
  async toTell(ids: readonly string[]): Promise<Colleague[]> {
    const found = ids.length > 0 ? await this.find({ ids: [...ids] }) : [];
    for (const roles of LAST_RESORT) if (found.length === 0) found.push(...(await this.find({ roles: [...roles] })));
    return found;
  }

  private async find(request: FindColleagues): Promise<Colleague[]> {
    return (await this.rpc.call(accountsStaffRpc.colleagues, request)).items;
  }
}
