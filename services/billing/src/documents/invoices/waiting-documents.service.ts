import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { WaitingDocument, WaitingDocumentPage, WaitingMonth } from '#libs/api/billing/invoices.js';
import type { PageQuery } from '#libs/api/kernel/shared.js';
import { type ReadModel, byIds } from '#libs/platform/mongo.js';
import { cursorAfter, laterThan } from '#libs/platform/page.js';
import { holderAt } from '../../account/account.rules.js';
import type { Account } from '../../account/account.schema.js';
import type { DocumentDue } from '../../credit/ledger/document-due.schema.js';
import type { LedgerEntry } from '../../credit/ledger/entry.schema.js';
import type { VatPart } from '../../credit/ledger/vat-basis.rules.js';
import { inState } from './invoice-history.rules.js';
import type { Invoice, InvoiceRun } from './invoice.schema.js';

const PAGE = 50;
const MONTHS_SHOWN = 1_000;

/** Documents that are due and not issued, as staff see them (R23, R24). */
@Injectable()
export class WaitingDocuments {
  constructor(
    @InjectModel('DocumentDue') private readonly dues: Model<DocumentDue>,
    @InjectModel('InvoiceRun') private readonly runs: Model<InvoiceRun>,
    @InjectModel('Invoice') private readonly invoices: Model<Invoice>,
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
  ) {}

  /** Those of single movements in pages, the oldest first; with all months that wait, and how many that are issued are not sent. @throws InvalidInput on a cursor that is none */
  async list({ cursor, limit = PAGE }: PageQuery): Promise<WaitingDocumentPage> {
    const rows = await this.dues
      .find(laterThan<DocumentDue>('bookedAt', cursor))
      .sort({ bookedAt: 1, _id: 1 })
      .limit(limit + 1)
      .lean<DocumentDue[]>();
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await this.views(shown),
      months: await this.months(),
      notSent: await this.invoices.countDocuments(inState('issued')),
      ...(rows.length > limit && last ? { nextCursor: cursorAfter(last.bookedAt, last._id) } : {}),
    };
  }

  private async views(dues: readonly DocumentDue[]): Promise<WaitingDocument[]> {
    const entries = await byIds(
      dues.map(({ _id }) => _id),
      (some) => this.entries.find({ _id: { $in: some } }).lean<LedgerEntry[]>(),
    );
    const accounts = await byIds([...new Set(dues.map(({ contractId }) => contractId))], (some) =>
      this.accounts.find({ _id: { $in: some } }).lean<Account[]>(),
    );
    const entryOf = new Map(entries.map((entry) => [entry._id, entry]));
    const accountOf = new Map(accounts.map((account) => [account._id, account]));
    return dues.map((due) => viewOf(due, entryOf.get(due._id)!, accountOf.get(due.contractId)!));
  }

  private async months(): Promise<WaitingMonth[]> {
    const runs = await this.runs.find({ complete: false }).sort({ _id: 1 }).lean<InvoiceRun[]>();
    return runs
      .flatMap(({ _id: period, triedAt, failures }) =>
        failures.map(({ contractId, reason }) => ({ period, contractId, reason, triedAt: triedAt.toISOString() })),
      )
      .slice(0, MONTHS_SHOWN);
  }
}

function viewOf({ _id: entryId, bookedAt, failure, notBefore }: DocumentDue, entry: LedgerEntry, account: Account) {
  const { customerId, holder } = holderAt(account, entry.at);
  const { netCents, vatCents } = entry.details.vat as VatPart;
  return {
    entryId,
    contractId: account._id,
    contractNumber: account.contractNumber,
    customerId,
    holderName: holder.name,
    cause: entry.cause,
    netCents,
    vatCents,
    since: bookedAt.toISOString(),
    ...(failure ? { reason: failure, triedAgainAt: notBefore.toISOString() } : {}),
  };
}
