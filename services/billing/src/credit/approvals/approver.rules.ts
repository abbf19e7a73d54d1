import type { Actor } from '#libs/api/kernel/actor.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';

/** Who approves came, or was given its roles, after what is to be approved. */
export class ApproverTooNew extends DomainError {
  constructor(requestedAt: Date) {
    super({
      code: 'approver_too_new',
      status: 409,
      details: { requestedAt: requestedAt.toISOString() },
      text: {
        it: 'Il tuo accesso, o i suoi ruoli, sono più recenti della richiesta: deve approvarla chi c’era già quando è stata fatta.',
        en: 'Your sign-in, or its roles, are newer than the request: it must be approved by somebody who was here when it was made.',
      },
    });
  }
}

/**
 * Four eyes: nobody makes the second pair after the fact. An actor that does not say since when it has its roles counts as new.
 * @throws ApproverTooNew
 */
export function assertWasHere({ since }: Pick<Actor, 'since'>, requestedAt: Date): void {
  if (since === undefined || since > requestedAt.getTime()) throw new ApproverTooNew(requestedAt);
}
