import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { DomainError, NotFound } from '#libs/contracts/domain-error.js';
import type { ImportedTransfer } from '#libs/contracts/billing-refunds.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { LedgerEntry } from '../ledger/entry.schema.js';
import { AlreadyPosted, Ledger } from '../ledger/ledger.service.js';
import { BankClaims } from '../payments/bank-claims.js';
import { bankKey, TopUps, type IncomingMoney } from '../payments/top-ups.service.js';
import { readCamt, withSuffix, type IncomingTransfer } from './camt.js';
import type { Unmatched } from './transfer.schema.js';

/** The transfer was given to another contract already. */
export class AlreadyAssigned extends DomainError {
  constructor(contractId: string) {
    super({ code: 'transfer_assigned', status: 409, details: { contractId }, text: { it: 'Il bonifico è già stato assegnato a un altro contratto.', en: 'The transfer was already assigned to another contract.' } });
  }
}

const detailsOf = ({ bookedOn, debtorName, text }: Pick<Unmatched, 'bookedOn' | 'debtorName' | 'text'>): Record<string, unknown> => ({ receivedOn: bookedOn, ...(debtorName ? { payer: debtorName } : {}), text });

type Naming = Pick<Unmatched, 'bankReference' | 'amountCents' | 'bookedOn' | 'names' | 'batchReference'>;

/** Bank statements: what came in becomes credit, once, of the contract whose RF reference the payer wrote. */
@Injectable()
export class Transfers {
  constructor(
    @InjectModel('UnmatchedTransfer') private readonly unmatched: Model<Unmatched>,
    @Inject(TopUps) private readonly topUps: TopUps,
    @Inject(BankClaims) private readonly claims: BankClaims,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Takes a CAMT.053 file. Each transfer is a transaction of its own and is booked by the bank's reference, so that a
   * file loaded twice, or two that overlap, credit nothing twice. What names no contract, or several, waits for staff, and so
   * does other money under a reference that came before.
   * @throws UnreadableStatement; then nothing was taken.
   */
  async load(xml: string, progress: (done: number, of: number) => void = () => undefined): Promise<{ transfers: ImportedTransfer[]; others: number }> {
    const statements = readCamt(xml);
    const all = statements.flatMap(({ transfers }) => transfers);
    const transfers: ImportedTransfer[] = [];
    for (const transfer of all) {
      transfers.push(await this.take(transfer));
      progress(transfers.length, all.length);
    }
    return { transfers, others: statements.reduce((total, { others }) => total + others, 0) };
  }

  private async take(read: IncomingTransfer): Promise<ImportedTransfer> {
    const transfer = (await this.isReused(read)) ? renamed(read) : read;
    const contractId = await this.contractOf(transfer);
    try {
      return (await this.work.run((tx) => this.book(tx, transfer, contractId))) ?? (await this.keep(transfer));
    } catch (error) {
      if (!(error instanceof AlreadyPosted)) throw error;
      // The same statement, loaded at the same time, was first.
      return this.take(read);
    }
  }

  /** Whether other money came with the bank's reference before: of another amount or day. */
  private async isReused(transfer: IncomingTransfer): Promise<boolean> {
    const { bankReference } = transfer;
    const stood = (await this.claims.byHand(bankNamesOf(transfer))).find((claim) => claim.transfer === bankReference);
    if (stood) return isOther({ amountCents: (await this.ledger.find(stood.key))!.creditCents, bookedOn: stood.bookedOn }, transfer);
    const booked = await this.ledger.find(bankKey(bankReference));
    const before = booked ? moneyIn(booked) : await this.unmatched.findOne({ bankReference }).lean<Unmatched>();
    return before !== null && isOther(before, transfer);
  }

  /** @returns undefined for what people must look at. */
  private async book(tx: Tx, transfer: IncomingTransfer, contractId: string | undefined): Promise<ImportedTransfer | undefined> {
    const { bankReference, amountCents } = transfer;
    const booked = await this.bookedBefore(transfer, contractId, contractId !== undefined);
    // Other money of the same reference came in between: it is looked at again, and told apart.
    if (booked && booked !== 'unclear' && booked.key === bankKey(bankReference) && isOther(moneyIn(booked), transfer)) throw new AlreadyPosted([booked.key]);
    const to = booked === 'unclear' ? undefined : booked?.contractId ?? contractId;
    if (!to) return undefined;
    if (!booked) await this.topUps.book(tx, moneyOf(transfer, to));
    await this.unmatched.updateOne({ bankReference, contractId: { $exists: false } }, { $set: { contractId: to, assignedBy: 'statement', assignedAt: this.clock.now() } });
    return { bankReference, amountCents, outcome: booked ? 'already' : 'booked', contractId: to };
  }

  /**
   * The entry that has credited a transfer, from a statement or by hand. Staff may have known it by any of its names; a
   * booking of theirs stands for one transfer of one day, and for none whose payer named another contract. By the name of an entry of
   * many transactions they meant the one that is for the same contract. `unclear`: they booked something by its name that it is not, or not evidently.
   */
  private async bookedBefore(transfer: Naming, contractId: string | undefined, isNamed: boolean): Promise<LedgerEntry | 'unclear' | undefined> {
    const { bankReference, amountCents, bookedOn, names = [], batchReference } = transfer;
    const booked = await this.ledger.find(bankKey(bankReference));
    if (booked) return booked;
    const claims = await this.claims.byHand(bankNamesOf(transfer));
    for (const claim of claims) {
      const entry = (await this.ledger.find(claim.key))!;
      if (claim.transfer === bankReference && claim.bookedOn === bookedOn && entry.creditCents === amountCents) return entry;
      const isFor = entry.contractId === contractId || (!isNamed && claim._id !== batchReference);
      if (claim.transfer !== undefined || entry.creditCents !== amountCents || !isFor) continue;
      await this.claims.standFor(claim, bankReference, bookedOn, names);
      return entry;
    }
    return claims.length > 0 ? 'unclear' : undefined;
  }

  /** The one contract that the payer's references name. */
  private async contractOf({ references }: IncomingTransfer): Promise<string | undefined> {
    const found = new Set<string>();
    for (const reference of references) {
      const account = await this.topUps.byReference(reference);
      if (account) found.add(account._id);
    }
    return found.size === 1 ? [...found][0] : undefined;
  }

  private async keep({ references: _references, ...transfer }: IncomingTransfer): Promise<ImportedTransfer> {
    const { bankReference, amountCents } = transfer;
    await this.unmatched.updateOne({ bankReference }, { $setOnInsert: { _id: newId('trf'), ...transfer } }, { upsert: true });
    return { bankReference, amountCents, outcome: 'unmatched' };
  }

  /** Books an unmatched transfer for the contract that staff say. Again, or after it was booked by hand, it credits nothing. @throws NotFound, AlreadyAssigned */
  async assign(transferId: string, contractId: string): Promise<Unmatched> {
    return this.work.run(async (tx) => {
      const transfer = await this.unmatched.findById(transferId).lean<Unmatched>();
      if (!transfer) throw new NotFound('transfer');
      if (transfer.contractId === contractId) return transfer;
      if (transfer.contractId) throw new AlreadyAssigned(transfer.contractId);
      const before = await this.bookedBefore(transfer, contractId, false);
      // What is unclear to a statement, people have looked at.
      const booked = before === 'unclear' ? undefined : before;
      if (booked && booked.contractId !== contractId) throw new AlreadyAssigned(booked.contractId);
      if (!booked) await this.topUps.book(tx, moneyOf(transfer, contractId));
      const assigned = { contractId, assignedBy: currentContext().actor.id, assignedAt: this.clock.now() };
      await this.unmatched.updateOne({ _id: transferId }, { $set: assigned });
      return { ...transfer, ...assigned };
    });
  }
}

/** An amount of a day: what tells money from other money of the same reference. */
interface DatedAmount {
  readonly amountCents: number;
  readonly bookedOn?: unknown;
}
const isOther = (one: DatedAmount, other: DatedAmount): boolean => one.amountCents !== other.amountCents || one.bookedOn !== other.bookedOn;
const moneyIn = ({ creditCents, details }: LedgerEntry): DatedAmount => ({ amountCents: creditCents, bookedOn: details.receivedOn });

/** All names that a transfer may be known by, that of an entry which it shares included. */
const bankNamesOf = ({ names = [], batchReference }: Pick<Unmatched, 'names' | 'batchReference'>): string[] => [...names, ...(batchReference ? [batchReference] : [])];

/** A reference that the bank used again: nobody but people can tell whether it is other money, so it waits for them under a name of its own. */
const renamed = ({ batchReference: _batch, ...transfer }: IncomingTransfer): IncomingTransfer => {
  const { bankReference, names } = withSuffix(transfer, `@${transfer.bookedOn}=${transfer.amountCents}`);
  return { ...transfer, bankReference, names: names.slice(-1), references: [] };
};

const moneyOf = (transfer: Omit<Unmatched, '_id'>, contractId: string): IncomingMoney => {
  const { bankReference, amountCents } = transfer;
  return { key: bankKey(bankReference), contractId, amountCents, from: 'bank', reference: bankReference, details: detailsOf(transfer), bankNames: bankNamesOf(transfer) };
};
