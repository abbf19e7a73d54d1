import { isStaff, type Actor } from '#libs/api/kernel/actor.js';
import { Forbidden } from '#libs/api/kernel/domain-error.js';

/** @throws Forbidden for anyone who is not staff, or the system itself. */
export function staffOnly({ actor }: { actor: Actor }): void {
  if (!isStaff(actor)) throw new Forbidden();
}
