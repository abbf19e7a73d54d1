import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { IdentityRow, RegisterEntry } from './register.schema.js';

/** One entry of the register with the identity it names. */
export type ExportRow = Record<(typeof RegisterExport.COLUMNS)[number], string | number>;

/** The holder register for people and machines outside, entry by entry, hashes included. */
@Injectable()
export class RegisterExport {
  static readonly COLUMNS = ['number', 'seq', 'kind', 'effectiveAt', 'recordedAt', 'holderKind', 'holderName', 'taxCode', 'contractId', 'customerId', 'cause', 'actor', 'identityHash', 'previousHash', 'hash'] as const;

  constructor(@InjectModel('RegisterEntry') private readonly entries: Model<RegisterEntry>, @InjectModel('Identity') private readonly identities: Model<IdentityRow>) {}

  /** Erased identities are empty. */
  async rows(number?: string): Promise<ExportRow[]> {
    const filter = number ? { number } : {};
    const identities = new Map((await this.identities.find(filter).lean()).map((row) => [row._id, row]));
    const entries = await this.entries.find(filter).sort({ number: 1, seq: 1 }).lean();
    return entries.map((entry) => {
      const holder = identities.get(entry.identityId)?.holder;
      const { seq, kind, contractId, customerId, cause, actor, identityHash, previousHash, hash } = entry;
      return {
        number: entry.number, seq, kind, effectiveAt: entry.effectiveAt.toISOString(), recordedAt: entry.recordedAt.toISOString(), holderKind: holder?.kind ?? '', holderName: holder?.name ?? '', taxCode: holder?.taxCode ?? '',
        contractId, customerId, cause, actor, identityHash, previousHash, hash,
      };
    });
  }
}
