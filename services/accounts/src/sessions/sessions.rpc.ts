import { Controller, Inject } from '@nestjs/common';
import { accountsSessionsRpc, type OfSession, type SessionList } from '#libs/api/accounts/sessions.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { Done, Empty } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { OwnSessions } from './own-sessions.service.js';

@Controller()
export class SessionsRpc {
  constructor(@Inject(OwnSessions) private readonly sessions: OwnSessions) {}

  @HandleRpc(accountsSessionsRpc.list)
  list(_request: Empty, { actor }: RequestContext): Promise<SessionList> {
    return this.sessions.list(actor);
  }

  @HandleRpc(accountsSessionsRpc.end)
  async end({ sessionId }: OfSession, { actor }: RequestContext): Promise<Done> {
    await this.sessions.end(sessionId, actor);
    return { done: 'session_ended' };
  }

  @HandleRpc(accountsSessionsRpc.endAll)
  async endAll(_request: Empty, { actor }: RequestContext): Promise<Done> {
    await this.sessions.endAll(actor);
    return { done: 'all_sessions_ended' };
  }
}
