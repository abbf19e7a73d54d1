import { SecondPersonNeeded } from '#libs/api/errors/billing/credit.errors.js';
import { RefundIbanChanged } from '#libs/api/errors/billing/refunds.errors.js';
import { refundLife, type RefundState } from './refund-life.rules.js';

/**
 * What banks report about one transfer. `questioned`: nothing final, but staff should look (the payee's name does not match);
 * `returned`: its money is back on our account, by a statement.
 */
export type BankStatus = 'accepted' | 'questioned' | 'executed' | 'rejected' | 'returned';
/** What a report does to the refund it is about. `note`: it is kept, nothing moves; `conflict`: it contradicts what is known, a person must look. */
export type StatusEffect = 'execute' | 'reject' | 'return' | 'note' | 'none' | 'already' | 'conflict';

export interface Approval {
  readonly by: string;
  readonly at: Date;
}

/** The parts of a refund that decide what may happen to it. */
export interface RefundFacts {
  readonly _id: string;
  readonly state: RefundState;
  readonly amountCents: number;
  /** 1 for the first transfer; grows with every corrected IBAN after a rejection. */
  readonly issue: number;
  readonly iban?: string;
  /** Who gave the IBAN. */
  readonly ibanBy?: string;
  readonly approvals: readonly Approval[];
  /** The issues whose money a statement showed to be back. */
  readonly returned?: readonly number[];
}

/** The issue after an IBAN was given: a rejected refund begins its next one. */
export const issueWithIban = ({ state, issue }: Pick<RefundFacts, 'state' | 'issue'>): number =>
  state === 'rejected' ? issue + 1 : issue;

/**
 * The approvals after one more person approved, who saw this IBAN, and whether they are enough. Above the threshold two people must, and who
 * gave the IBAN is not one of them.
 * @throws RefundNotReady, RefundIbanChanged, SecondPersonNeeded
 */
export function withApproval(
  refund: RefundFacts,
  seenIban: string,
  approval: Approval,
  fourEyesAboveCents: number,
): { approvals: Approval[]; isEnough: boolean } {
  if (!refundLife.after(refund.state, 'approve')) throw refundLife.refusal('approve', refund.state);
  if (refund.iban !== seenIban) throw new RefundIbanChanged();
  if (approval.by === refund.ibanBy || refund.approvals.some(({ by }) => by === approval.by))
    throw new SecondPersonNeeded('refund');
  const approvals = [...refund.approvals, approval];
  const needed = refund.amountCents > fourEyesAboveCents ? 2 : 1;
  return { approvals, isEnough: approvals.length >= needed };
}

const PREFIX = 'ref_';

/** Names one transfer to the bank, for ever: no two issues share it, so the bank too can tell a repetition. */
export const endToEndId = ({ _id, issue }: Pick<RefundFacts, '_id' | 'issue'>): string =>
  `${_id.slice(PREFIX.length).toUpperCase()}-${issue}`;

/** The refund and issue that an EndToEndId names, when it is one of ours. */
export function ofEndToEndId(text: string): { refundId: string; issue: number } | undefined {
  const parts = /^([0-9A-Z]{26})-([1-9]\d{0,3})$/.exec(text.trim().toUpperCase());
  return parts ? { refundId: `${PREFIX}${parts[1]!.toLowerCase()}`, issue: Number(parts[2]) } : undefined;
}

/**
 * What a bank's report about one issue does. Reports come late, twice and out of order, by status file and by statement: money
 * moves only from `exported`, and a rejection after execution is money that came back. A payment is never assumed undone or
 * made again; that what came back had been executed is no contradiction.
 */
export function effectOf(refund: RefundFacts, issue: number, status: BankStatus): StatusEffect {
  const isBack = status === 'rejected' || status === 'returned';
  if (issue > refund.issue) return 'conflict';
  if (issue < refund.issue || refund.state === 'rejected')
    return isBack ? 'already' : status === 'executed' && !refund.returned?.includes(issue) ? 'conflict' : 'none';
  if (refund.state === 'exported') return status === 'executed' ? 'execute' : isBack ? 'reject' : 'note';
  if (refund.state === 'executed') return status === 'executed' ? 'already' : isBack ? 'return' : 'none';
  return 'conflict';
}
