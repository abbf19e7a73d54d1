import { Controller, Inject } from '@nestjs/common';
import {
  accountsRpc,
  type EmailOnly,
  type EmailToken,
  type PasswordReset,
  type Profile,
  type RefreshRequest,
  type SignInRequest,
  type TokenPair,
} from '#libs/api/accounts/accounts.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { Done, Empty } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { Sessions } from '../sessions/sessions.service.js';
import { Users } from './users.service.js';

@Controller()
export class UsersRpc {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Users) private readonly users: Users,
  ) {}

  @HandleRpc(accountsRpc.signIn)
  signIn(request: SignInRequest): Promise<TokenPair> {
    return this.sessions.signIn(request);
  }

  @HandleRpc(accountsRpc.refresh)
  refresh({ refreshToken }: RefreshRequest, { idempotencyKey }: RequestContext): Promise<TokenPair> {
    return this.sessions.refresh(refreshToken, idempotencyKey);
  }

  @HandleRpc(accountsRpc.signOut)
  async signOut({ refreshToken }: RefreshRequest): Promise<Done> {
    await this.sessions.signOut(refreshToken);
    return { done: 'signed_out' };
  }

  @HandleRpc(accountsRpc.me)
  me(_request: Empty, { actor }: RequestContext): Promise<Profile> {
    return this.users.profile(actor);
  }

  @HandleRpc(accountsRpc.confirmEmail)
  async confirmEmail({ token }: EmailToken, context: RequestContext): Promise<Done> {
    await this.users.confirmEmail(token, context);
    return { done: 'email_confirmed' };
  }

  @HandleRpc(accountsRpc.forgotPassword)
  async forgotPassword({ email }: EmailOnly, context: RequestContext): Promise<Done> {
    await this.users.forgotPassword(email, context);
    return { done: 'email_sent_if_known' };
  }

  @HandleRpc(accountsRpc.resetPassword)
  async resetPassword(request: PasswordReset, context: RequestContext): Promise<Done> {
    await this.users.resetPassword(request, context);
    return { done: 'password_changed' };
  }
}
