import { Controller, Get, Inject, Post } from '@nestjs/common';
import {
  accountsRpc,
  EmailOnly,
  EmailToken,
  PasswordReset,
  Profile,
  RefreshRequest,
  TokenPair,
  type SignInRequest,
} from '#libs/api/accounts/accounts.js';
import { Email, Text } from '#libs/api/kernel/fields.js';
import { Done } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { Answers } from '../../pipeline/answers.js';
import { CallerDevice, CallerIp, FromBody } from '../../pipeline/input.js';

/** What the client sends to sign in: the address it comes from is not its to say. */
export class Credentials {
  @Email() email!: string;
  @Text({ max: 128 }) password!: string;
}

/** Sign-in and what surrounds it. */
@Controller('v1/auth')
export class AuthController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Post('sign-in')
  @Answers(TokenPair, { summary: 'Sign in with email and password', calls: [accountsRpc.signIn] })
  signIn(
    @FromBody(Credentials) { email, password }: Credentials,
    @CallerIp() ip: string,
    @CallerDevice() device: string | undefined,
  ): Promise<TokenPair> {
    return this.rpc.call(accountsRpc.signIn, { email, password, ip, device } satisfies SignInRequest);
  }

  @Post('refresh')
  @Answers(TokenPair, { summary: 'Exchange a refresh token, once, for new tokens', calls: [accountsRpc.refresh] })
  refresh(@FromBody(RefreshRequest) request: RefreshRequest): Promise<TokenPair> {
    return this.rpc.call(accountsRpc.refresh, request);
  }

  @Post('sign-out')
  @Answers(Done, { summary: 'End the session that a refresh token belongs to', calls: [accountsRpc.signOut] })
  signOut(@FromBody(RefreshRequest) request: RefreshRequest): Promise<Done> {
    return this.rpc.call(accountsRpc.signOut, request);
  }

  @Post('confirm-email')
  @Answers(Done, {
    summary: 'Confirm an email address with the token that was sent to it',
    calls: [accountsRpc.confirmEmail],
  })
  confirmEmail(@FromBody(EmailToken) request: EmailToken): Promise<Done> {
    return this.rpc.call(accountsRpc.confirmEmail, request);
  }

  @Post('forgot-password')
  @Answers(Done, {
    summary: 'Ask for an email with which to set a new password; the answer is the same for unknown addresses',
    calls: [accountsRpc.forgotPassword],
  })
  forgotPassword(@FromBody(EmailOnly) request: EmailOnly): Promise<Done> {
    return this.rpc.call(accountsRpc.forgotPassword, request);
  }

  @Post('reset-password')
  @Answers(Done, {
    summary: 'Set a new password with the token that was sent; all sessions end',
    calls: [accountsRpc.resetPassword],
  })
  resetPassword(@FromBody(PasswordReset) request: PasswordReset): Promise<Done> {
    return this.rpc.call(accountsRpc.resetPassword, request);
  }

  @Get('me')
  @Answers(Profile, { summary: 'Who is signed in', calls: [accountsRpc.me] })
  me(): Promise<Profile> {
    return this.rpc.call(accountsRpc.me, {});
  }
}
