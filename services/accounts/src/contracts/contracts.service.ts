import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter } from 'mongoose';
import type { ContractPage, ContractView, ListContracts } from '#libs/contracts/accounts.js';
import { isStaff, type Actor } from '#libs/contracts/actor.js';
import { NotFound } from '#libs/contracts/domain-error.js';
import { after, pageOf, pageSize } from '../page.js';
import type { Contract } from './contract.schema.js';
import { viewOf } from './contract.view.js';

/** Reads contracts: a customer its own, staff all. */
@Injectable()
export class Contracts {
  constructor(@InjectModel('Contract') private readonly contracts: Model<Contract>) {}

  /** @throws NotFound when it does not exist or is not the actor's. */
  async of(contractId: string, actor: Actor): Promise<Contract> {
    const contract = await this.contracts.findOne({ _id: contractId, ...visibleTo(actor) }).lean();
    if (!contract) throw new NotFound('contract');
    return contract;
  }

  async get(contractId: string, actor: Actor): Promise<ContractView> {
    return viewOf(await this.of(contractId, actor));
  }

  async list({ customerId, state, cursor, limit }: ListContracts, actor: Actor): Promise<ContractPage> {
    const size = pageSize(limit);
    const filter: QueryFilter<Contract> = { ...(customerId ? { customerId } : {}), ...(state ? { state } : {}), ...visibleTo(actor), ...after<Contract>(cursor) };
    const rows = await this.contracts.find(filter).sort({ createdAt: -1, _id: -1 }).limit(size + 1).lean();
    return pageOf(rows, size, viewOf);
  }
}

/** The contracts that an actor may know of (nasty case 13). */
export function visibleTo(actor: Actor): QueryFilter<Contract> {
  if (isStaff(actor)) return {};
  return { customerId: actor.customerId ?? 'nobody' };
}
