import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isStaff, type Actor } from '#libs/api/kernel/actor.js';
import type { InvoiceFile, InvoicePage, InvoiceView, ListInvoices } from '#libs/api/billing/invoices.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { INVOICE_STATES, type InvoiceState } from '#libs/api/billing/invoice-states.js';
import { readCursor } from '#libs/platform/page.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import { maySee } from '../../account/account.rules.js';
import type { Account } from '../../account/account.schema.js';
import { inState, stateOf } from './invoice-history.rules.js';
import type { Invoice } from './invoice.schema.js';

const PAGE = 50;

/** Invoices that were issued, for those they were made out to and for staff. */
@Injectable()
export class Invoices {
  constructor(
    @InjectModel('Invoice') private readonly invoices: Model<Invoice>,
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
  ) {}

  /** Newest first; a customer sees those made out to itself, also of a contract that has since changed hands (R16). @throws NotFound for a contract it has nothing of */
  async list({ period, contractId, state, cursor, limit = PAGE }: ListInvoices, actor: Actor): Promise<InvoicePage> {
    if (contractId && !(await this.mayAskFor(contractId, actor))) throw new NotFound('contract');
    const own = isStaff(actor) ? {} : { customerId: actor.customerId ?? '-' };
    const wanted = {
      ...own,
      ...(period ? { period } : {}),
      ...(contractId ? { contractId } : {}),
      ...(state ? inState(state) : {}),
      ...(cursor ? beforeOf(cursor) : {}),
    };
    const rows = await this.invoices
      .find(wanted, { xml: 0, 'formerFiles.xml': 0 })
      .sort({ year: -1, sequence: -1 })
      .limit(limit + 1)
      .lean<Invoice[]>();
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(invoiceView),
      ...(rows.length > limit && last ? { nextCursor: `${last.year}.${last.sequence}` } : {}),
    };
  }

  private async mayAskFor(contractId: string, actor: Actor): Promise<boolean> {
    const account = await this.accounts.findById(contractId, { customerId: 1 }).lean<Pick<Account, 'customerId'>>();
    if (account && maySee(actor, account)) return true;
    return account !== null && Boolean(await this.invoices.exists({ contractId, customerId: actor.customerId ?? '-' }));
  }

  /** @throws NotFound also when it was made out to somebody else */
  async get(invoiceId: string, actor: Actor): Promise<InvoiceFile> {
    const invoice = await this.row(invoiceId, actor);
    return { ...invoiceView(invoice), xml: invoice.xml };
  }

  /** @throws NotFound also when it was made out to somebody else */
  async row(invoiceId: string, actor: Actor): Promise<Invoice> {
    const invoice = await this.invoices.findById(invoiceId).lean<Invoice>();
    if (!invoice || !maySee(actor, invoice)) throw new NotFound('invoice');
    return invoice;
  }

  /** All of a month with their files, in the order of their numbers, streaming. */
  async *ofMonth(period: string): AsyncGenerator<Invoice> {
    for await (const row of this.invoices
      .find({ period })
      .sort({ year: 1, sequence: 1 })
      .lean<Invoice>()
      .cursor({ batchSize: 200 }))
      yield row;
  }

  /** How many invoices are in each state. */
  async countsByState(): Promise<Record<InvoiceState, number>> {
    const counts = await Promise.all(
      INVOICE_STATES.map(async (state) => [state, await this.invoices.countDocuments(inState(state))] as const),
    );
    return Object.fromEntries(counts) as Record<InvoiceState, number>;
  }

  countOf(period: string): Promise<number> {
    return this.invoices.countDocuments({ period });
  }
}

/** `<year>.<sequence>` of the last invoice of the page before. */
function beforeOf(cursor: string): Record<string, unknown> {
  const [year, sequence] = readCursor(cursor, /^(\d{4})\.(\d{1,9})$/).map(Number) as [number, number];
  return { $or: [{ year: { $lt: year } }, { year, sequence: { $lt: sequence } }] };
}

/** An invoice as whoever may see it sees it. */
export function invoiceView(invoice: Omit<Invoice, 'xml'>): InvoiceView {
  const {
    _id: id,
    number,
    kind,
    date,
    period,
    part,
    contractId,
    contractNumber,
    customerId,
    holderName,
    holderTaxCode,
    netCents,
    vatCents,
    grossCents,
    fileName,
    issuedAt,
    sdiId,
    rejection,
  } = invoice;
  return {
    id,
    number,
    kind,
    date,
    period,
    part,
    contractId,
    contractNumber,
    customerId,
    holderName,
    holderTaxCode,
    netCents,
    vatCents,
    grossCents,
    fileName,
    issuedAt: issuedAt.toISOString(),
    state: stateOf(invoice),
    ...(sdiId ? { sdiId } : {}),
    ...(rejection ? { sendAgainBy: rejection.sendAgainBy } : {}),
  };
}
