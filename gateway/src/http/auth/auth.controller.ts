import { Controller, Inject, Post } from '@nestjs/common';
import { accountsRpc, RefreshRequest, SignInRequest, TokenPair } from '#libs/contracts/accounts.js';
import { Email, Text } from '#libs/contracts/fields.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { CallerIp, FromBody } from '../../pipeline/input.js';

/** What the client sends to sign in: the address it comes from is not its to say. */
export class Credentials {
  @Email() email!: string;
  @Text({ max: 128 }) password!: string;
}

@Controller('v1/auth')
export class AuthController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post('sign-in')
  @Answers(TokenPair, { summary: 'Sign in with email and password' })
  signIn(@FromBody(Credentials) { email, password }: Credentials, @CallerIp() ip: string): Promise<TokenPair> {
    return this.rpc.call(accountsRpc.signIn, { email, password, ip } satisfies SignInRequest);
  }

  @Post('refresh')
  @Answers(TokenPair, { summary: 'Exchange a refresh token, once, for new tokens' })
  refresh(@FromBody(RefreshRequest) request: RefreshRequest): Promise<TokenPair> {
    return this.rpc.call(accountsRpc.refresh, request);
  }
}
