import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model, QueryFilter, UpdateQuery } from 'mongoose';
import type { Holder } from '#libs/api/accounts/accounts.js';
import { contractLife, ENDED, type ContractMove, type ContractMover } from './contract-life.rules.js';
import type { Contract, FormerHolder, HeldTerms } from './contract.schema.js';

type Fields = Omit<Contract, '_id' | 'state'>;
/** What changes with a move, beside the state. */
export interface ContractChange {
  readonly set?: Partial<Fields>;
  readonly unset?: readonly (keyof Fields)[];
  readonly push?: { readonly formerHolders?: FormerHolder; readonly terms?: HeldTerms };
}

/** The only writer of contracts: their states move as `contractLife` allows, and each write is one document's, whole or not at all. */
@Injectable()
export class ContractStore {
  constructor(@InjectModel('Contract') private readonly contracts: Model<Contract>) {}

  /** Stores a contract that begins to be registered. */
  async register(contract: Omit<Contract, 'state'>): Promise<void> {
    await this.contracts.create([{ ...contract, state: contractLife.table.begins[0] }]);
  }

  /** A registration that was refused leaves nothing behind. @returns whether there was one that had come no further */
  async discard(contractId: string): Promise<boolean> {
    return (await this.contracts.deleteOne({ _id: contractId, state: 'registering' })).deletedCount > 0;
  }

  /** Moves a contract. @throws MoveNotPossible when its state does not allow it: the saga that asks is wrong about it */
  async move(contractId: string, move: ContractMove, by: ContractMover, change: ContractChange = {}): Promise<void> {
    if (await this.moveIf(contractId, move, by, {}, change)) return;
    const { state } = await this.contracts.findById(contractId, { state: 1 }).lean().orFail();
    throw contractLife.refusal(move, state as Exclude<typeof state, 'transferred'>);
  }

  /** Moves a contract if its state allows it and it matches. @returns whether it did */
  async moveIf(
    contractId: string,
    move: ContractMove,
    by: ContractMover,
    where: QueryFilter<Contract>,
    { set = {}, unset = [], push }: ContractChange = {},
  ): Promise<boolean> {
    const step = contractLife.step(move, by);
    const update: UpdateQuery<Contract> = {
      $set: { ...set, ...step.set },
      ...(unset.length > 0 ? { $unset: Object.fromEntries(unset.map((field) => [field, 1])) } : {}),
      ...(push ? { $push: push } : {}),
    };
    return (await this.contracts.updateOne({ _id: contractId, ...where, ...step.where }, update)).matchedCount > 0;
  }

  /** An unpaid registration holds its number for its whole time. */
  async holdUntil(contractId: string, expiresAt: Date): Promise<void> {
    await this.contracts.updateOne({ _id: contractId }, { $set: { expiresAt }, $unset: { expiresOnceConfirmed: 1 } });
  }

  /** Its holder was told of other terms (R26). */
  async termsTold(contractId: string, terms: HeldTerms): Promise<void> {
    await this.contracts.updateOne({ _id: contractId }, { $push: { terms } });
  }

  /** Corrects how a customer is reached, on whatever of its contracts has not ended; those that have keep theirs (R29). */
  async correctHolder(
    customerId: string,
    { address, pec, codiceDestinatario }: Pick<Holder, 'address' | 'pec' | 'codiceDestinatario'>,
  ): Promise<void> {
    const fields = Object.entries({ address, pec, codiceDestinatario });
    const [given, gone] = [fields.filter(([, value]) => value), fields.filter(([, value]) => value === undefined)];
    await this.contracts.updateMany(
      { customerId, state: { $nin: [...ENDED] } },
      {
        $set: Object.fromEntries(given.map(([field, value]) => [`holder.${field}`, value])),
        ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map(([field]) => [`holder.${field}`, 1])) } : {}),
      },
    );
  }

  /** Removes a customer's registrations that were never paid, and contracts that ended by then. @returns how many of each */
  async forgetEnded(customerId: string, by: Date): Promise<{ lapsed: number; ended: number }> {
    const lapsed = await this.contracts.deleteMany({ customerId, state: 'lapsed' });
    const ended = await this.contracts.deleteMany({ customerId, state: 'cancelled', endedAt: { $lte: by } });
    return { lapsed: lapsed.deletedCount, ended: ended.deletedCount };
  }

  /** Removes a customer from those who held a contract before, where it gave it on by then. @returns how often */
  async forgetFormer(customerId: string, by: Date): Promise<number> {
    let forgotten = 0;
    const held = await this.contracts.find({ 'formerHolders.customerId': customerId }, { formerHolders: 1 }).lean();
    for (const { _id, formerHolders = [] } of held) {
      const left = formerHolders.filter((former) => former.customerId !== customerId || former.until > by);
      forgotten += formerHolders.length - left.length;
      if (left.length < formerHolders.length)
        await this.contracts.updateOne({ _id }, { $set: { formerHolders: left } });
    }
    return forgotten;
  }
}
