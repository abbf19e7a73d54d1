import type { UnmatchedReason } from '#libs/api/billing/refunds.js';
import type { RomeDate } from '#libs/italy/rome-time.js';
import type { Sighting } from './bookings.rules.js';

/** A transfer of ours that came back (R13). */
export interface ReturnedTransfer {
  readonly endToEndId: string;
  /** The bank's reason code (ISO 20022 ExternalReturnReason1Code), e.g. AC04. */
  readonly reason?: string;
}

/** Money that a statement tells of: in, or a transfer of ours that came back. */
export interface StatementLine extends Sighting {
  /**
   * What it is booked by where no other money has the name: the account and the bank's reference of the entry and transaction;
   * where the bank gave none, what is known of the money. What stands in a statement several times alike is numbered (`…#2`).
   */
  readonly bankReference: string;
  /** The bank's own names of this money alone, without our account: the entry's reference, the transaction's, both together. */
  readonly names: readonly string[];
  /** The reference of its entry, where that holds other transactions too. */
  readonly batchReference?: string;
  /** What it was read in, and its place there: told again by the same statement, it is the same line. */
  readonly place: string;
  readonly debtorName?: string;
  /** Why it can be credited by nobody but staff. */
  readonly problem?: UnmatchedReason;
  readonly returned?: ReturnedTransfer;
}

/** A statement, report or notification of one account. */
export interface Statement {
  readonly statementId: string;
  readonly account: string;
  readonly lines: readonly StatementLine[];
  /** Entries that are no money in: debits, reversals, pending. */
  readonly others: number;
}

/** The day that a statement is of, for entries that tell none. */
export type StatementDay = RomeDate | undefined;
