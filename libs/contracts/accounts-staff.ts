import { ROLES, type Role } from './actor.js';
import { rpc } from './definition.js';
import { Email, Flag, FreeObject, Id, Instant, Many, OneOf, Text, TextList } from './fields.js';
import { Done, PageQuery } from './shared.js';

/** Who works here: an agent, a supervisor, a billing operator, an administrator; or a carrier's machine. */
export const STAFF_ROLES = ROLES.filter((role): role is Exclude<Role, 'customer'> => role !== 'customer');

export class CreateStaff {
  @Email() email!: string;
  @Text({ max: 120, example: 'Anna Bianchi' }) name!: string;
  @TextList({ min: 1, max: 5, of: STAFF_ROLES }) roles!: Role[];
  @Text({ optional: true, min: 12, max: 128, description: 'Without it an invitation is sent by email' }) password?: string;
}
export class StaffUser {
  @Id() id!: string;
  @Email() email!: string;
  @Text({ max: 120 }) name!: string;
  @TextList({ max: 5 }) roles!: string[];
  @Flag() disabled!: boolean;
  @Instant() createdAt!: string;
}
export class StaffUserPage {
  @Many(() => StaffUser) items!: StaffUser[];
  @Text({ optional: true }) nextCursor?: string;
}
/** Names a user and the reason of what is done to it. */
export class DisableStaff {
  @Id() userId!: string;
  @Flag() disabled!: boolean;
  @Text({ max: 500 }) reason!: string;
}

export class ListSagas extends PageQuery {
  @Text({ optional: true, max: 40, description: 'activation, cancellation, voltura' }) kind?: string;
  @OneOf(['running', 'waiting', 'compensating', 'completed', 'compensated'], { optional: true }) state?: string;
  @Flag({ optional: true, description: 'Only those that failed so often that people should look' }) stuck?: boolean;
  @Id({ optional: true }) contractId?: string;
}
export class SagaEvent {
  @Text() step!: string;
  @Text({ max: 300 }) what!: string;
  @Instant() at!: string;
}
/** A piece of long-running work and where it stands. */
export class SagaView {
  @Id() id!: string;
  @Text() kind!: string;
  @Text() state!: string;
  @Text() step!: string;
  @Id({ optional: true }) contractId?: string;
  @Text({ optional: true, max: 1_000, description: 'The last technical failure' }) failure?: string;
  @FreeObject({ optional: true, description: 'Why it is undone: code, status and text' }) error?: Record<string, unknown>;
  @Flag({ description: 'It failed so often that people should look' }) stuck!: boolean;
  @Instant({ optional: true, description: 'When its wait is over' }) wakesAt?: string;
  @Instant() createdAt!: string;
  @Many(() => SagaEvent) history!: SagaEvent[];
}
export class SagaPage {
  @Many(() => SagaView) items!: SagaView[];
  @Text({ optional: true }) nextCursor?: string;
}
export class OfSaga {
  @Id() sagaId!: string;
}
/** A saga and why a person steps in; the reason is kept. */
export class ActOnSaga extends OfSaga {
  @Text({ max: 500 }) reason!: string;
}

export const accountsStaffRpc = {
  /** For administrators. The same email again is refused with `email_taken`. */
  createStaff: rpc('accounts.staff.create', CreateStaff, StaffUser),
  listStaff: rpc('accounts.staff.list', PageQuery, StaffUserPage),
  /** Ends every session of the user, too; or lets it sign in again. */
  disableStaff: rpc('accounts.staff.disable', DisableStaff, Done),
  listSagas: rpc('accounts.saga.list', ListSagas, SagaPage),
  getSaga: rpc('accounts.saga.get', OfSaga, SagaView),
  /** Tries it now, whatever its back-off. */
  resumeSaga: rpc('accounts.saga.resume', ActOnSaga, SagaView),
  /** Undoes it while it waits. */
  compensateSaga: rpc('accounts.saga.compensate', ActOnSaga, SagaView),
} as const;
