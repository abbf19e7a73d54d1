import { Inject, Injectable } from '@nestjs/common';
import { nextPeriod, periodOf, romeDate, type RomeDate } from '#libs/italy/rome-time.js';
import { cents, type Cents } from '#libs/money/money.js';
import { creditFor } from '../ledger/vat-basis.rules.js';
import { VatBasis } from '../ledger/vat-basis.service.js';
import { totalOf } from '../../pricing/quotes/pricing.rules.js';
import { Quotes } from '../../pricing/quotes/quotes.service.js';
import type { Account, AnnouncedPrice } from '../../account/account.schema.js';

type Waiting = Pick<Account, 'services' | 'announced' | 'debtAsIsCents' | 'vatRounding'>;

/** What activates a contract that waits for credit: the price of the day, and never more than its registration was told (R9, R31). */
@Injectable()
export class ActivationPrice {
  constructor(
    @Inject(Quotes) private readonly quotes: Quotes,
    @Inject(VatBasis) private readonly basis: VatBasis,
  ) {}

  /** What a registration is told at an instant: what to pay, in cents with VAT. */
  announce(services: Account['services'], now: Date): AnnouncedPrice {
    return {
      amountDueCents: this.quotes.withVat(totalOf(this.quotes.activation(services, now)), now).gross,
      on: romeDate(now),
    };
  }

  /** The credit, in cents, that activates it at an instant. */
  credit({ services, announced }: Waiting, now: Date): Cents {
    const today = totalOf(this.quotes.activation(services, now)).gross;
    return announced ? cents(Math.min(today, this.creditOf(announced.amountDueCents, now))) : today;
  }

  /** What is still to pay to activate it, in cents with VAT. */
  due(account: Waiting & Pick<Account, 'balanceCents'>, now: Date): Cents {
    return this.basis.toPay(this.credit(account, now) - account.balanceCents, account, now);
  }

  /** From which day a month of its own is charged, and how much it is with VAT: what is due besides where the activation comes only then. */
  nextMonth(services: Account['services'], now: Date): { nextMonthFrom: RomeDate; nextMonthCents: Cents } {
    const nextMonthFrom: RomeDate = `${nextPeriod(periodOf(now))}-01`;
    return { nextMonthFrom, nextMonthCents: this.quotes.monthOn(services, nextMonthFrom) };
  }

  /** The credit that the money which was told becomes, in the basis of an instant (R24). */
  private creditOf(amountDueCents: number, now: Date): Cents {
    const terms = this.basis.at(now);
    return terms.basis === 'top_up' ? creditFor(cents(amountDueCents), {}, terms).net : cents(amountDueCents);
  }
}
