import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor, Locale } from '#libs/contracts/actor.js';
import type { StatementEntry } from '#libs/contracts/billing-credit.js';
import type { MonthStatement, OfMonth } from '#libs/contracts/billing-documents.js';
import { endOfPeriod, romeDate, startOfPeriod, type Period } from '#libs/italy/rome-time.js';
import type { Account } from '../accounts/account.schema.js';
import { Accounts } from '../accounts/accounts.service.js';
import { causeText } from '../accounts/cause-text.js';
import { Catalogue } from '../catalogue/catalogue.service.js';
import type { LedgerEntry } from '../ledger/entry.schema.js';
import { chargeLine } from '../quotes/line-text.js';
import type { PricedLine } from '../quotes/pricing.rules.js';
import { monthTotals, vatTotals, type MonthEntry } from './statement.rules.js';

const linesOf = ({ details }: LedgerEntry): readonly PricedLine[] => (details.lines as PricedLine[] | undefined) ?? [];
const factsOf = (entry: LedgerEntry): MonthEntry => ({ creditCents: entry.creditCents, balanceCents: entry.balanceCents, cause: entry.cause, lines: linesOf(entry) });

/** Documents of a contract's month, made from its ledger entries alone. */
@Injectable()
export class MonthStatements {
  constructor(
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
  ) {}

  /** The statement of a month, to its customer and to staff. @throws NotFound */
  async month({ contractId, period }: OfMonth, actor: Actor, locale: Locale): Promise<MonthStatement> {
    const account = await this.accounts.visible(contractId, actor);
    const start = startOfPeriod(period as Period);
    const before = await this.entries.findOne({ contractId, at: { $lt: start } }).sort({ seq: -1 }).lean<LedgerEntry>();
    const entries = await this.entries.find({ contractId, at: { $gte: start, $lt: endOfPeriod(period as Period) }, creditCents: { $ne: 0 } }).sort({ seq: 1 }).lean<LedgerEntry[]>();
    const facts = entries.map(factsOf);
    const opening = before?.balanceCents ?? 0;
    const { closing, topUps, charged, refunded } = monthTotals(opening, facts);
    const holder = holderAt(account, endOfPeriod(period as Period));
    return {
      contractId, contractNumber: account.contractNumber, period, holderName: holder.name, holderTaxCode: holder.taxCode, openingCents: opening, closingCents: closing,
      topUpsCents: topUps, chargedCents: charged, refundedCents: refunded,
      vat: [...vatTotals(facts)].map(([vatBasisPoints, { net, vat, gross }]) => ({ vatBasisPoints, netCents: net, vatCents: vat, grossCents: gross })),
      entries: entries.map((entry) => this.view(entry, locale)),
    };
  }

  private view(entry: LedgerEntry, locale: Locale): StatementEntry {
    const version = this.catalogue.on(romeDate(entry.at));
    const { reference } = entry.details as { reference?: string };
    return {
      entryId: entry._id, at: entry.at.toISOString(), cause: entry.cause, description: causeText(entry)[locale], amountCents: entry.creditCents, balanceCents: entry.balanceCents,
      askedBy: entry.actor.kind, ...(reference ? { reference } : {}), lines: linesOf(entry).map((line) => chargeLine(line, version, locale)),
    };
  }
}

/** Who held the contract just before an instant (R16). */
function holderAt({ holder, formerHolders = [] }: Account, instant: Date): Account['holder'] {
  return formerHolders.find(({ until }) => until >= instant)?.holder ?? holder;
}
