import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { ErasureReport } from '#libs/api/kernel/personal-data.js';
import { retainedSince, retainedUntil } from '#libs/italy/retention.js';
import { sagaModel } from '#libs/messaging/saga.schema.js';
import { Clock } from '#libs/platform/clock.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Contract, FormerHolder } from '../contracts/contract.schema.js';
import type { StaffAction } from '../customers/staff-action.schema.js';
import type { DetailsChangeRow } from '../details/details-change.schema.js';
import type { Email } from '../mail/email.schema.js';
import type { Session } from '../sessions/session.schema.js';
import type { OneTimeToken } from '../tokens/token.schema.js';
import type { Customer, User } from '../users/user.schema.js';
import { DataExports } from './data-exports.service.js';
import { PersonalData } from './personal-data.service.js';
import { ContractStore } from '../contracts/contract.store.js';

const KEPT = 'contracts';

/** Removes what accounts keeps of a customer and no law does. Contracts stay for their time, and with them who held them. */
@Injectable()
export class AccountsEraser {
  constructor(
    @InjectModel('Customer') private readonly customers: Model<Customer>,
    @InjectModel('User') private readonly users: Model<User>,
    @InjectModel('OneTimeToken') private readonly tokens: Model<OneTimeToken>,
    @InjectModel('Session') private readonly sessions: Model<Session>,
    @InjectModel('Contract') private readonly contracts: ReadModel<Contract>,
    @Inject(ContractStore) private readonly store: ContractStore,
    @InjectModel('Email') private readonly emails: Model<Email>,
    @InjectModel('StaffAction') private readonly actions: Model<StaffAction>,
    @InjectModel('DetailsChange') private readonly changes: Model<DetailsChangeRow>,
    @Inject(DataExports) private readonly exports: DataExports,
    @Inject(PersonalData) private readonly personal: PersonalData,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In the caller's transaction; again, it removes what has fallen due since. `toSend` is the email that tells of the erasure itself. */
  async erase(customerId: string, toSend: readonly string[] = []): Promise<ErasureReport> {
    const users = (await this.users.find({ customerId }, { _id: 1 }).lean()).map(({ _id }) => _id);
    const ofUsers = { userId: { $in: users } };
    const erased = [
      {
        what: 'emails',
        count: (await this.emails.deleteMany({ customerId, _id: { $nin: [...toSend] } })).deletedCount,
      },
      {
        what: 'sessions',
        count:
          (await this.sessions.deleteMany(ofUsers)).deletedCount + (await this.tokens.deleteMany(ofUsers)).deletedCount,
      },
      {
        what: 'processes',
        count: (
          await sagaModel(this.contracts.db).deleteMany({
            $and: [{ state: { $in: ['completed', 'compensated'] } }, await this.personal.processesOf(customerId)],
          })
        ).deletedCount,
      },
      { what: 'sign_ins', count: (await this.users.deleteMany({ customerId })).deletedCount },
      { what: 'details_changes', count: (await this.changes.deleteMany({ customerId })).deletedCount },
      { what: 'staff_actions', count: (await this.actions.deleteMany({ customerId })).deletedCount },
      { what: 'data_exports', count: await this.exports.forget(customerId) },
      ...(await this.eraseContracts(customerId)),
    ];
    const kept = await this.kept(customerId);
    if (kept.length === 0)
      erased.push({ what: 'customer', count: (await this.customers.deleteOne({ _id: customerId })).deletedCount });
    return { erased: erased.filter(({ count }) => count > 0), kept };
  }

  /** Registrations that were never paid go at once, contracts after their time. */
  private async eraseContracts(customerId: string): Promise<ErasureReport['erased']> {
    const due = retainedSince(KEPT, this.clock.now());
    const { lapsed, ended } = await this.store.forgetEnded(customerId, due);
    const transferred = await this.store.forgetFormer(customerId, due);
    return [
      { what: 'lapsed_registrations', count: lapsed },
      { what: KEPT, count: ended + transferred },
    ];
  }

  private async kept(customerId: string): Promise<ErasureReport['kept']> {
    const contracts = await this.contracts
      .find(this.personal.held(customerId), { customerId: 1, endedAt: 1, formerHolders: 1 })
      .lean();
    const ends = contracts.flatMap(({ customerId: holder, endedAt, formerHolders = [] }) => [
      ...(holder === customerId ? [endedAt] : []),
      ...ofFormer(formerHolders, customerId),
    ]);
    if (ends.length === 0) return [];
    const until = ends.flatMap((end) => (end ? [retainedUntil(KEPT, end)] : [])).toSorted()[0];
    return [{ what: KEPT, count: ends.length, ...(until ? { until } : {}) }];
  }
}

const ofFormer = (formerHolders: readonly FormerHolder[], of: string): Date[] =>
  formerHolders.flatMap(({ customerId, until }) => (customerId === of ? [until] : []));
