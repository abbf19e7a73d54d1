import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { sum, cents } from '#libs/money/money.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { entryHash, type LedgerEntry } from './entry.schema.js';
import { VatProof } from './vat-proof.rules.js';
import { creditOf, LEDGER_ACCOUNTS, type LedgerAccount } from './ledger.rules.js';

const ACCOUNTS_AT_ONCE = 500;
const PROBLEMS_KEPT = 1_000;

/** What is wrong with one account's chain, and where. */
export interface LedgerProblem {
  readonly contractId: string;
  /** The entry's place in the chain; absent when the account as a whole is wrong. */
  readonly seq?: number;
  readonly problem: string;
}

/** The proof, or what breaks it. */
export interface LedgerProof {
  readonly accounts: number;
  readonly entries: number;
  readonly problems: readonly LedgerProblem[];
  /** Sums of all postings by ledger account, in cents; together they are zero. */
  readonly totals: Readonly<Record<LedgerAccount, number>>;
}

type Head = Pick<Account, '_id' | 'balanceCents' | 'entries' | 'lastHash'>;

/**
 * Proves the ledger from its entries alone: every entry balanced and unchanged since it was written (hash), every chain
 * without a gap, every account's credit the sum of its entries, VAT only where it is invoiced (R24). Safe while billing runs: each chain is proven up to
 * where its account stood when it was read.
 */
@Injectable()
export class LedgerVerifier {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
  ) {}

  /** `progress` hears how many of how many entries are proven. */
  async verify(progress: (done: number, of: number) => void = () => undefined): Promise<LedgerProof> {
    const atStart = await this.entries.countDocuments();
    const proof = {
      accounts: 0,
      entries: 0,
      problems: [] as LedgerProblem[],
      totals: Object.fromEntries(LEDGER_ACCOUNTS.map((name) => [name, 0])) as Record<LedgerAccount, number>,
    };
    for (let after = ''; ; ) {
      const heads = await this.accounts
        .find({ _id: { $gt: after } }, { balanceCents: 1, entries: 1, lastHash: 1 })
        .sort({ _id: 1 })
        .limit(ACCOUNTS_AT_ONCE)
        .lean<Head[]>();
      if (heads.length === 0) break;
      after = heads.at(-1)!._id;
      await this.proveChains(heads, proof);
      progress(proof.entries, atStart);
    }
    if (proof.entries < atStart)
      report(proof, {
        contractId: '-',
        problem: `${atStart - proof.entries} entries belong to no account or lie beyond its chain`,
      });
    if (sum(Object.values(proof.totals).map(cents)) !== 0)
      report(proof, { contractId: '-', problem: 'the postings of the ledger do not sum to zero' });
    return proof;
  }

  private async proveChains(
    heads: readonly Head[],
    proof: { accounts: number; entries: number; problems: LedgerProblem[]; totals: Record<LedgerAccount, number> },
  ): Promise<void> {
    const chains = new Map(heads.map((head) => [head._id, new Chain(head)]));
    // Accounts come in the order of their ids, so a range has the same entries as a list, which is slower.
    const cursor = this.entries
      .find({ contractId: { $gte: heads[0]!._id, $lte: heads.at(-1)!._id } })
      .sort({ contractId: 1, seq: 1 })
      .lean<LedgerEntry>()
      .cursor({ batchSize: 1_000 });
    for await (const entry of cursor) {
      // An entry of no account is counted at the end.
      const chain = chains.get(entry.contractId);
      const problem = chain ? chain.next(entry) : 'beyond';
      if (problem === 'beyond') continue;
      if (problem) report(proof, { contractId: entry.contractId, seq: entry.seq, problem });
      proof.entries++;
      for (const { account, amountCents } of entry.postings) proof.totals[account] += amountCents;
    }
    for (const chain of chains.values()) {
      const problem = chain.end();
      if (problem) report(proof, { contractId: chain.head._id, problem });
    }
    proof.accounts += heads.length;
  }
}

const report = ({ problems }: { problems: LedgerProblem[] }, problem: LedgerProblem): void => {
  if (problems.length < PROBLEMS_KEPT) problems.push(problem);
};

/** One account's entries in order, held against the account. */
class Chain {
  private readonly vat = new VatProof();
  private seq = 0;
  private balance = 0;
  private hash = '';

  constructor(readonly head: Head) {}

  /** What is wrong with it; `beyond` when it was written after the account was read, so it is not part of this proof. */
  next(entry: LedgerEntry): string | undefined {
    if (entry.seq > this.head.entries) return 'beyond';
    const problem = this.problemOf(entry) ?? this.vat.next(entry);
    this.seq = entry.seq;
    this.balance = entry.balanceCents;
    this.hash = entry.hash;
    return problem;
  }

  private problemOf(entry: LedgerEntry): string | undefined {
    if (entry.seq !== this.seq + 1) return `entry ${this.seq + 1} is missing`;
    if (entry.previousHash !== this.hash) return 'it does not follow the entry before it';
    if (entryHash(entry) !== entry.hash) return 'it was changed after it was written';
    if (entry.postings.length < 2 || sum(entry.postings.map(({ amountCents }) => cents(amountCents))) !== 0)
      return 'its postings do not sum to zero';
    if (creditOf(entry.postings) !== entry.creditCents) return 'its credit is not that of its postings';
    if (this.balance + entry.creditCents !== entry.balanceCents)
      return 'its balance is not the one before it and its credit';
    return undefined;
  }

  end(): string | undefined {
    const { entries, balanceCents, lastHash } = this.head;
    if (this.seq !== entries) return `the account has ${entries} entries, ${this.seq} were found`;
    if (this.balance !== balanceCents) return `the account says ${balanceCents}, its entries come to ${this.balance}`;
    if (this.hash !== lastHash) return 'the account does not end in its last entry';
    return undefined;
  }
}
