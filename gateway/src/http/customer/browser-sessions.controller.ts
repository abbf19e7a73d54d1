import { Controller, Delete, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { accountsRpc, type SignInRequest, type TokenPair } from '#libs/api/accounts/accounts.js';
import { accountsSessionsRpc, SessionList } from '#libs/api/accounts/sessions.js';
import { Count, Text } from '#libs/api/kernel/fields.js';
import { TokenMissing } from '#libs/api/kernel/http.errors.js';
import { Done } from '#libs/api/kernel/shared.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { withContext } from '#libs/platform/context.js';
import { hashOf } from '#libs/platform/ids.js';
import { BROWSER_SESSION_PATH, BrowserCookie } from '../../auth/browser-sessions.js';
import { Answers } from '../../pipeline/answers.js';
import { CallerDevice, CallerIp, FromBody, FromPath } from '../../pipeline/input.js';
import { Credentials } from './auth.controller.js';

/** What a page keeps in memory; what it is renewed with is in a cookie that no script reads. */
export class BrowserSession {
  @Text({ max: 4000 }) accessToken!: string;
  @Count({ description: 'Seconds the access token lasts' }) expiresIn!: number;
  @Text() tokenType!: string;
}

/** Sign-in for browsers: as under /v1/auth, with the refresh token in a cookie instead of the answer. */
@Controller(BROWSER_SESSION_PATH)
export class BrowserSessionsController {
  constructor(
    @Inject(RpcClient) private readonly rpc: RpcClient,
    @Inject(BrowserCookie) private readonly cookie: BrowserCookie,
  ) {}

  @Post('sign-in')
  @Answers(BrowserSession, {
    summary: 'Sign in from a page: the refresh token goes into a cookie',
    calls: [accountsRpc.signIn],
  })
  async signIn(
    @FromBody(Credentials) { email, password }: Credentials,
    @CallerIp() ip: string,
    @CallerDevice() device: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BrowserSession> {
    return this.keep(
      await this.rpc.call(accountsRpc.signIn, { email, password, ip, device } satisfies SignInRequest),
      reply,
    );
  }

  /**
   * Pages in several tabs have one cookie, and may send it at the same time: the token itself names the refresh, so that within
   * the short time in which accounts repeats an answer all are told the same next token, and none is taken for a thief.
   */
  @Post('refresh')
  @Answers(BrowserSession, {
    summary: "Exchange the cookie's refresh token for new tokens",
    calls: [accountsRpc.refresh],
  })
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BrowserSession> {
    const refreshToken = this.cookie.read(request.headers);
    if (!refreshToken) throw new TokenMissing();
    const context = { ...request.caller, idempotencyKey: hashOf(refreshToken) };
    return this.keep(await withContext(context, () => this.rpc.call(accountsRpc.refresh, { refreshToken })), reply);
  }

  @Post('sign-out')
  @Answers(Done, {
    status: 200,
    summary: "End the cookie's session, and remove the cookie",
    calls: [accountsRpc.signOut],
  })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Done> {
    const refreshToken = this.cookie.read(request.headers);
    if (refreshToken) await this.rpc.call(accountsRpc.signOut, { refreshToken });
    void reply.header('set-cookie', this.cookie.removed());
    return { done: 'signed_out' };
  }

  private keep({ refreshToken, ...page }: TokenPair, reply: FastifyReply): BrowserSession {
    void reply.header('set-cookie', this.cookie.holding(refreshToken));
    return page;
  }
}

/** Where somebody is signed in. */
@Controller('v1/sessions')
export class SessionsController {
  constructor(@Inject(RpcClient) private readonly rpc: RpcClient) {}

  @Get()
  @Answers(SessionList, { summary: 'Your sessions that go on, the last used first', calls: [accountsSessionsRpc.list] })
  list(): Promise<SessionList> {
    return this.rpc.call(accountsSessionsRpc.list, {});
  }

  @Delete(':sessionId')
  @Answers(Done, { summary: 'End one of your sessions', calls: [accountsSessionsRpc.end] })
  end(@FromPath('sessionId') sessionId: string): Promise<Done> {
    return this.rpc.call(accountsSessionsRpc.end, { sessionId });
  }

  @Delete()
  @Answers(Done, { summary: 'End all of your sessions, this one too', calls: [accountsSessionsRpc.endAll] })
  endAll(): Promise<Done> {
    return this.rpc.call(accountsSessionsRpc.endAll, {});
  }
}
