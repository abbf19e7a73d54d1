import type { CreateStaff } from '#libs/api/accounts/staff.js';
import type { Role } from '#libs/api/kernel/actor.js';
import { InvalidInput, type FieldError } from '#libs/api/kernel/domain-error.js';

/** Sign-ins of machines: each has its one role, and is none of the staff. */
export const MACHINES = ['carrier', 'switch'] as const;
export const machineOf = (roles: readonly Role[]): (typeof MACHINES)[number] | undefined =>
  MACHINES.find((machine) => roles.includes(machine));

/** A machine has one role; a carrier, and nobody else, speaks for an operator. @throws InvalidInput naming the field */
export function assertRoles({ roles, operator }: Pick<CreateStaff, 'roles' | 'operator'>): void {
  const machine = machineOf(roles);
  const problems: FieldError[] = [];
  if (machine && roles.length > 1)
    problems.push({
      field: 'roles',
      text: { it: `${machine} non si combina con altri ruoli`, en: `${machine} cannot be combined with other roles` },
    });
  if (machine === 'carrier' && !operator)
    problems.push({
      field: 'operator',
      text: { it: 'indica l’operatore per cui parla', en: 'say which operator it speaks for' },
    });
  if (machine !== 'carrier' && operator)
    problems.push({
      field: 'operator',
      text: { it: 'è solo di chi ha il ruolo carrier', en: 'is only for the role carrier' },
    });
  if (problems.length > 0) throw new InvalidInput(problems);
}
