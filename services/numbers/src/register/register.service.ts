import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { NumberHolder } from '#libs/api/numbers/numbers.js';
import { CHAIN_VERSION } from '#libs/platform/chain-hash.js';
import { Clock } from '#libs/platform/clock.js';
import type { NumberRow } from '../number/number.schema.js';
import { actorName } from '../number/number.store.js';
import { GENESIS, hashOfFact, hashOfIdentity } from './register-chain.rules.js';
import type { IdentityRow, RegisterEntry, RegisterFact } from './register.schema.js';

/** A holder and the contract it holds numbers with. */
export interface HolderOfContract {
  readonly contractId: string;
  readonly customerId: string;
  readonly holder: NumberHolder;
}

/** A holding that is over. */
export interface EndedHolding extends Omit<HolderOfContract, 'holder'> {
  /** Absent once it was erased. */
  readonly holder?: NumberHolder;
  readonly endedAt: Date;
  readonly cause: string;
}

/**
 * The holder register (R4). It only grows: each number has a chain of entries, each with the hash of the one before, and
 * the number itself keeps the head. Every method joins the transaction that moves the number.
 */
@Injectable()
export class Register {
  constructor(
    @InjectModel('RegisterEntry') private readonly entries: Model<RegisterEntry>,
    @InjectModel('Identity') private readonly identities: Model<IdentityRow>,
    @InjectModel('Number') private readonly numbers: Model<NumberRow>,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Someone holds the number from `at` on. */
  async open(
    row: NumberRow,
    { contractId, customerId, holder }: HolderOfContract,
    at: Date,
    cause: string,
  ): Promise<void> {
    const salt = randomBytes(16).toString('hex');
    const identityId = `${row._id}#${(row.register?.seq ?? 0) + 1}`;
    const identity = { _id: identityId, number: row._id, customerId, salt, holder, chainVersion: CHAIN_VERSION };
    await this.identities.create([identity]);
    await this.append(row, {
      kind: 'opened',
      contractId,
      customerId,
      identityId,
      identityHash: hashOfIdentity(salt, holder, identity),
      effectiveAt: at,
      cause,
    });
  }

  /** Whoever holds the number ceases to at `at`; nobody holding it is fine. @returns the row with its new head. */
  async close(row: NumberRow, at: Date, cause: string): Promise<NumberRow> {
    const last = await this.last(row);
    if (last?.kind !== 'opened') return row;
    const effectiveAt = at < last.effectiveAt ? last.effectiveAt : at;
    const { contractId, customerId, identityId, identityHash } = last;
    await this.identities.updateOne({ _id: identityId }, { $set: { closedAt: effectiveAt } });
    return this.append(row, { kind: 'closed', contractId, customerId, identityId, identityHash, effectiveAt, cause });
  }

  /** Whoever holds the number now, with the identity; undefined when nobody does. */
  async holderOf(row: NumberRow): Promise<HolderOfContract | undefined> {
    const last = await this.last(row);
    if (last?.kind !== 'opened') return undefined;
    const { holder } = await this.identities.findById(last.identityId).lean().orFail();
    return { contractId: last.contractId, customerId: last.customerId, holder: holder! };
  }

  /** Whoever held the number last; undefined while somebody holds it, and when nobody ever did. */
  async lastHolderOf(row: NumberRow): Promise<EndedHolding | undefined> {
    const last = await this.last(row);
    if (last?.kind !== 'closed') return undefined;
    const { holder } = await this.identities.findById(last.identityId).lean().orFail();
    return {
      contractId: last.contractId,
      customerId: last.customerId,
      ...(holder ? { holder } : {}),
      endedAt: last.effectiveAt,
      cause: last.cause,
    };
  }

  /** The numbers that a contract ceased to have since an instant. */
  async numbersEnded(contractId: string, since: Date): Promise<string[]> {
    return this.entries.distinct('number', { contractId, kind: 'closed', effectiveAt: { $gte: since } }).exec();
  }

  private async last({ _id, register }: NumberRow): Promise<RegisterEntry | null> {
    return register ? this.entries.findById(`${_id}#${register.seq}`).lean() : null;
  }

  private async append(
    row: NumberRow,
    fact: Pick<
      RegisterFact,
      'kind' | 'contractId' | 'customerId' | 'identityId' | 'identityHash' | 'effectiveAt' | 'cause'
    >,
  ): Promise<NumberRow> {
    const head = row.register ?? { seq: 0, hash: GENESIS };
    const whole: RegisterFact = {
      ...fact,
      number: row._id,
      seq: head.seq + 1,
      recordedAt: this.clock.now(),
      actor: actorName(),
      chainVersion: CHAIN_VERSION,
      previousHash: head.hash,
    };
    const hash = hashOfFact(whole);
    await this.entries.create([{ ...whole, _id: `${row._id}#${whole.seq}`, hash }]);
    const register = { seq: whole.seq, hash };
    await this.numbers.updateOne({ _id: row._id }, { $set: { register } });
    return { ...row, register };
  }
}
