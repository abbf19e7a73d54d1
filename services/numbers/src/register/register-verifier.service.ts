import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { NumberRow } from '../number/number.schema.js';
import { flawOf, hashOfIdentity } from './register-chain.rules.js';
import type { IdentityRow, RegisterEntry } from './register.schema.js';

export interface RegisterProof {
  readonly ok: boolean;
  readonly numbers: number;
  readonly entries: number;
  readonly problems: { number: string; seq?: number; problem: string }[];
}

const BATCH = 500;

/** Proves the holder register from its entries alone: every chain whole, every head and identity the recorded one. */
@Injectable()
export class RegisterVerifier {
  constructor(
    @InjectModel('RegisterEntry') private readonly entries: Model<RegisterEntry>,
    @InjectModel('Identity') private readonly identities: Model<IdentityRow>,
    @InjectModel('Number') private readonly numbers: Model<NumberRow>,
  ) {}

  async verify(progress: (done: number, of: number) => void = () => undefined): Promise<RegisterProof> {
    const total = await this.entries.estimatedDocumentCount();
    const problems: RegisterProof['problems'] = [];
    const heads: RegisterEntry[] = [];
    let numbers = 0;
    let entries = 0;
    let before: RegisterEntry | undefined;
    let unheld: RegisterEntry[] = [];
    for await (const entry of this.entries.find().sort({ number: 1, seq: 1 }).lean().cursor({ batchSize: BATCH })) {
      if (before?.number !== entry.number) {
        if (before) heads.push(before);
        before = undefined;
        numbers++;
      }
      const problem = flawOf(entry, before);
      if (problem) problems.push({ number: entry.number, seq: entry.seq, problem });
      unheld.push(entry);
      before = entry;
      if (++entries % BATCH === 0) {
        problems.push(...(await this.wrongHeads(heads.splice(0))), ...(await this.wrongIdentities(unheld)));
        unheld = [];
        progress(entries, total);
      }
    }
    if (before) heads.push(before);
    problems.push(
      ...(await this.wrongHeads(heads)),
      ...(await this.wrongIdentities(unheld)),
      ...(await this.lostChains()),
    );
    progress(entries, total);
    return { ok: problems.length === 0, numbers, entries, problems };
  }

  private async wrongHeads(heads: readonly RegisterEntry[]): Promise<RegisterProof['problems']> {
    const rows = await this.numbers.find({ _id: { $in: heads.map(({ number }) => number) } }, { register: 1 }).lean();
    const kept = new Map(rows.map(({ _id, register }) => [_id, register]));
    return heads
      .filter(({ number, seq, hash }) => kept.get(number)?.seq !== seq || kept.get(number)?.hash !== hash)
      .map(({ number, seq }) => ({ number, seq, problem: 'the number knows another last entry' }));
  }

  private async wrongIdentities(entries: readonly RegisterEntry[]): Promise<RegisterProof['problems']> {
    const identities = new Map(
      (await this.identities.find({ _id: { $in: entries.map(({ identityId }) => identityId) } }).lean()).map((row) => [
        row._id,
        row,
      ]),
    );
    return entries.flatMap(({ number, seq, identityId, identityHash }) => {
      const identity = identities.get(identityId);
      if (!identity) return [{ number, seq, problem: 'its identity is missing' }];
      if (identity.erasedAt) return [];
      return identity.salt &&
        identity.holder &&
        hashOfIdentity(identity.salt, identity.holder, identity) === identityHash
        ? []
        : [{ number, seq, problem: 'its identity was changed' }];
    });
  }

  /** Numbers that have a head and no entry at all. */
  private async lostChains(): Promise<RegisterProof['problems']> {
    const problems: RegisterProof['problems'] = [];
    for await (const { _id, register } of this.numbers
      .find({ 'register.seq': { $gte: 1 } }, { register: 1 })
      .lean()
      .cursor({ batchSize: BATCH })) {
      if (!(await this.entries.exists({ _id: `${_id}#${register!.seq}` })))
        problems.push({ number: _id, seq: register!.seq, problem: 'its last entry is missing' });
    }
    return problems;
  }
}
