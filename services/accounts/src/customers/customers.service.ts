import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type {
  BlockSignIn,
  CustomerPage,
  CustomerSignIn,
  CustomerSummary,
  CustomerView,
  FindCustomers,
  ResendConfirmation,
  SentEmail,
} from '#libs/api/accounts/customers.js';
import { type Actor, type RequestContext } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { typedTaxCode } from '#libs/italy/identity.js';
import { sagaView } from '#libs/messaging/saga-desk.js';
import { sagaModel } from '#libs/messaging/saga.schema.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { newId } from '#libs/platform/ids.js';
import type { Contract } from '../contracts/contract.schema.js';
import { viewFor } from '../contracts/contract.view.js';
import type { Email } from '../mail/email.schema.js';
import { after, pageOf, pageSize } from '#libs/platform/page.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import { Sessions } from '../sessions/sessions.service.js';
import { byEmail } from '../users/email-address.rules.js';
import type { Customer, User } from '../users/user.schema.js';
import { Users } from '../credentials/users.service.js';
import type { StaffAction } from './staff-action.schema.js';
import { timelineOf } from './timeline.view.js';

const LAST_EMAILS = 100;

/** What staff see of customers, and do for them: always with a reason, which is kept. */
@Injectable()
export class Customers {
  constructor(
    @InjectModel('Customer') private readonly customers: Model<Customer>,
    @InjectModel('User') private readonly users: Model<User>,
    @InjectModel('Contract') private readonly contracts: ReadModel<Contract>,
    @InjectModel('Email') private readonly emails: Model<Email>,
    @InjectModel('StaffAction') private readonly actions: Model<StaffAction>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Users) private readonly signIns: Users,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async find({ text, cursor, limit }: FindCustomers): Promise<CustomerPage> {
    const size = pageSize(limit);
    const named = text ? await this.named(text.trim()) : {};
    const rows = await this.customers
      .find({ $and: [named, after<Customer>(cursor)] })
      .sort({ createdAt: -1, _id: -1 })
      .limit(size + 1)
      .lean();
    const users = await this.users
      .find({ customerId: { $in: rows.map(({ _id }) => _id) } }, { customerId: 1, email: 1 })
      .lean();
    return pageOf(rows, size, (customer) =>
      summaryOf(
        customer,
        users.find(({ customerId }) => customerId === customer._id),
      ),
    );
  }

  /** Exact matches only, each over an index. */
  private async named(text: string): Promise<QueryFilter<Customer>> {
    const code = text.toUpperCase();
    const taxCode = typedTaxCode(text);
    const users = await this.users.find({ ...byEmail(text), kind: 'customer' }, { customerId: 1 }).lean();
    const contracts = await this.contracts
      .find({ $or: [{ contractNumber: code }, { number: text }] }, { customerId: 1 })
      .lean();
    const ids = [...users, ...contracts].flatMap(({ customerId }) => customerId ?? []);
    return { $or: [{ _id: { $in: ids } }, { 'identity.codiceFiscale': taxCode }, { 'identity.partitaIva': taxCode }] };
  }

  /** @throws NotFound */
  async get(customerId: string): Promise<CustomerView> {
    const customer = await this.customers.findById(customerId).lean();
    if (!customer) throw new NotFound('customer');
    const users = await this.users.find({ customerId }).lean();
    const contracts = await this.contracts
      .find({ $or: [{ customerId }, { 'formerHolders.customerId': customerId }] })
      .sort({ createdAt: -1 })
      .lean();
    const contractIds = contracts.map(({ _id }) => _id);
    const sagas = await sagaModel(this.contracts.db)
      .find({ $or: [{ _id: { $in: contractIds } }, { 'data.contractId': { $in: contractIds } }] })
      .sort({ createdAt: -1 })
      .lean();
    const emails = await this.emails.find({ customerId }).sort({ createdAt: -1 }).limit(LAST_EMAILS).lean();
    const actions = await this.actions.find({ customerId }).sort({ at: -1 }).lean();
    const seen = {
      contracts: contracts.map((contract) => viewFor(contract, customerId)),
      sagas: sagas.map((saga) => sagaView(saga, 'accounts')),
      emails: emails.map(emailOf),
    };
    return {
      ...summaryOf(customer, users[0]),
      signIns: users.map(signInOf),
      ...seen,
      timeline: timelineOf(seen, actions),
    };
  }

  async blockSignIn({ customerId, blocked, reason }: BlockSignIn, context: RequestContext): Promise<void> {
    await this.work.once(context, { customerId, blocked, reason }, async () => {
      const change = blocked
        ? { $set: { blockedAt: this.clock.now(), blockReason: reason } }
        : { $unset: { blockedAt: 1, blockReason: 1 } };
      const users = await this.users.find({ customerId }).lean();
      if (users.length === 0) throw new NotFound('customer');
      await this.users.updateMany({ customerId }, change);
      if (blocked) for (const { _id } of users) await this.sessions.revokeAll(_id, 'blocked_by_staff');
      await this.record(customerId, blocked ? 'block_sign_in' : 'unblock_sign_in', reason, context.actor);
      return true;
    });
  }

  async resendConfirmation({ customerId, reason }: ResendConfirmation, context: RequestContext): Promise<void> {
    await this.work.once(context, { customerId, reason }, async (tx) => {
      const users = await this.users.find({ customerId }).lean();
      if (users.length === 0) throw new NotFound('customer');
      for (const { _id } of users) await this.signIns.resendConfirmation(_id, tx);
      await this.record(customerId, 'resend_confirmation', reason, context.actor);
      return true;
    });
  }

  private async record(
    customerId: string,
    action: StaffAction['action'],
    reason: string,
    { id: by }: Actor,
  ): Promise<void> {
    await this.actions.create([{ _id: newId('act'), customerId, action, reason, by, at: this.clock.now() }]);
  }
}

const summaryOf = ({ _id, identity, createdAt }: Customer, user: Pick<User, 'email'> | undefined): CustomerSummary => ({
  id: _id,
  identity,
  email: user?.email,
  createdAt: createdAt.toISOString(),
});

const signInOf = ({ _id, email, emailConfirmedAt, blockedAt, blockReason }: User): CustomerSignIn => ({
  id: _id,
  email,
  emailConfirmed: Boolean(emailConfirmedAt),
  blocked: Boolean(blockedAt),
  blockReason,
});

const emailOf = ({
  _id,
  template,
  to,
  state,
  attempts,
  failure,
  failureCode,
  createdAt,
  sentAt,
}: Email): SentEmail => ({
  id: _id,
  template,
  to,
  state,
  attempts,
  failure,
  failureCode,
  queuedAt: createdAt.toISOString(),
  sentAt: sentAt?.toISOString(),
});
