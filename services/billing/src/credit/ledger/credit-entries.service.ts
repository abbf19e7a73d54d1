import { Inject, Injectable } from '@nestjs/common';
import { cents, negate, subtract, type Cents } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import type { Account, AccountChange } from '../../account/account.schema.js';
import type { LedgerEntry } from './entry.schema.js';
import { creditOf, topUpPostings, type MoneySource, type NewEntry } from './ledger.rules.js';
import {
  creditedVat,
  creditFor,
  residualOf,
  takenBackOf,
  toGross,
  toNet,
  type Layer,
  type VatPart,
} from './vat-basis.rules.js';
import { basisOf, VatBasis } from './vat-basis.service.js';

/** An entry, and what changes on the account with it. */
export interface Booking {
  readonly entry: NewEntry;
  readonly change: AccountChange;
}

/** Money that comes in or goes back the same way, in cents as it was paid. */
export interface MoneyMoved extends Pick<NewEntry, 'key' | 'contractId' | 'cause' | 'words'> {
  readonly from: MoneySource;
  readonly amount: Cents;
  readonly details: Readonly<Record<string, unknown>>;
}

type Facts = Pick<Account, '_id' | 'debtAsIsCents' | 'vatRounding'>;
const withVat = (
  details: Readonly<Record<string, unknown>>,
  vat: VatPart | undefined,
): Readonly<Record<string, unknown>> => ({ ...details, ...(vat ? { vat } : {}) });
const lessAsIs = ({ debtAsIsCents = 0 }: Facts, paid: Cents): AccountChange =>
  paid === 0 ? {} : { debtAsIsCents: debtAsIsCents - paid || undefined };

/** Entries whose postings depend on what is invoiced (R24): money in both directions, residual credit, charges taken back. Accounts come from the ledger, in the caller's transaction. */
@Injectable()
export class CreditEntries {
  constructor(
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Money as credit: as it is, or its net where it is invoiced. */
  moneyIn(account: Facts, { key, contractId, cause, from, amount, details, words }: MoneyMoved): Booking {
    const terms = this.basis.at(this.clock.now());
    const same = { key, contractId, cause, ...(words ? { words } : {}) };
    if (terms.basis === 'consumption')
      return { entry: { ...same, postings: topUpPostings(from, amount), details }, change: {} };
    const { asIs, net, vat } = creditFor(amount, account, terms);
    const part =
      net === 0 && vat === 0 ? undefined : { netCents: net, vatBasisPoints: terms.vatBasisPoints, vatCents: vat };
    return {
      entry: { ...same, postings: topUpPostings(from, amount, vat), details: withVat(details, part) },
      change: lessAsIs(account, asIs),
    };
  }

  /**
   * Money that went back the way it came, of the payment that `details.reference` names. Its invoices are credited; beyond them, where it is of before a
   * switch or went back before, the newest ones of the contract are. What no invoice stands for any more is owed as it is.
   */
  async moneyBack(account: Facts, { key, contractId, cause, from, amount, details }: MoneyMoved): Promise<Booking> {
    const terms = this.basis.at(this.clock.now());
    const postings = (vat?: VatPart) => topUpPostings(from, negate(amount), vat?.vatCents);
    if (terms.basis === 'consumption')
      return { entry: { key, contractId, cause, postings: postings(), details }, change: {} };
    const layers = (await this.basis.layers([contractId])).get(contractId)!.toReversed();
    const own = await this.basis.invoicedFor(contractId, String(details.reference));
    const isOwn = ({ entryId }: Layer): boolean => own.has(entryId);
    const { taken, asIs } = takenBackOf([...layers.filter(isOwn), ...layers.filter((layer) => !isOwn(layer))], amount);
    const vat = creditedVat(taken, terms.vatBasisPoints);
    return {
      entry: {
        key,
        contractId,
        cause,
        postings: postings(vat),
        details: { ...withVat(details, vat), ...(vat ? { credits: taken } : {}) },
      },
      change: asIs === 0 ? {} : { debtAsIsCents: (account.debtAsIsCents ?? 0) + asIs },
    };
  }

  /** Residual credit that goes back to the customer: with the VAT of the top-ups it is left of. @returns the entry, and what is owed, in cents. */
  async refund(
    { _id: contractId }: Facts,
    key: string,
    credit: Cents,
    details: Readonly<Record<string, unknown>>,
  ): Promise<{ entry: NewEntry; owed: Cents }> {
    const terms = this.basis.at(this.clock.now());
    const credits =
      terms.basis === 'top_up' ? residualOf((await this.basis.layers([contractId])).get(contractId)!, credit) : [];
    const vat = creditedVat(credits, terms.vatBasisPoints);
    const owed = subtract(credit, vat?.vatCents ?? cents(0));
    const postings = [
      { account: 'customer_credit' as const, amountCents: -credit },
      ...(vat ? [{ account: 'output_vat' as const, amountCents: vat.vatCents }] : []),
      { account: 'refunds_payable' as const, amountCents: owed },
    ];
    return {
      entry: {
        key,
        contractId,
        cause: 'refund',
        postings,
        details: { ...withVat(details, vat), ...(credits.length > 0 ? { credits } : {}) },
      },
      owed,
    };
  }

  /** An entry that takes back (part of) a charge: as that one was booked, and converted at once where its basis is not that of today any more. */
  async takingBack(
    account: Facts,
    entry: NewEntry,
    charge: Pick<LedgerEntry, 'basis'>,
  ): Promise<{ entries: NewEntry[]; change: AccountChange }> {
    const terms = this.basis.at(this.clock.now());
    if (basisOf(charge) === terms.basis) return { entries: [entry], change: {} };
    const credit = creditOf(entry.postings);
    const asIs = cents(terms.basis === 'top_up' ? Math.min(credit, account.debtAsIsCents ?? 0) : 0);
    const rest = subtract(credit, asIs);
    const conversion =
      terms.basis === 'top_up'
        ? toNet(rest, account, terms)
        : toGross(
            rest,
            {},
            (await this.basis.layers([account._id])).get(account._id)!,
            this.basis.vatOfTopUps(terms.day),
          );
    const converted = this.basis.entryOf(`${entry.key}:converted`, account._id, conversion, { to: terms.basis });
    return { entries: converted ? [entry, converted] : [entry], change: lessAsIs(account, asIs) };
  }
}
