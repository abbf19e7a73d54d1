import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { QueryFilter } from 'mongoose';
import type { ContractPage, ContractView, ListContracts } from '#libs/api/accounts/accounts.js';
import { isStaff, type Actor } from '#libs/api/kernel/actor.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { after, pageOf, pageSize } from '#libs/platform/page.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Contract } from './contract.schema.js';
import { viewFor } from './contract.view.js';

/** Reads contracts: a customer its own, staff all. */
@Injectable()
export class Contracts {
  constructor(@InjectModel('Contract') private readonly contracts: ReadModel<Contract>) {}

  /** A contract that the actor may act on. @throws NotFound when it does not exist or is not the actor's. */
  async of(contractId: string, actor: Actor): Promise<Contract> {
    return this.found({ _id: contractId, ...(isStaff(actor) ? {} : { customerId: actor.customerId ?? NOBODY }) });
  }

  /** @throws NotFound */
  async get(contractId: string, actor: Actor): Promise<ContractView> {
    // By its id alone, which every database answers from one index: the hot path of the platform.
    const contract = await this.found({ _id: contractId });
    if (!maySee(actor, contract)) throw new NotFound('contract');
    return viewFor(contract, actor.customerId);
  }

  async list({ customerId, state, cursor, limit }: ListContracts, actor: Actor): Promise<ContractPage> {
    const size = pageSize(limit);
    const conditions: QueryFilter<Contract>[] = [
      customerId ? { customerId } : {},
      state ? { state } : {},
      visibleTo(actor),
      after<Contract>(cursor),
    ];
    const rows = await this.contracts
      .find({ $and: conditions })
      .sort({ createdAt: -1, _id: -1 })
      .limit(size + 1)
      .lean();
    return pageOf(rows, size, (contract) => viewFor(contract, actor.customerId));
  }

  private async found(filter: QueryFilter<Contract>): Promise<Contract> {
    const contract = await this.contracts.findOne(filter).lean();
    if (!contract) throw new NotFound('contract');
    return contract;
  }
}

const NOBODY = 'nobody';

const maySee = (actor: Actor, { customerId, formerHolders = [] }: Contract): boolean =>
  isStaff(actor) ||
  [customerId, ...formerHolders.map((former) => former.customerId)].includes(actor.customerId ?? NOBODY);

/** The contracts that an actor may know of: its own and those it held (nasty case 13). */
function visibleTo(actor: Actor): QueryFilter<Contract> {
  if (isStaff(actor)) return {};
  const customerId = actor.customerId ?? NOBODY;
  return { $or: [{ customerId }, { 'formerHolders.customerId': customerId }] };
}
