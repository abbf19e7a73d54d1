import { Controller, Get, Inject, Post } from '@nestjs/common';
import {
  accountsStaffRpc,
  CreateStaff,
  DisableStaff,
  MachineSecret,
  MadeStaffUser,
  OfStaffUser,
  StaffUserPage,
} from '#libs/api/accounts/staff.js';
import { Done, PageQuery } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { FromBody, FromQuery, FromRequest } from '../../pipeline/input.js';

/** The sign-ins of staff and carriers, for administrators. */
@Controller('v1/staff/users')
export class StaffUsersController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get()
  @Answers(StaffUserPage, { summary: 'Staff and carrier sign-ins, newest first', calls: [accountsStaffRpc.listStaff] })
  list(@FromQuery(PageQuery) query: PageQuery): Promise<StaffUserPage> {
    return this.rpc.call(accountsStaffRpc.listStaff, query);
  }

  @Post()
  @Answers(MadeStaffUser, {
    status: 201,
    summary: 'Make a sign-in: people are invited by email to choose their password, a machine’s secret is told once',
    calls: [accountsStaffRpc.createStaff],
  })
  create(@FromBody(CreateStaff) request: CreateStaff): Promise<MadeStaffUser> {
    return this.rpc.call(accountsStaffRpc.createStaff, request);
  }

  @Post(':userId/invitations')
  @Answers(Done, {
    status: 201,
    summary: 'Invite again who has not chosen a password yet; the invitation before stops working',
    calls: [accountsStaffRpc.inviteStaff],
  })
  invite(@FromRequest(OfStaffUser) request: OfStaffUser): Promise<Done> {
    return this.rpc.call(accountsStaffRpc.inviteStaff, request);
  }

  @Post(':userId/secrets')
  @Answers(MachineSecret, {
    status: 201,
    summary: 'Give a machine its next secret, told once; the one before and its sessions end',
    calls: [accountsStaffRpc.rotateSecret],
  })
  rotateSecret(@FromRequest(OfStaffUser) request: OfStaffUser): Promise<MachineSecret> {
    return this.rpc.call(accountsStaffRpc.rotateSecret, request);
  }

  @Post(':userId/disable')
  @Answers(Done, {
    summary: 'Shut a staff sign-in out at once, or let it in again; the reason is kept',
    calls: [accountsStaffRpc.disableStaff],
  })
  disable(@FromRequest(DisableStaff) request: DisableStaff): Promise<Done> {
    return this.rpc.call(accountsStaffRpc.disableStaff, request);
  }
}
