import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor, Locale } from '#libs/api/kernel/actor.js';
import type { MonthStatement, OfMonth } from '#libs/api/billing/documents.js';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import { endOfPeriod, romeDate, startOfPeriod, type Period } from '#libs/italy/rome-time.js';
import { maySee } from '../../account/account.rules.js';
import { Accounts } from '../../credit/accounts/accounts.service.js';
import { movementView } from '../../credit/accounts/movement.view.js';
import { Catalogue } from '../../pricing/catalogue/catalogue.service.js';
import type { LedgerEntry } from '../../credit/ledger/entry.schema.js';
import { paidIn } from '../../credit/ledger/ledger.rules.js';
import { vatPartsOf } from '../../credit/ledger/vat-basis.rules.js';
import { basisOf } from '../../credit/ledger/vat-basis.service.js';
import { partsOf, type MonthPart } from './month-parts.rules.js';
import { monthTotals, vatTotals, type MonthEntry } from './statement.rules.js';

const factsOf = (entry: LedgerEntry): MonthEntry => ({
  creditCents: entry.creditCents,
  balanceCents: entry.balanceCents,
  cause: entry.cause,
  paidCents: paidIn(entry.postings),
  vat: vatPartsOf(entry),
});

/** Documents of a contract's month, made from its ledger entries alone. */
@Injectable()
export class MonthStatements {
  constructor(
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
  ) {}

  /**
   * The statement of a month to its customer and to staff. A change of holder splits the month at its instant (R16), and
   * each holder sees its own part. @throws NotFound
   */
  async month({ contractId, period, part: wanted }: OfMonth, actor: Actor, locale: Locale): Promise<MonthStatement> {
    const account = await this.accounts.everVisible(contractId, actor);
    const parts = partsOf(account, startOfPeriod(period as Period), endOfPeriod(period as Period));
    const own = [...parts.entries()].filter(([, part]) => maySee(actor, part));
    const found = wanted ? own.find(([index]) => index === wanted - 1) : own.at(-1);
    if (!found) throw new NotFound('statement');
    const [index, { holder, from, until }] = found;
    const { before, entries } = await this.within(contractId, found[1]);
    const facts = entries.map(factsOf);
    const opening = before?.balanceCents ?? 0;
    const { closing, topUps, paid, charged, refunded, adjusted, converted } = monthTotals(opening, facts);
    return {
      contractId,
      contractNumber: account.contractNumber,
      invoicing: basisOf(entries.at(-1) ?? before ?? {}),
      period,
      part: index + 1,
      parts: parts.length,
      from: from.toISOString(),
      until: until.toISOString(),
      holderName: holder.name,
      holderTaxCode: holder.taxCode,
      openingCents: opening,
      closingCents: closing,
      topUpsCents: topUps,
      paidCents: paid,
      chargedCents: charged,
      refundedCents: refunded,
      adjustedCents: adjusted,
      convertedCents: converted,
      vat: [...vatTotals(facts)].map(([vatBasisPoints, { net, vat, gross }]) => ({
        vatBasisPoints,
        netCents: net,
        vatCents: vat,
        grossCents: gross,
      })),
      entries: entries.map((entry) => ({
        lines: [],
        ...movementView(entry, this.catalogue.on(romeDate(entry.at)), locale),
      })),
    };
  }

  private async within(
    contractId: string,
    { from, until }: MonthPart,
  ): Promise<{ before: LedgerEntry | null; entries: LedgerEntry[] }> {
    const before = await this.entries
      .findOne({ contractId, at: { $lt: from } })
      .sort({ seq: -1 })
      .lean<LedgerEntry>();
    const entries = await this.entries
      .find({ contractId, at: { $gte: from, $lt: until }, creditCents: { $ne: 0 } })
      .sort({ seq: 1 })
      .lean<LedgerEntry[]>();
    return { before, entries };
  }
}
