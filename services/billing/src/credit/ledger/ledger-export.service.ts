import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { LedgerEntry } from './entry.schema.js';

/** The ledger for auditors, entry by entry, with hashes: what they prove it by, and nothing that people wrote. */
@Injectable()
export class LedgerExport {
  constructor(@InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>) {}

  /** Each entry as the JSON that its hash is over, and the hash; chain by chain, never more than a batch in memory. */
  async *lines(contractId?: string): AsyncGenerator<string> {
    const entries = this.entries
      .find(contractId ? { contractId } : {}, { words: 0 })
      .sort({ contractId: 1, seq: 1 })
      .lean<LedgerEntry>()
      .cursor({ batchSize: 500 });
    for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
  }
}
