import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { DomainError, NotFound } from '#libs/contracts/domain-error.js';
import type { ImportedTransfer } from '#libs/contracts/billing-refunds.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { currentContext } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import type { LedgerEntry } from '../ledger/entry.schema.js';
import { Ledger } from '../ledger/ledger.service.js';
import { bankKey, TopUps, type IncomingMoney } from '../payments/top-ups.service.js';
import { readCamt053, type IncomingTransfer } from './camt053.js';
import type { Unmatched } from './transfer.schema.js';

/** The transfer was given to another contract already. */
export class AlreadyAssigned extends DomainError {
  constructor(contractId: string) {
    super({ code: 'transfer_assigned', status: 409, details: { contractId }, text: { it: 'Il bonifico è già stato assegnato a un altro contratto.', en: 'The transfer was already assigned to another contract.' } });
  }
}

const detailsOf = ({ bookedOn, debtorName, text }: Pick<Unmatched, 'bookedOn' | 'debtorName' | 'text'>): Record<string, unknown> => ({ receivedOn: bookedOn, ...(debtorName ? { payer: debtorName } : {}), text });

/** Bank statements: what came in becomes credit, once, of the contract whose RF reference the payer wrote. */
@Injectable()
export class Transfers {
  constructor(
    @InjectModel('UnmatchedTransfer') private readonly unmatched: Model<Unmatched>,
    @Inject(TopUps) private readonly topUps: TopUps,
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
    const statements = readCamt053(xml);
    const all = statements.flatMap(({ transfers }) => transfers);
    const transfers: ImportedTransfer[] = [];
    for (const transfer of all) {
      transfers.push(await this.take(transfer));
      progress(transfers.length, all.length);
    }
    return { transfers, others: statements.reduce((total, { others }) => total + others, 0) };
  }

  private async take(transfer: IncomingTransfer): Promise<ImportedTransfer> {
    const { bankReference, amountCents } = transfer;
    if (await this.isReused(transfer)) return this.takeReused(transfer);
    const booked = (await this.ledger.find(bankKey(bankReference))) ?? (await this.bookedByHand(transfer));
    if (booked) return { bankReference, amountCents, outcome: 'already', contractId: booked.contractId };
    const contractId = await this.contractOf(transfer);
    if (!contractId) return this.keep(transfer);
    await this.topUps.bookOnce(moneyOf(transfer, contractId));
    await this.unmatched.updateOne({ bankReference, contractId: { $exists: false } }, { $set: { contractId, assignedBy: 'statement', assignedAt: this.clock.now() } });
    return { bankReference, amountCents, outcome: 'booked', contractId };
  }

  /** Whether other money came with the bank's reference before: of another amount or day. */
  private async isReused({ bankReference, amountCents, bookedOn }: IncomingTransfer): Promise<boolean> {
    const booked = await this.ledger.find(bankKey(bankReference));
    const before = booked ? { amountCents: booked.creditCents, bookedOn: booked.details.receivedOn } : await this.unmatched.findOne({ bankReference }).lean<Unmatched>();
    return before !== null && (before.amountCents !== amountCents || before.bookedOn !== bookedOn);
  }

  /** Nobody but people can tell whether it is a transfer of its own, so it waits for them under a name of its own. */
  private async takeReused(transfer: IncomingTransfer): Promise<ImportedTransfer> {
    const { amountCents, bookedOn } = transfer;
    const bankReference = `${transfer.bankReference}@${bookedOn}=${amountCents}`;
    const booked = await this.ledger.find(bankKey(bankReference));
    return booked ? { bankReference, amountCents, outcome: 'already', contractId: booked.contractId } : this.keep({ ...transfer, bankReference });
  }

  /** Staff may have booked it before the statement came, by the bank's reference alone. */
  private async bookedByHand({ bankReference, amountCents }: IncomingTransfer): Promise<LedgerEntry | undefined> {
    const entry = await this.ledger.find(bankKey(bankReference.slice(bankReference.indexOf(':') + 1)));
    return entry && entry.creditCents === amountCents ? entry : undefined;
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

  /** Books an unmatched transfer for the contract that staff say. Again, it changes nothing. @throws NotFound, AlreadyAssigned */
  async assign(transferId: string, contractId: string): Promise<Unmatched> {
    return this.work.run(async (tx) => {
      const transfer = await this.unmatched.findById(transferId).lean<Unmatched>();
      if (!transfer) throw new NotFound('transfer');
      if (transfer.contractId === contractId) return transfer;
      if (transfer.contractId) throw new AlreadyAssigned(transfer.contractId);
      const booked = await this.ledger.find(bankKey(transfer.bankReference));
      if (booked && booked.contractId !== contractId) throw new AlreadyAssigned(booked.contractId);
      if (!booked) await this.topUps.book(tx, moneyOf(transfer, contractId));
      const assigned = { contractId, assignedBy: currentContext().actor.id, assignedAt: this.clock.now() };
      await this.unmatched.updateOne({ _id: transferId }, { $set: assigned });
      return { ...transfer, ...assigned };
    });
  }
}

const moneyOf = (transfer: Pick<Unmatched, 'bankReference' | 'amountCents' | 'bookedOn' | 'debtorName' | 'text'>, contractId: string): IncomingMoney =>
  ({ key: bankKey(transfer.bankReference), contractId, amountCents: transfer.amountCents, from: 'bank', reference: transfer.bankReference, details: detailsOf(transfer) });
