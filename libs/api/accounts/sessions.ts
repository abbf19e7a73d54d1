import { SIGNED_IN } from '../kernel/callers.js';
import { rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Id, Instant, Many, Text } from '../kernel/fields.js';
import { Done, Empty } from '../kernel/shared.js';

/** A sign-in that goes on, on one device: as its owner sees it. Its times are real, not the movable clock's. */
export class SessionView {
  @Id({ description: 'The `sid` of its access tokens' }) id!: string;
  @Text({ optional: true, max: 200, description: 'What the device said of itself when it signed in (User-Agent)' })
  device?: string;
  @Instant() createdAt!: string;
  @Instant({ optional: true, description: 'When it was last refreshed; absent: not yet' }) lastUsedAt?: string;
  @Instant({ description: 'When it ends unless it is refreshed' }) expiresAt!: string;
}
export class SessionList {
  @Many(() => SessionView, { description: 'The last used first; at most 100' }) items!: SessionView[];
}
export class OfSession {
  @Id({ description: 'The session' }) sessionId!: string;
}

export const accountsSessionsRpc = {
  /** The caller's own sessions that have not ended. */
  list: rpc('accounts.session.list', Empty, SessionList, { callers: SIGNED_IN }),
  /** Ends one of the caller's own; one that has ended is fine, another's is not found. Its access token runs out within its minutes. */
  end: rpc('accounts.session.end', OfSession, Done, { callers: SIGNED_IN, errors: [NotFound] }),
  /** Ends all of the caller's own, that which asks too. */
  endAll: rpc('accounts.session.end-all', Empty, Done, { callers: SIGNED_IN }),
} as const;
