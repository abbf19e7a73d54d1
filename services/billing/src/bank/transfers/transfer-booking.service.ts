import { Inject, Injectable } from '@nestjs/common';
import type { LedgerEntry } from '../../credit/ledger/entry.schema.js';
import { paidIn } from '../../credit/ledger/ledger.rules.js';
import { Ledger } from '../../credit/ledger/ledger.service.js';
import { BankClaims } from '../../credit/bank-claims/bank-claims.service.js';
import { bankKey, type IncomingMoney } from '../payments/top-ups.service.js';
import type { Unmatched } from './transfer.schema.js';

/** By what a transfer is known to the bank, and to staff who booked it by hand. */
export type Naming = Pick<Unmatched, 'bankReference' | 'amountCents' | 'bookedOn' | 'names' | 'batchReference'>;
type Paid = Naming & Pick<Unmatched, 'debtorName' | 'text'>;

/** Whether a transfer was credited before, from a statement or by hand. Everything here belongs into a transaction. */
@Injectable()
export class TransferBooking {
  constructor(
    @Inject(BankClaims) private readonly claims: BankClaims,
    @Inject(Ledger) private readonly ledger: Ledger,
  ) {}

  /**
   * The entry that has credited a transfer, from a statement or by hand. Staff may have known it by any of its names; a
   * booking of theirs stands for one transfer of one day, and for none whose payer named another contract. By the name of an entry of
   * many transactions they meant the one that is for the same contract. `unclear`: they booked something by its name that it is not, or not evidently.
   */
  async before(
    transfer: Naming,
    contractId: string | undefined,
    isNamed: boolean,
  ): Promise<LedgerEntry | 'unclear' | undefined> {
    const { bankReference, amountCents, bookedOn, names = [], batchReference } = transfer;
    const booked = await this.ledger.find(bankKey(bankReference));
    if (booked) return booked;
    const claims = await this.claims.byHand(bankNamesOf(transfer));
    for (const claim of claims) {
      const entry = (await this.ledger.find(claim.key))!;
      if (claim.transfer === bankReference && claim.bookedOn === bookedOn && paidIn(entry.postings) === amountCents)
        return entry;
      const isFor = entry.contractId === contractId || (!isNamed && claim._id !== batchReference);
      if (claim.transfer !== undefined || paidIn(entry.postings) !== amountCents || !isFor) continue;
      await this.claims.standFor(claim, bankReference, bookedOn, names);
      return entry;
    }
    return claims.length > 0 ? 'unclear' : undefined;
  }

  /** What was booked by a reference before bookings were kept, or by hand: its amount and day. */
  async knownAs(transfer: Naming): Promise<DatedAmount | undefined> {
    const { bankReference } = transfer;
    const stood = (await this.claims.byHand(bankNamesOf(transfer))).find((claim) => claim.transfer === bankReference);
    if (stood) return { amountCents: paidIn((await this.ledger.find(stood.key))!.postings), bookedOn: stood.bookedOn };
    const booked = await this.ledger.find(bankKey(bankReference));
    return booked ? { amountCents: paidIn(booked.postings), bookedOn: booked.details.receivedOn } : undefined;
  }
}

/** An amount of a day: what tells money from other money of the same reference. */
export interface DatedAmount {
  readonly amountCents: number;
  readonly bookedOn?: unknown;
}
export const isOther = (one: DatedAmount, other: DatedAmount): boolean =>
  one.amountCents !== other.amountCents || one.bookedOn !== other.bookedOn;

/** All names that a transfer may be known by, that of an entry which it shares included. */
const bankNamesOf = ({ names = [], batchReference }: Pick<Naming, 'names' | 'batchReference'>): string[] => [
  ...names,
  ...(batchReference ? [batchReference] : []),
];

/** A transfer as money for a contract. */
export const moneyOf = (transfer: Paid, contractId: string): IncomingMoney => {
  const { bankReference, amountCents, bookedOn, debtorName, text } = transfer;
  return {
    key: bankKey(bankReference),
    contractId,
    amountCents,
    from: 'bank',
    reference: bankReference,
    details: { receivedOn: bookedOn },
    words: { ...(debtorName ? { payer: debtorName } : {}), text },
    bankNames: bankNamesOf(transfer),
  };
};
