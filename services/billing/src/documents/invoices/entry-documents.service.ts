import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { romeDate, type RomeDate } from '#libs/italy/rome-time.js';
import { negate } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { derivedId } from '#libs/platform/ids.js';
import { type ReadModel, byIds } from '#libs/platform/mongo.js';
import { holderAt } from '../../account/account.rules.js';
import type { Account } from '../../account/account.schema.js';
import type { DocumentDue } from '../../credit/ledger/document-due.schema.js';
import type { LedgerEntry } from '../../credit/ledger/entry.schema.js';
import { isInvoiced, type Layer, type VatPart } from '../../credit/ledger/vat-basis.rules.js';
import { InvoiceNumbers, type Numberable } from './invoice-numbers.service.js';
import { draftOf, type InvoiceLine, type InvoiceRef, type PaidBy } from './invoice.rules.js';
import type { Invoice } from './invoice.schema.js';
import { NotInvoiceable } from './month-charges.service.js';
import { OperatorConfig } from '#libs/platform/operator.config.js';
import { operatorOf } from './operator.rules.js';

const BATCH = 50;
/** What could not be issued is tried again after this. */
const REST_MS = 600_000;
const PAID_BY: Readonly<Record<string, PaidBy>> = { bank: 'MP05', payment_provider: 'MP08' };

type Facts = Readonly<Record<string, unknown>> & {
  readonly vat: VatPart;
  readonly credits?: readonly Layer[];
  readonly on?: RomeDate;
  readonly from?: string;
};
const factsOf = ({ details }: LedgerEntry): Facts => details as Facts;

/** What an entry is about, on its document. */
function wordsOf({ cause }: LedgerEntry, { vat }: Facts): string {
  if (cause === 'credit_converted')
    return isInvoiced(vat)
      ? 'IVA del credito telefonico al cambio di fatturazione'
      : 'Credito telefonico al cambio di fatturazione';
  if (cause === 'refund') return 'Restituzione del credito telefonico residuo';
  return isInvoiced(vat) ? 'Ricarica del credito telefonico' : 'Ricarica del credito telefonico restituita';
}

/** Documents of single ledger entries (R24): each top-up is invoiced when it is booked, and credited when it goes back. */
@Injectable()
export class EntryDocuments {
  constructor(
    @InjectModel('DocumentDue') private readonly dues: Model<DocumentDue>,
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @InjectModel('Invoice') private readonly invoices: Model<Invoice>,
    @Inject(InvoiceNumbers) private readonly numbers: InvoiceNumbers,
    @Inject(OperatorConfig) private readonly config: OperatorConfig,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Issues what is due, oldest first; what cannot be rests, with its reason. Repeated, or twice at once, each is issued once. @returns how many. @throws OperatorIdentityMissing */
  async issuePending(): Promise<number> {
    for (let issued = 0; ; ) {
      const dues = await this.dues
        .find({ notBefore: { $lte: this.clock.now() } })
        .sort({ bookedAt: 1, _id: 1 })
        .limit(BATCH)
        .lean<DocumentDue[]>();
      if (dues.length === 0) return issued;
      const entries = await byIds(
        dues.map(({ _id }) => _id),
        (some) => this.entries.find({ _id: { $in: some } }).lean<LedgerEntry[]>(),
      );
      const isCredit = (entry: LedgerEntry): boolean => factsOf(entry).credits !== undefined;
      // A credit note points to an invoice that may be of the same batch.
      issued += await this.issueSome(entries.filter((entry) => !isCredit(entry)));
      issued += await this.issueSome(entries.filter(isCredit));
    }
  }

  private async issueSome(entries: readonly LedgerEntry[]): Promise<number> {
    if (entries.length === 0) return 0;
    const accounts = new Map(
      (
        await byIds([...new Set(entries.map(({ contractId }) => contractId))], (some) =>
          this.accounts.find({ _id: { $in: some } }).lean<Account[]>(),
        )
      ).map((account) => [account._id, account]),
    );
    const invoices = await this.invoicesOf(
      entries.flatMap((entry) => (factsOf(entry).credits ?? []).map(({ entryId }) => entryId)),
    );
    const drafts: Numberable[] = [];
    const failures: { group: string; reason: string }[] = [];
    for (const entry of entries.toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.seq - b.seq)) {
      try {
        drafts.push(...documentsOf(entry, accounts.get(entry.contractId)!, invoices));
      } catch (error) {
        if (!(error instanceof NotInvoiceable || error instanceof RangeError)) throw error;
        failures.push({ group: entry._id, reason: error.message });
      }
    }
    const done = await this.numbers.issue(
      operatorOf(this.config),
      drafts,
      (some) => this.issued(some),
      (written) => this.dues.deleteMany({ _id: { $in: written.map(({ entryId }) => entryId!) } }),
    );
    await this.dues.deleteMany({ _id: { $in: [...done.already] } });
    for (const { group, reason } of [...failures, ...done.failures])
      await this.dues.updateOne(
        { _id: group },
        { $set: { failure: reason, notBefore: new Date(this.clock.now().getTime() + REST_MS) } },
      );
    return done.invoices.length;
  }

  private async invoicesOf(entryIds: readonly string[]): Promise<Map<string, Invoice>> {
    const found = await byIds([...new Set(entryIds)], (some) =>
      this.invoices.find({ entryId: { $in: some }, kind: 'TD01' }, { xml: 0 }).lean<Invoice[]>(),
    );
    return new Map(found.map((invoice) => [invoice.entryId!, invoice]));
  }

  private async issued(drafts: readonly Numberable[]): Promise<Set<string>> {
    const rows = await byIds([...new Set(drafts.map(({ group }) => group))], (some) =>
      this.invoices.find({ entryId: { $in: some } }, { entryId: 1 }).lean<Invoice[]>(),
    );
    return new Set(rows.map(({ entryId }) => entryId!));
  }
}

/** The document of an entry; a credit note for each party that was invoiced. @throws NotInvoiceable */
function documentsOf(entry: LedgerEntry, account: Account, invoices: ReadonlyMap<string, Invoice>): Numberable[] {
  const { vat, credits } = factsOf(entry);
  if (!credits)
    return [
      documentOf(
        entry,
        account,
        1,
        [{ description: wordsOf(entry, factsOf(entry)), ...vat }],
        holderAt(account, entry.at),
      ),
    ];
  const parties = new Map<string, { credit: Layer; invoice: Invoice }[]>();
  for (const credit of credits.filter(({ vatBasisPoints }) => vatBasisPoints > 0)) {
    const invoice = invoices.get(credit.entryId);
    if (!invoice) throw new NotInvoiceable('the invoice that is to be credited is not issued yet');
    const party = `${invoice.customerId} ${invoice.holderTaxCode}`;
    parties.set(party, [...(parties.get(party) ?? []), { credit, invoice }]);
  }
  return [...parties.values()].map((of, index) => {
    const lines = of.map(({ credit: { netCents, vatBasisPoints, vatCents } }) => ({
      description: wordsOf(entry, factsOf(entry)),
      netCents: negate(netCents),
      vatBasisPoints,
      vatCents: negate(vatCents),
    }));
    const refs = of.map(({ invoice: { number, date } }, line) => ({
      number,
      date,
      ...(of.length > 1 ? { lines: [line + 1] } : {}),
    }));
    return documentOf(entry, account, index + 1, lines, billedAs(account, of[0]!.invoice), {
      refs,
      corrects: of.map(({ invoice }) => invoice._id),
    });
  });
}

/** Who an invoice was made out to, as we know them now. */
const billedAs = (account: Account, { customerId, holderTaxCode }: Invoice) =>
  [account, ...(account.formerHolders ?? [])].find(
    (held) => held.customerId === customerId && held.holder.taxCode === holderTaxCode,
  ) ?? account;

function documentOf(
  entry: LedgerEntry,
  { contractNumber }: Account,
  part: number,
  lines: readonly InvoiceLine[],
  { customerId, holder }: Pick<Account, 'customerId' | 'holder'>,
  credit?: { refs: readonly InvoiceRef[]; corrects: readonly string[] },
): Numberable {
  const { on, from } = factsOf(entry);
  if (!holder.identity) throw new NotInvoiceable('the fiscal identity of the holder is not known');
  const date = on ?? romeDate(entry.at);
  const head = {
    holder: holder.identity,
    contractNumber,
    cause: `${lines[0]!.description}, contratto ${contractNumber}`,
    period: date.slice(0, 7),
    date,
  };
  const draft = draftOf(
    credit ? { ...head, corrects: credit.refs } : { ...head, paidBy: PAID_BY[from ?? ''] ?? 'MP22' },
    lines,
    'TD01',
  );
  if (!draft) throw new NotInvoiceable('it comes to nothing');
  return {
    group: entry._id,
    entryId: entry._id,
    invoiceId: derivedId('inv', entry._id, String(part)),
    contractId: entry.contractId,
    part,
    customerId,
    holderName: holder.name,
    holderTaxCode: holder.taxCode,
    draft,
    ...(credit ? { corrects: credit.corrects } : {}),
  };
}
