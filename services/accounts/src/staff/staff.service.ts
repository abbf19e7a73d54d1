import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { randomBytes } from 'node:crypto';
import { EmailTaken, InvitationNotPending, NotAMachine } from '#libs/api/errors/accounts/sign-in.errors.js';
import type {
  Colleague,
  CreateStaff,
  DemoStaff,
  DisableStaff,
  FindColleagues,
  MachineSecret,
  MadeStaffUser,
  OfStaffUser,
  StaffUser,
  StaffUserPage,
} from '#libs/api/accounts/staff.js';
import { isStaff, type Actor, type RequestContext } from '#libs/api/kernel/actor.js';
import { Forbidden, NotFound } from '#libs/api/kernel/domain-error.js';
import type { PageQuery } from '#libs/api/kernel/shared.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { ConfigError, PlatformConfig } from '#libs/platform/config.js';
import { newId } from '#libs/platform/ids.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { after, pageOf, pageSize } from '#libs/platform/page.js';
import { AccountsConfig } from '../config/accounts.config.js';
import { Sessions } from '../sessions/sessions.service.js';
import { byEmail, normalisedEmail } from '../users/email-address.rules.js';
import { Invitations } from '../users/invitations.service.js';
import { passwordProblem } from '../users/password-strength.rules.js';
import { Passwords } from '../users/passwords.service.js';
import type { User } from '../users/user.schema.js';
import { MachineSecrets } from './machine-secrets.service.js';
import { assertRoles, MACHINES, machineOf } from './staff.rules.js';

const NOT_CUSTOMERS = ['staff', ...MACHINES] as const;

/** Sign-ins of staff and machines, made by administrators. Nobody chooses another's password: people are invited, machines are given a secret. */
@Injectable()
export class Staff implements OnApplicationBootstrap {
  constructor(
    @InjectModel('User') private readonly users: Model<User>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(MachineSecrets) private readonly secrets: MachineSecrets,
    @Inject(Invitations) private readonly invitations: Invitations,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AccountsConfig) private readonly config: AccountsConfig,
    @Inject(PlatformConfig) private readonly platform: PlatformConfig,
  ) {}

  /** The first administrator and the softswitch, from the environment; those that exist are left as they are. */
  async onApplicationBootstrap(): Promise<void> {
    const { STAFF_EMAIL, STAFF_PASSWORD, SWITCH_EMAIL, SWITCH_PASSWORD } = this.config;
    await this.ensure(
      'STAFF_PASSWORD',
      { email: STAFF_EMAIL, name: 'Administrator', roles: ['admin'] },
      STAFF_PASSWORD,
    );
    await this.ensure(
      'SWITCH_PASSWORD',
      { email: SWITCH_EMAIL, name: 'Softswitch', roles: ['switch'] },
      SWITCH_PASSWORD,
    );
  }

  /** @throws ConfigError for a password that is easy to guess */
  private async ensure(
    variable: string,
    { email, ...who }: Omit<CreateStaff, 'email'> & { email?: string },
    password: string | undefined,
  ): Promise<void> {
    if (!email || !password || (await this.users.exists(byEmail(email)))) return;
    const problem = passwordProblem(password, { email, name: who.name });
    if (problem) throw new ConfigError([`${variable} ${problem.text.en}`]);
    const user = await this.newUser({ email, ...who }, 'it', password);
    await this.users
      .create([user])
      .catch((error: unknown) => (isDuplicateKey(error) ? undefined : Promise.reject(error as Error)));
  }

  /** @throws InvalidInput, EmailTaken, Forbidden */
  async create(request: CreateStaff, context: RequestContext): Promise<MadeStaffUser> {
    assertRoles(request);
    const machine = machineOf(request.roles) !== undefined;
    const id = newId('usr');
    const user = machine
      ? { ...(await this.newUser(request, context.locale, this.secrets.of(id, 1), id)), secretVersion: 1 }
      : await this.newUser(request, context.locale);
    const made = await this.work
      .once(context, request, async (tx) => {
        await this.users.create([user]);
        if (!machine) await this.invitations.send(user, tx);
        return viewOf(user);
      })
      .catch(asEmailTaken);
    // Beside what is remembered of the request: a secret is kept nowhere.
    return machine ? { ...made, secret: this.secrets.of(made.id, 1) } : made;
  }

  /** The demo's people, made at its console. @throws EmailTaken, Forbidden in production and for anybody else */
  async createForDemo({ password, ...request }: DemoStaff, { actor, locale }: RequestContext): Promise<StaffUser> {
    if (this.platform.OPENVOIP_MODE === 'production' || actor.kind !== 'system') throw new Forbidden();
    assertRoles(request);
    const user = await this.newUser(request, locale, password);
    await this.work.run(() => this.users.create([user])).catch(asEmailTaken);
    return viewOf(user);
  }

  /** @throws NotFound, InvitationNotPending, TooManyMails */
  async inviteAgain(request: OfStaffUser, context: RequestContext): Promise<void> {
    await this.work.once(context, request, async (tx) => {
      const user = await this.found(request.userId);
      if (user.kind !== 'staff' || user.emailConfirmedAt || user.blockedAt) throw new InvitationNotPending();
      await this.invitations.sendAgain(user, tx);
    });
  }

  /** The next secret of a machine; the sessions of the last one end. @throws NotFound, NotAMachine */
  async rotateSecret(request: OfStaffUser, context: RequestContext): Promise<MachineSecret> {
    const { userId } = request;
    const { version } = await this.work.once(context, request, async () => {
      const { kind, secretVersion = 0 } = await this.found(userId);
      if (kind === 'staff') throw new NotAMachine();
      const next = secretVersion + 1;
      await this.users.updateOne(
        { _id: userId },
        { $set: { secretVersion: next, passwordHash: await this.passwords.hash(this.secrets.of(userId, next)) } },
      );
      await this.sessions.revokeAll(userId, 'secret_rotated');
      return { version: next };
    });
    return { secret: this.secrets.of(userId, version) };
  }

  async list({ cursor, limit }: PageQuery): Promise<StaffUserPage> {
    const size = pageSize(limit);
    const rows = await this.users
      .find({ kind: { $in: NOT_CUSTOMERS }, ...after<User>(cursor) })
      .sort({ createdAt: -1, _id: -1 })
      .limit(size + 1)
      .lean();
    return pageOf(rows, size, viewOf);
  }

  /** Who works here now: by id, by role, or all. */
  async colleagues({ ids, roles }: FindColleagues, actor: Actor): Promise<Colleague[]> {
    if (!isStaff(actor)) throw new Forbidden();
    const users = await this.users
      .find({
        kind: 'staff',
        ...(ids ? { _id: { $in: ids } } : {}),
        ...(roles ? { roles: { $in: roles } } : {}),
        blockedAt: { $exists: false },
      })
      .sort({ createdAt: 1 })
      .lean();
    return users.map(({ _id, email, name, roles: own, locale }) => ({ id: _id, email, name, roles: [...own], locale }));
  }

  /**
   * A disabled user's sessions end at once; its access token lasts at most its ten minutes. One that is let in again counts
   * as new where a second person must approve. An administrator cannot disable itself.
   */
  async disable(request: DisableStaff, context: RequestContext): Promise<void> {
    const { userId, disabled, reason } = request;
    if (userId === context.actor.id) throw new Forbidden();
    await this.work.once(context, request, async () => {
      await this.found(userId);
      if (disabled)
        await this.users.updateOne({ _id: userId }, { $set: { blockedAt: this.clock.now(), blockReason: reason } });
      else
        await this.users.updateOne(
          { _id: userId, blockedAt: { $exists: true } },
          { $set: { rolesSince: this.clock.now() }, $unset: { blockedAt: 1, blockReason: 1 } },
        );
      if (disabled) await this.sessions.revokeAll(userId, 'disabled');
    });
  }

  private found(userId: string): Promise<User> {
    return this.users
      .findOne({ _id: userId, kind: { $in: NOT_CUSTOMERS } })
      .lean<User>()
      .orFail(() => new NotFound('user'));
  }

  /** Without a password nobody can sign in as it yet. */
  private async newUser(
    { email, name, roles, operator }: CreateStaff,
    locale: User['locale'],
    password?: string,
    _id = newId('usr'),
  ): Promise<User> {
    const passwordHash = await this.passwords.hash(password ?? randomBytes(32).toString('hex'));
    const createdAt = this.clock.now();
    return {
      _id,
      email: normalisedEmail(email),
      passwordHash,
      kind: machineOf(roles) ?? 'staff',
      roles,
      name,
      locale,
      createdAt,
      ...(operator ? { operator } : {}),
      ...(password ? { emailConfirmedAt: createdAt } : {}),
    };
  }
}

function asEmailTaken(error: unknown): never {
  throw isDuplicateKey(error) ? new EmailTaken() : error;
}

const viewOf = ({
  _id,
  kind,
  email,
  name,
  roles,
  blockedAt,
  emailConfirmedAt,
  operator,
  createdAt,
}: User): StaffUser => ({
  id: _id,
  email,
  name,
  roles: [...roles],
  disabled: Boolean(blockedAt),
  invited: kind === 'staff' && !emailConfirmedAt,
  ...(operator ? { operator } : {}),
  createdAt: createdAt.toISOString(),
});
