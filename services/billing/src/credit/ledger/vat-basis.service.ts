import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { romeDate, type RomeDate } from '#libs/italy/rome-time.js';
import { cents, subtract, ZERO, type Cents } from '#libs/money/money.js';
import { byIds } from '#libs/platform/mongo.js';
import type { Account, AccountChange } from '../../account/account.schema.js';
import { invoicingOf, vatOnCredit, type InvoicingBasis } from '../../pricing/catalogue/catalogue.rules.js';
import { Catalogue } from '../../pricing/catalogue/catalogue.service.js';
import { chargedUnder, type PricedLine } from '../../pricing/quotes/pricing.rules.js';
import type { LedgerEntry } from './entry.schema.js';
import { creditOf, type NewEntry } from './ledger.rules.js';
import {
  creditedVat,
  layersOf,
  residualOf,
  toGross,
  toNet,
  toPay,
  type Conversion,
  type CreditTerms,
  type Layer,
} from './vat-basis.rules.js';

/** The terms of a day, and since when its basis is what it is. */
export interface Terms extends CreditTerms {
  readonly day: RomeDate;
  readonly since: RomeDate;
}

export const basisOf = ({ basis = 'consumption' }: { readonly basis?: InvoicingBasis }): InvoicingBasis => basis;

/** What is invoiced, consumption or top-ups (R24), and what a switch between them does to accounts. */
@Injectable()
export class VatBasis {
  constructor(
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
  ) {}

  /** The terms at an instant. */
  at(instant: Date): Terms {
    const day = romeDate(instant);
    return { day, ...this.catalogue.basisSince(day), vatBasisPoints: vatOnCredit(this.catalogue.on(day)) };
  }

  /** What to pay, with VAT, for so much more credit of an account, in cents. */
  toPay(missing: number, account: Pick<Account, 'debtAsIsCents' | 'vatRounding'>, instant: Date): Cents {
    return toPay(cents(missing), account, this.at(instant));
  }

  /** What the credit of an account is for who asks it back, in cents with the VAT of the top-ups that it is left of; to the cent what its refund will be. */
  async toGiveBack(account: Account, now: Date): Promise<Cents> {
    const terms = this.at(now);
    if (terms.basis === 'consumption') return cents((await this.asConverted(account, now)).balanceCents);
    // With its VAT still: a switch has come, and nobody has converted it yet.
    if (basisOf(account) !== 'top_up') return cents(account.balanceCents);
    const credits = residualOf((await this.layers([account._id])).get(account._id)!, cents(account.balanceCents));
    return subtract(cents(account.balanceCents), creditedVat(credits, terms.vatBasisPoints)?.vatCents ?? ZERO);
  }

  /** The credit that contracts have left to give back, by contract; in the caller's transaction. */
  async layers(contractIds: readonly string[]): Promise<Map<string, Layer[]>> {
    const found = await byIds(contractIds, (some) =>
      this.entries
        .find({
          contractId: { $in: some },
          $or: [{ creditCents: { $gt: 0 } }, { 'details.vat': { $exists: true } }, { cause: 'adjustment' }],
        })
        .sort({ contractId: 1, seq: 1 })
        .lean<LedgerEntry[]>(),
    );
    const byContract = new Map<string, LedgerEntry[]>(contractIds.map((id) => [id, []]));
    for (const entry of found) byContract.get(entry.contractId)!.push(entry);
    return new Map([...byContract].map(([id, entries]) => [id, layersOf(entries)]));
  }

  /** The entries of a payment that were invoiced by themselves: when it came, and whenever it came back to stay. */
  async invoicedFor(contractId: string, reference: string): Promise<Set<string>> {
    const found = await this.entries
      .find(
        {
          contractId,
          'details.reference': reference,
          'details.vat': { $exists: true },
          'details.credits': { $exists: false },
        },
        { _id: 1 },
      )
      .lean<Pick<LedgerEntry, '_id'>[]>();
    return new Set(found.map(({ _id }) => _id));
  }

  /** What brings accounts of the other basis into the one of the terms: the entry, where VAT is in question, and the change; `newest` is credit that would come to be before. */
  async conversions(
    accounts: readonly Account[],
    terms: Terms,
    newest: ReadonlyMap<string, readonly Layer[]> = new Map(),
  ): Promise<{ contractId: string; entry?: NewEntry; change: AccountChange }[]> {
    const layers =
      terms.basis === 'consumption' ? await this.layers(accounts.map(({ _id }) => _id)) : new Map<string, Layer[]>();
    return accounts.map((account) => {
      const { _id: contractId, balanceCents } = account;
      const conversion =
        terms.basis === 'top_up'
          ? toNet(cents(balanceCents), account, terms)
          : toGross(
              cents(balanceCents),
              account,
              [...layers.get(contractId)!, ...(newest.get(contractId) ?? [])],
              this.vatOfTopUps(terms.day),
            );
      const change: AccountChange = {
        basis: terms.basis === 'top_up' ? 'top_up' : undefined,
        debtAsIsCents: conversion.debtAsIsCents,
        ...(account.postponed ? { postponed: this.chargedNow(account.postponed, terms) } : {}),
      };
      const entry = this.entryOf(`conversion:${contractId}:${terms.since}`, contractId, conversion, {
        to: terms.basis,
        on: terms.since,
      });
      return { contractId, change, ...(entry ? { entry } : {}) };
    });
  }

  /** An account as the first transaction that reads it will see it, where a switch has come and nobody has yet. Nothing is written. */
  async asConverted(account: Account, now: Date): Promise<Account> {
    const terms = this.at(now);
    if (basisOf(account) === terms.basis) return account;
    const { entry, change } = (await this.conversions([account], terms))[0]!;
    return { ...account, ...change, balanceCents: account.balanceCents + (entry ? creditOf(entry.postings) : 0) };
  }

  /** The entry of a conversion, if there is anything to book. */
  entryOf(
    key: string,
    contractId: string,
    { postings, vat, credits }: Conversion,
    details: Readonly<Record<string, unknown>>,
  ): NewEntry | undefined {
    if (postings.length === 0) return undefined;
    return {
      key,
      contractId,
      cause: 'credit_converted',
      postings,
      details: { ...details, ...(vat ? { vat } : {}), ...(credits ? { credits } : {}) },
    };
  }

  /** The VAT of top-ups when they were last invoiced, up to a day. */
  vatOfTopUps(day: RomeDate): number {
    const version =
      this.catalogue.versions.findLast((each) => each.from <= day && invoicingOf(each) === 'top_up') ??
      this.catalogue.on(day);
    return version.products[0]!.vatBasisPoints;
  }

  private chargedNow(lines: readonly PricedLine[], { day }: Terms): PricedLine[] {
    return lines.map((line) => chargedUnder(this.catalogue.on(day), line));
  }
}
