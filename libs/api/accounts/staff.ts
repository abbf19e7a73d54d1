import {
  EmailTaken,
  InvitationNotPending,
  NotAMachine,
  TooManyMails,
} from '#libs/api/errors/accounts/sign-in.errors.js';
import { ROLES, type Locale, type Role } from '../kernel/actor.js';
import { ADMIN } from '../kernel/callers.js';
import { rpc } from '../kernel/definition.js';
import { NotFound } from '../kernel/domain-error.js';
import { Email, Flag, Id, Instant, Many, OneOf, Text, TextList } from '../kernel/fields.js';
import { Done, PageQuery } from '../kernel/shared.js';

/** Who works here: an agent, a supervisor, a billing operator, an administrator; or a machine: a carrier's, a softswitch. */
export const STAFF_ROLES = ROLES.filter((role): role is Exclude<Role, 'customer'> => role !== 'customer');

export class CreateStaff {
  @Email() email!: string;
  @Text({ max: 120, example: 'Anna Bianchi' }) name!: string;
  @TextList({ min: 1, max: 5, of: STAFF_ROLES }) roles!: Role[];
  @Text({
    optional: true,
    min: 2,
    max: 80,
    description:
      'For a carrier, which must have one: the operator that it speaks for, as its port-outs name their recipient',
  })
  operator?: string;
}
/** For the demo alone, where nobody reads the mail of its people. */
export class DemoStaff extends CreateStaff {
  @Text({ min: 12, max: 128 }) password!: string;
}
export class OfStaffUser {
  @Id() userId!: string;
}
export class MachineSecret {
  @Text({ max: 128, description: 'The password of a machine: told now, kept nowhere' }) secret!: string;
}
export class StaffUser {
  @Id() id!: string;
  @Email() email!: string;
  @Text({ max: 120 }) name!: string;
  @TextList({ max: 5 }) roles!: string[];
  @Flag() disabled!: boolean;
  @Flag({ description: 'Was invited and has not chosen a password yet' }) invited!: boolean;
  @Text({ optional: true, max: 80, description: 'The operator that a carrier speaks for' }) operator?: string;
  @Instant() createdAt!: string;
}
export class MadeStaffUser extends StaffUser {
  @Text({ optional: true, max: 128, description: 'The password of a machine: told now, kept nowhere' }) secret?: string;
}
export class StaffUserPage {
  @Many(() => StaffUser) items!: StaffUser[];
  @Text({ optional: true }) nextCursor?: string;
}
/** Names a user and the reason of what is done to it. */
export class DisableStaff {
  @Id() userId!: string;
  @Flag() disabled!: boolean;
  @Text({ max: 500, lines: true }) reason!: string;
}

/** Who of the staff: these users, or whoever has one of these roles. Carriers and people who are shut out are none. */
export class FindColleagues {
  @TextList({ optional: true, max: 100, each: 40, description: 'User ids' }) ids?: string[];
  @TextList({ optional: true, max: 5, of: STAFF_ROLES }) roles?: Role[];
}
export class Colleague {
  @Id() id!: string;
  @Email() email!: string;
  @Text({ max: 120 }) name!: string;
  @TextList({ max: 5 }) roles!: string[];
  @OneOf(['it', 'en']) locale!: Locale;
}
export class Colleagues {
  @Many(() => Colleague) items!: Colleague[];
}

export const accountsStaffRpc = {
  /** For administrators: people are invited by email, a machine's secret is made and told once. The same email again is refused with `email_taken`. */
  createStaff: rpc('accounts.staff.create', CreateStaff, MadeStaffUser, {
    callers: ADMIN,
    key: true,
    errors: [EmailTaken],
  }),
  /** For administrators: another invitation, the one before stops working. Refused with `invitation_not_pending` once it was accepted. */
  inviteStaff: rpc('accounts.staff.invite', OfStaffUser, Done, {
    callers: ADMIN,
    key: true,
    errors: [InvitationNotPending, NotFound, TooManyMails],
  }),
  /** For administrators: a machine's next secret; the last one and its sessions end. Refused with `not_a_machine` for people. */
  rotateSecret: rpc('accounts.staff.rotate-secret', OfStaffUser, MachineSecret, {
    callers: ADMIN,
    key: true,
    errors: [NotAMachine, NotFound],
  }),
  /** For the demo's console: people with a password. Refused in production. */
  createDemoStaff: rpc('accounts.staff.create-demo', DemoStaff, StaffUser, {
    callers: ['console'],
    errors: [EmailTaken],
  }),
  listStaff: rpc('accounts.staff.list', PageQuery, StaffUserPage, { callers: ADMIN }),
  /** Ends every session of the user, too; or lets it sign in again. */
  disableStaff: rpc('accounts.staff.disable', DisableStaff, Done, { callers: ADMIN, key: true, errors: [NotFound] }),
  /** For staff: who may be given work or told of it. */
  colleagues: rpc('accounts.staff.colleagues', FindColleagues, Colleagues, { callers: ['tickets'] }),
} as const;
