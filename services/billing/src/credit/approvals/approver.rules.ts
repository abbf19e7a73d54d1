import { ApproverTooNew } from '#libs/api/errors/billing/credit.errors.js';
import type { Actor } from '#libs/api/kernel/actor.js';

/**
 * Four eyes: nobody makes the second pair after the fact. An actor that does not say since when it has its roles counts as new.
 * @throws ApproverTooNew
 */
export function assertWasHere({ since }: Pick<Actor, 'since'>, requestedAt: Date): void {
  if (since === undefined || since > requestedAt.getTime()) throw new ApproverTooNew(requestedAt);
}
