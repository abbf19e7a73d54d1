import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Account } from '../../account/account.schema.js';
import { negated, totalOf, type LineReason, type PricedLine } from '../../pricing/quotes/pricing.rules.js';
import { leftOf } from './charge-returns.rules.js';
import { CreditEntries } from './credit-entries.service.js';
import type { LedgerEntry } from './entry.schema.js';
import { chargePostings, reversalOf, type NewEntry } from './ledger.rules.js';

type Charge = Pick<LedgerEntry, '_id' | 'contractId' | 'basis' | 'details'>;

/** Charges that are taken back, whole or in part: each cent of them once, with its VAT, whoever takes it back (R14, corrections by staff, ports). */
@Injectable()
export class ChargeReturns {
  constructor(
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @Inject(CreditEntries) private readonly credit: CreditEntries,
  ) {}

  /** The lines of a charge as far as nothing has taken them back; in the caller's transaction. */
  async left({ _id, contractId, details }: Charge): Promise<PricedLine[]> {
    const returns = await this.entries.find({ contractId, 'details.reverses': _id }).lean<LedgerEntry[]>();
    return leftOf(
      (details.lines as PricedLine[] | undefined) ?? [],
      returns.flatMap((entry) => (entry.details.lines as PricedLine[] | undefined) ?? []),
    );
  }

  /** What takes these lines of a charge back: none where they come to nothing. */
  async returning(
    account: Pick<Account, '_id' | 'debtAsIsCents' | 'vatRounding'>,
    charge: Charge,
    lines: readonly PricedLine[],
    as: Omit<NewEntry, 'postings' | 'contractId'> & { reason: LineReason },
  ) {
    const { key, cause, details, words, reason } = as;
    // The days that it is for are those of the charge.
    const { period, day } = charge.details;
    const total = totalOf(lines);
    if (total.gross === 0) return { entries: [], change: {} };
    const entry: NewEntry = {
      key,
      contractId: charge.contractId,
      cause,
      postings: reversalOf(chargePostings(total)),
      ...(words ? { words } : {}),
      details: {
        ...(period ? { period } : {}),
        ...(day ? { day } : {}),
        ...details,
        reverses: charge._id,
        lines: lines.map((line) => negated(line, reason)),
      },
    };
    return this.credit.takingBack(account, entry, charge);
  }
}
