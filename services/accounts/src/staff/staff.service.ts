import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { randomBytes } from 'node:crypto';
import type { Colleague, CreateStaff, DisableStaff, FindColleagues, StaffUser, StaffUserPage } from '#libs/contracts/accounts-staff.js';
import { isStaff, type Actor, type RequestContext, type Role } from '#libs/contracts/actor.js';
import { Forbidden, InvalidInput, NotFound } from '#libs/contracts/domain-error.js';
import type { PageQuery } from '#libs/contracts/shared.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { newId } from '#libs/platform/ids.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { AccountsConfig } from '../accounts.config.js';
import { EmailQueue } from '../emails/email-queue.js';
import { after, pageOf, pageSize } from '#libs/platform/page.js';
import { Sessions } from '../sessions/sessions.service.js';
import { byEmail, normalisedEmail } from '../users/email-address.rules.js';
import { OneTimeTokens } from '../users/one-time-tokens.js';
import { Passwords } from '../users/passwords.js';
import { EmailTaken } from '../users/user.errors.js';
import type { User } from '../users/user.schema.js';

/** Sign-ins of machines: each has its one role, and is none of the staff. */
const MACHINES = ['carrier', 'switch'] as const;
const machineOf = (roles: readonly Role[]): (typeof MACHINES)[number] | undefined => MACHINES.find((machine) => roles.includes(machine));

/** Sign-ins of staff and machines, made by administrators. */
@Injectable()
export class Staff implements OnApplicationBootstrap {
  constructor(
    @InjectModel('User') private readonly users: Model<User>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(OneTimeTokens) private readonly tokens: OneTimeTokens,
    @Inject(EmailQueue) private readonly emails: EmailQueue,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(AccountsConfig) private readonly config: AccountsConfig,
  ) {}

  /** The first administrator and the softswitch, from the environment; those that exist are left as they are. */
  async onApplicationBootstrap(): Promise<void> {
    const { STAFF_EMAIL, STAFF_PASSWORD, SWITCH_EMAIL, SWITCH_PASSWORD } = this.config;
    await this.ensure({ email: STAFF_EMAIL, password: STAFF_PASSWORD, name: 'Administrator', roles: ['admin'] });
    await this.ensure({ email: SWITCH_EMAIL, password: SWITCH_PASSWORD, name: 'Softswitch', roles: ['switch'] });
  }

  private async ensure({ email, password, ...who }: Omit<CreateStaff, 'email'> & { email?: string }): Promise<void> {
    if (!email || !password || (await this.users.exists(byEmail(email)))) return;
    const user = await this.newUser({ email, password, ...who }, 'it');
    await this.users.create([user]).catch((error: unknown) => (isDuplicateKey(error) ? undefined : Promise.reject(error as Error)));
  }

  /** Without a password the user is invited by email to choose one. @throws EmailTaken, Forbidden */
  async create(request: CreateStaff, context: RequestContext): Promise<StaffUser> {
    assertAdmin(context.actor);
    const machine = machineOf(request.roles);
    if (machine && request.roles.length > 1) throw machineAlone(machine);
    const user = await this.newUser(request, context.locale);
    // The key is kept with a hash of the request: not of one that holds a password.
    const { password, ...remembered } = request;
    try {
      return await this.work.once(context, 'staff.create', remembered, async (tx) => {
        await this.users.create([user]);
        if (!password) await this.emails.add('invitation', user._id, user, tx, { tokenId: await this.tokens.issue(user._id, 'invitation') });
        return viewOf(user);
      });
    } catch (error) {
      throw isDuplicateKey(error) ? new EmailTaken() : error;
    }
  }

  async list({ cursor, limit }: PageQuery, actor: Actor): Promise<StaffUserPage> {
    assertAdmin(actor);
    const size = pageSize(limit);
    const rows = await this.users.find({ kind: { $in: ['staff', ...MACHINES] }, ...after<User>(cursor) }).sort({ createdAt: -1, _id: -1 }).limit(size + 1).lean();
    return pageOf(rows, size, viewOf);
  }

  /** Who works here now: by id, by role, or all. */
  async colleagues({ ids, roles }: FindColleagues, actor: Actor): Promise<Colleague[]> {
    if (!isStaff(actor)) throw new Forbidden();
    const users = await this.users.find({ kind: 'staff', ...(ids ? { _id: { $in: ids } } : {}), ...(roles ? { roles: { $in: roles } } : {}), blockedAt: { $exists: false } }).sort({ createdAt: 1 }).lean();
    return users.map(({ _id, email, name, roles: own, locale }) => ({ id: _id, email, name, roles: [...own], locale }));
  }

  /**
   * A disabled user's sessions end at once; its access token lasts at most its ten minutes. One that is let in again counts
   * as new where a second person must approve. An administrator cannot disable itself.
   */
  async disable(request: DisableStaff, context: RequestContext): Promise<void> {
    const { userId, disabled, reason } = request;
    assertAdmin(context.actor);
    if (userId === context.actor.id) throw new Forbidden();
    await this.work.once(context, 'staff.disable', request, async () => {
      const who = { _id: userId, kind: { $in: ['staff' as const, ...MACHINES] } };
      if (!(await this.users.exists(who))) throw new NotFound('user');
      if (disabled) await this.users.updateOne(who, { $set: { blockedAt: this.clock.now(), blockReason: reason } });
      else await this.users.updateOne({ ...who, blockedAt: { $exists: true } }, { $set: { rolesSince: this.clock.now() }, $unset: { blockedAt: 1, blockReason: 1 } });
      if (disabled) await this.sessions.revokeAll(userId, 'disabled');
    });
  }

  private async newUser({ email, name, roles, password }: CreateStaff, locale: User['locale']): Promise<User> {
    const passwordHash = await this.passwords.hash(password ?? randomBytes(32).toString('hex'));
    return {
      _id: newId('usr'), email: normalisedEmail(email), passwordHash, kind: machineOf(roles) ?? 'staff', roles, name, locale, createdAt: this.clock.now(),
      ...(password ? { emailConfirmedAt: this.clock.now() } : {}),
    };
  }
}

function assertAdmin({ kind, roles }: Actor): void {
  if (kind !== 'system' && !roles.includes('admin')) throw new Forbidden();
}

const machineAlone = (role: string): InvalidInput => new InvalidInput([{ field: 'roles', text: { it: `${role} non si combina con altri ruoli`, en: `${role} cannot be combined with other roles` } }]);

const viewOf = (user: User): StaffUser => ({ id: user._id, email: user.email, name: user.name, roles: [...user.roles], disabled: Boolean(user.blockedAt), createdAt: user.createdAt.toISOString() });
