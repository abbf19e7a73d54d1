import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { SessionList, SessionView } from '#libs/api/accounts/sessions.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import type { Session } from './session.schema.js';

const MOST_SHOWN = 100;

/** What somebody sees and ends of its own sign-ins. */
@Injectable()
export class OwnSessions {
  constructor(
    @InjectModel('Session') private readonly sessions: Model<Session>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** Those that go on, the last used first. */
  async list(actor: Actor): Promise<SessionList> {
    const open = await this.sessions
      .find({ userId: actor.id, revokedAt: null, expiresAt: { $gt: new Date() } })
      .lean<Session[]>();
    const used = ({ lastUsedAt, createdAt }: Session): number => (lastUsedAt ?? createdAt).getTime();
    return {
      items: open
        .sort((one, other) => used(other) - used(one))
        .slice(0, MOST_SHOWN)
        .map(viewOf),
    };
  }

  /** @throws NotFound when it is not the caller's */
  async end(sessionId: string, actor: Actor): Promise<void> {
    const own = { _id: sessionId, userId: actor.id };
    if (!(await this.sessions.exists(own))) throw new NotFound('session');
    await this.revoke(own, 'ended_by_owner');
  }

  async endAll(actor: Actor): Promise<void> {
    await this.revoke({ userId: actor.id }, 'all_ended_by_owner');
  }

  private async revoke(which: { _id?: string; userId: string }, revokeReason: string): Promise<void> {
    const change = { $set: { revokedAt: new Date(), revokeReason } };
    await this.work.run(() => this.sessions.updateMany({ ...which, revokedAt: null }, change));
  }
}

const viewOf = ({ _id, device, createdAt, lastUsedAt, expiresAt }: Session): SessionView => ({
  id: _id,
  ...(device ? { device } : {}),
  createdAt: createdAt.toISOString(),
  ...(lastUsedAt ? { lastUsedAt: lastUsedAt.toISOString() } : {}),
  expiresAt: expiresAt.toISOString(),
});
