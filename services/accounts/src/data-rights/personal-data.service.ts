import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Obstacle, PersonalDataPage, ReadPersonalData } from '#libs/api/kernel/personal-data.js';
import { sagaModel, type SagaRow } from '#libs/messaging/saga.schema.js';
import { readPersonalData, rowsOf, type PersonalDataSource } from '#libs/platform/personal-data.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Contract } from '../contracts/contract.schema.js';
import { viewFor } from '../contracts/contract.view.js';
import type { StaffAction } from '../customers/staff-action.schema.js';
import type { DetailsChangeRow } from '../details/details-change.schema.js';
import type { Email } from '../mail/email.schema.js';
import type { Session } from '../sessions/session.schema.js';
import type { Customer, User } from '../users/user.schema.js';
import type { DataExport } from './data-export.schema.js';
import type { ErasureRow } from './erasure.schema.js';
import { ENDED } from '../contracts/contract-life.rules.js';

/** What accounts keeps about a customer. */
@Injectable()
export class PersonalData {
  private readonly sources: readonly PersonalDataSource[];

  constructor(
    @InjectModel('Customer') customers: Model<Customer>,
    @InjectModel('User') private readonly users: Model<User>,
    @InjectModel('Contract') private readonly contracts: ReadModel<Contract>,
    @InjectModel('Email') emails: Model<Email>,
    @InjectModel('Session') sessions: Model<Session>,
    @InjectModel('StaffAction') actions: Model<StaffAction>,
    @InjectModel('DetailsChange') changes: Model<DetailsChangeRow>,
    @InjectModel('DataExport') exports: Model<DataExport>,
    @InjectModel('Erasure') erasures: Model<ErasureRow>,
  ) {
    const own = (customerId: string): { customerId: string } => ({ customerId });
    this.sources = [
      rowsOf('customer', customers, (customerId) => ({ _id: customerId })),
      rowsOf('sign-ins', users, own, ({ passwordHash: _secret, ...user }) => user),
      rowsOf(
        'sessions',
        sessions,
        async (customerId) => ({ userId: { $in: await this.userIds(customerId) } }),
        ({ refreshKey: _secret, counter: _counter, ...session }) => session,
      ),
      rowsOf(
        'contracts',
        contracts,
        (customerId) => this.held(customerId),
        (contract, customerId) => ({ ...viewFor(contract, customerId) }),
      ),
      // What a saga knows is in the contracts and their books; of a voltura it is another's too.
      rowsOf<SagaRow>(
        'processes',
        sagaModel(contracts.db),
        async (customerId) => this.processesOf(customerId),
        ({ _id, kind, state, createdAt, history }) => ({ _id, kind, state, createdAt, history }),
      ),
      rowsOf('details-changes', changes, own),
      rowsOf('emails', emails, own, ({ tokenId: _secret, retryAt: _claim, ...email }) => email),
      rowsOf('staff-actions', actions, own),
      rowsOf('data-exports', exports, own),
      rowsOf('erasures', erasures, own),
    ];
  }

  read(request: ReadPersonalData): Promise<PersonalDataPage> {
    return readPersonalData(this.sources, request);
  }

  /** Contracts that have not ended: what stands in the way of an erasure here. */
  async obstacles(customerId: string): Promise<Obstacle[]> {
    const open = await this.contracts.find({ customerId, state: { $nin: [...ENDED] } }, { _id: 1 }).lean();
    return open.map(({ _id }) => ({ code: 'contract_active', about: _id }));
  }

  /** Those that it has, not those that another has by now. */
  async contractIds(customerId: string): Promise<string[]> {
    return (await this.contracts.find({ customerId }, { _id: 1 }).lean()).map(({ _id }) => _id);
  }

  held(customerId: string): { $or: [{ customerId: string }, { 'formerHolders.customerId': string }] } {
    return { $or: [{ customerId }, { 'formerHolders.customerId': customerId }] };
  }

  /** Those that it asked for; of a voltura both holders' alike. What another began with a contract that it had is the other's. */
  async processesOf(customerId: string): Promise<object> {
    const ids = (await this.contracts.find(this.held(customerId), { _id: 1 }).lean()).map(({ _id }) => _id);
    const ofVoltura = {
      'data.contractId': { $in: ids },
      $or: [{ 'data.from.customerId': customerId }, { 'data.to.customerId': customerId }],
    };
    return {
      $or: [
        { kind: { $in: ['activation', 'cancellation'] }, 'data.customerId': customerId },
        { kind: 'voltura', ...ofVoltura },
      ],
    };
  }

  private async userIds(customerId: string): Promise<string[]> {
    return (await this.users.find({ customerId }, { _id: 1 }).lean()).map(({ _id }) => _id);
  }
}
