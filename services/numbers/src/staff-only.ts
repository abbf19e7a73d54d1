import { isStaff, type Actor } from '#libs/contracts/actor.js';
import { Forbidden } from '#libs/contracts/domain-error.js';

/** @throws Forbidden for anyone who is not staff, or the system itself. */
export function staffOnly({ actor }: { actor: Actor }): void {
  if (!isStaff(actor)) throw new Forbidden();
}
