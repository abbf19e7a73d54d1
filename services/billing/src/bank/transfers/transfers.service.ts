import { Inject, Injectable } from '@nestjs/common';
import type { ImportedTransfer, UnmatchedReason } from '#libs/api/billing/refunds.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { hashOf } from '#libs/platform/ids.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { AlreadyPosted } from '../../credit/ledger/ledger.service.js';
import { TopUps } from '../payments/top-ups.service.js';
import { BankStatusImport } from '../../refunds/bank-status.service.js';
import { Bookings } from './bookings.service.js';
import { readCamt, withSuffix } from './camt.format.js';
import type { ReturnedTransfer, StatementLine } from './statement-line.types.js';
import { isOther, moneyOf, TransferBooking } from './transfer-booking.service.js';
import type { Unmatched } from './transfer.schema.js';
import { isForStaffAlone, isNoCredit, UnmatchedTransfers } from './unmatched.service.js';

/** What a line is for: a contract, or why staff must say. */
type Purpose = { readonly contractId: string } | { readonly reason: UnmatchedReason };
const ATTEMPTS = 5;
const SUFFIX_LENGTH = 8;

/** Bank statements: what came in becomes credit, once, of the contract whose RF reference the payer wrote. */
@Injectable()
export class Transfers {
  constructor(
    @Inject(Bookings) private readonly bookings: Bookings,
    @Inject(TransferBooking) private readonly booking: TransferBooking,
    @Inject(UnmatchedTransfers) private readonly unmatched: UnmatchedTransfers,
    @Inject(TopUps) private readonly topUps: TopUps,
    @Inject(BankStatusImport) private readonly refunds: BankStatusImport,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /**
   * Takes a CAMT file. Each line is a transaction of its own and a booking that is known again, so that a file loaded twice, or
   * two that overlap, credit nothing twice. What cannot be credited by what it says waits for staff, with its reason.
   * @throws UnreadableStatement; then nothing was taken.
   */
  async load(
    xml: string,
    progress: (done: number, of: number) => void = () => undefined,
  ): Promise<{ transfers: ImportedTransfer[]; others: number }> {
    const statements = readCamt(xml);
    const all = statements.flatMap(({ lines }) => lines);
    const taken = new Map<StatementLine, ImportedTransfer>();
    for (const line of statements.flatMap(({ lines }) => lines.toSorted(byReferences))) {
      taken.set(line, await this.importLine(line));
      progress(taken.size, all.length);
    }
    return {
      transfers: all.map((line) => taken.get(line)!),
      others: statements.reduce((total, { others }) => total + others, 0),
    };
  }

  private async importLine(line: StatementLine): Promise<ImportedTransfer> {
    if (line.returned) return this.importReturned(line, line.returned);
    const purpose = line.problem ? { reason: line.problem } : await this.purposeOf(line);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.work.run((tx) => this.bookLine(tx, line, purpose));
      } catch (error) {
        // The same money, from another file at the same time, was first.
        if (attempt === ATTEMPTS || !(error instanceof AlreadyPosted || isDuplicateKey(error))) throw error;
      }
    }
  }

  /** A transfer of ours that came back is no money in: its refund is owed again. What no refund explains, staff must find. */
  private async importReturned(
    { returned: _returned, ...line }: StatementLine,
    returned: ReturnedTransfer,
  ): Promise<ImportedTransfer> {
    const { outcome, refundId } = await this.refunds.returned(returned);
    if (outcome === 'unknown' || outcome === 'conflict')
      return this.importLine({ ...line, problem: outcome === 'unknown' ? 'returned_not_ours' : 'return_in_conflict' });
    return {
      ...told(line),
      outcome: outcome === 'already' ? 'already' : 'returned',
      ...(refundId ? { refundId } : {}),
    };
  }

  private async bookLine(tx: Tx, line: StatementLine, purpose: Purpose): Promise<ImportedTransfer> {
    const verdict = await this.bookings.judge(line);
    if (verdict.is === 'known') {
      const { _id } = verdict.booking;
      const settled = [];
      for (const other of verdict.settled) if (await this.unmatched.explained(other._id, _id)) settled.push(other);
      const { bookedOn } = await this.bookings.tell(verdict.booking, line, settled);
      return this.again(tx, { ...line, bankReference: _id, bookedOn }, purpose);
    }
    const named = await this.named(line);
    await this.bookings.add(line, named.line.bankReference, verdict.is === 'doubtful' && !named.isKnown);
    if (named.isKnown) return this.again(tx, named.line, named.isReused ? { reason: 'reference_used_again' } : purpose);
    if (verdict.is === 'doubtful') return this.keep(named.line, line.problem ?? 'maybe_repeated', verdict.like._id);
    return named.isReused
      ? this.keep(named.line, line.problem ?? 'reference_used_again')
      : this.bookOrKeep(tx, named.line, purpose);
  }

  /** A booking that is known: what waits for staff alone goes on to, everything else may be credited by now. */
  private async again(tx: Tx, line: StatementLine, purpose: Purpose): Promise<ImportedTransfer> {
    const waiting = await this.unmatched.of(line.bankReference);
    if (waiting && !waiting.contractId && (waiting.dismissedAt || isForStaffAlone(waiting))) return waitingFor(waiting);
    return this.bookOrKeep(tx, line, purpose);
  }

  private async bookOrKeep(tx: Tx, line: StatementLine, purpose: Purpose): Promise<ImportedTransfer> {
    if ('reason' in purpose && isNoCredit(purpose.reason)) return this.keep(line, purpose.reason);
    const contractId = 'contractId' in purpose ? purpose.contractId : undefined;
    const booked = await this.booking.before(line, contractId, contractId !== undefined);
    if (booked === 'unclear') return this.keep(line, line.problem ?? 'booked_by_hand');
    const to = booked?.contractId ?? contractId;
    if (!to) return this.keep(line, 'reason' in purpose ? purpose.reason : 'no_contract');
    if (!booked) await this.topUps.book(tx, moneyOf(line, to));
    await this.unmatched.credited(line.bankReference, to);
    return { ...told(line), outcome: booked ? 'already' : 'booked', contractId: to };
  }

  private async keep(line: StatementLine, reason: UnmatchedReason, like?: string): Promise<ImportedTransfer> {
    await this.unmatched.keep(line, reason, like);
    return waitingFor((await this.unmatched.of(line.bankReference))!);
  }

  /**
   * The line under a name that is free, or that stands for this very money since before bookings were kept. A reference that stood
   * for another amount or day was used again by the bank: nobody but people can tell whether it is other money.
   */
  private async named(line: StatementLine): Promise<{ line: StatementLine; isKnown: boolean; isReused: boolean }> {
    const holder = await this.bookings.find(line.bankReference);
    const before = holder ?? (await this.booking.knownAs(line)) ?? (await this.unmatched.of(line.bankReference));
    if (!before) return { line, isKnown: false, isReused: false };
    if (!isOther(before, line))
      return holder ? { line: apart(line), isKnown: false, isReused: false } : { line, isKnown: true, isReused: false };
    const again = reused(line);
    if (await this.bookings.find(again.bankReference)) return { line: apart(again), isKnown: false, isReused: true };
    const isKnown =
      (await this.booking.knownAs(again)) !== undefined || (await this.unmatched.of(again.bankReference)) !== null;
    return { line: again, isKnown, isReused: true };
  }

  /** The one contract that the payer's references name. */
  private async purposeOf({ references }: StatementLine): Promise<Purpose> {
    const found = new Set<string>();
    for (const reference of references) {
      const account = await this.topUps.byReference(reference);
      if (account) found.add(account._id);
    }
    const [contractId] = found;
    return contractId === undefined
      ? { reason: 'no_contract' }
      : found.size > 1
        ? { reason: 'several_contracts' }
        : { contractId };
  }
}

/** What is told most exactly finds its like first, and leaves what is vague to what is left. */
const byReferences = (one: StatementLine, other: StatementLine): number =>
  Object.keys(other.refs).length - Object.keys(one.refs).length;

const told = ({
  bankReference,
  amountCents,
}: Pick<Unmatched, 'bankReference' | 'amountCents'>): Pick<ImportedTransfer, 'bankReference' | 'amountCents'> => ({
  bankReference,
  amountCents,
});

const waitingFor = (waiting: Unmatched): ImportedTransfer =>
  waiting.contractId
    ? { ...told(waiting), outcome: 'already', contractId: waiting.contractId }
    : {
        ...told(waiting),
        outcome: waiting.dismissedAt ? 'dismissed' : 'unmatched',
        reason: waiting.reason ?? 'no_contract',
      };

/** Other money under the same reference, amount and day: told apart by where it was told first. */
const apart = (line: StatementLine): StatementLine =>
  withSuffix(line, `~${hashOf(line.place).slice(0, SUFFIX_LENGTH)}`);

/** A reference that the bank used again, under a name of its own. */
const reused = ({ batchReference: _batch, ...line }: StatementLine): StatementLine => {
  const { bankReference, names } = withSuffix(line, `@${line.bookedOn}=${line.amountCents}`);
  return { ...line, bankReference, names: names.slice(-1) };
};
