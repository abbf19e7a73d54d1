import { Controller, Get, Inject, Post } from '@nestjs/common';
import { accountsStaffRpc, CreateStaff, DisableStaff, StaffUser, StaffUserPage } from '#libs/contracts/accounts-staff.js';
import { Done, PageQuery } from '#libs/contracts/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

/** The sign-ins of staff and carriers, for administrators. */
@Controller('v1/staff/users')
export class StaffUsersController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get()
  @Answers(StaffUserPage, { summary: 'Staff and carrier sign-ins, newest first' })
  list(@FromQuery(PageQuery) query: PageQuery): Promise<StaffUserPage> {
    return this.rpc.call(accountsStaffRpc.listStaff, query);
  }

  @Post()
  @Answers(StaffUser, { status: 201, summary: 'Make a staff sign-in; without a password an invitation is mailed' })
  create(@FromBody(CreateStaff) request: CreateStaff): Promise<StaffUser> {
    return this.rpc.call(accountsStaffRpc.createStaff, request);
  }

  @Post(':userId/disable')
  @Answers(Done, { summary: 'Shut a staff sign-in out at once, or let it in again; the reason is kept' })
  disable(@FromRequest(DisableStaff) request: DisableStaff): Promise<Done> {
    return this.rpc.call(accountsStaffRpc.disableStaff, request);
  }
}
