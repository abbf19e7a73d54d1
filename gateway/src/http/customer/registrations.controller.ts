import { Controller, Inject, Post } from '@nestjs/common';
import { accountsRpc, RegisterRequest, Registration } from '#libs/api/accounts/accounts.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { CallerIp, FromBody } from '../../pipeline/input.js';

/** Where a contract begins (R1, R2, R3). */
@Controller('v1/registrations')
export class RegistrationsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post()
  @Answers(Registration, {
    status: 201,
    summary: 'Register as a private person or a company: reserves a number and tells what to pay',
    calls: [accountsRpc.register],
  })
  register(@FromBody(RegisterRequest) request: RegisterRequest, @CallerIp() ip: string): Promise<Registration> {
    // A password hash and two other services: longer than a plain question, still within the gateway's own deadline.
    return this.rpc.call(accountsRpc.register, { ...request, ip });
  }
}
