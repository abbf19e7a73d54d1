import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { CreditView, StatementPage, StatementQuery } from '#libs/api/billing/credit.js';
import { endOfPeriod, parsePeriod, romeDate } from '#libs/italy/rome-time.js';
import { Clock } from '#libs/platform/clock.js';
import { readCursor } from '#libs/platform/page.js';
import { Catalogue } from '../../pricing/catalogue/catalogue.service.js';
import type { LedgerEntry } from '../ledger/entry.schema.js';
import { basisOf, VatBasis } from '../ledger/vat-basis.service.js';
import { PaymentWays } from '../payment-ways/payment-ways.service.js';
import { totalOf } from '../../pricing/quotes/pricing.rules.js';
import { Quotes } from '../../pricing/quotes/quotes.service.js';
import { customerAt, maySee, nextServices, servicesAt } from '../../account/account.rules.js';
import { ActivationPrice } from './activation-price.service.js';
import type { Account } from '../../account/account.schema.js';
import { Accounts } from './accounts.service.js';
import { movementView } from './movement.view.js';

const PAGE = 50;

/** What a customer sees of the credit: the balance and all its movements (R18). */
@Injectable()
export class Credit {
  constructor(
    @InjectModel('LedgerEntry') private readonly entries: Model<LedgerEntry>,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Quotes) private readonly quotes: Quotes,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(ActivationPrice) private readonly price: ActivationPrice,
    @Inject(PaymentWays) private readonly ways: PaymentWays,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Balance, payment reference and what is to pay today. @throws NotFound */
  async view(contractId: string, { actor }: RequestContext): Promise<CreditView> {
    const account = await this.accounts.visible(contractId, actor);
    const now = this.clock.now();
    const due = this.dueCents(account, now);
    // A contract that has ended has none any more.
    const [services, numbers] = account.state === 'closed' ? [[], []] : [servicesAt(account, now), account.numbers];
    return {
      contractId,
      customerId: account.customerId,
      state: account.state,
      invoicing: basisOf(account),
      balanceCents: account.balanceCents,
      paymentReference: account.paymentReference,
      ...(due > 0
        ? { amountDueCents: due, amountDueOn: romeDate(now), payBy: this.ways.forDue(due, account.paymentReference) }
        : {}),
      ...(account.debtSince ? { debtSince: account.debtSince.toISOString() } : {}),
      services: [...services],
      numbers: [...numbers],
      ...(account.scheduled && services === account.services ? { nextServices: [...account.scheduled.services] } : {}),
      ...(account.postponed ? { postponedGrossCents: totalOf(account.postponed).gross } : {}),
      ...nextChargeOf(account),
      monthlyGrossCents: account.state === 'closed' ? 0 : this.quotes.monthlyWithVat(nextServices(account), now),
      monthlyChargeCents: account.state === 'closed' ? 0 : this.quotes.monthly(nextServices(account), now),
    };
  }

  private dueCents(account: Account, now: Date): number {
    return account.state === 'pending'
      ? this.price.due(account, now)
      : this.basis.toPay(-account.balanceCents, account, now);
  }

  /**
   * Movements of credit, newest first, each with the balance after it; those of a former holder without what was written to them (nasty case 13).
   * @throws NotFound
   */
  async statement(
    { contractId, cursor, limit = PAGE }: StatementQuery,
    { actor, locale }: RequestContext,
  ): Promise<StatementPage> {
    const account = await this.accounts.visible(contractId, actor);
    const before = cursor ? { seq: { $lt: Number(readCursor(cursor, /^(\d{1,15})$/)[0]) } } : {};
    const rows = await this.entries
      .find({ contractId, ...before, creditCents: { $ne: 0 } })
      .sort({ seq: -1 })
      .limit(limit + 1)
      .lean<LedgerEntry[]>();
    const items = rows
      .slice(0, limit)
      .map((entry) =>
        movementView(
          maySee(actor, { customerId: customerAt(account, entry.at) }) ? entry : withoutWords(entry),
          this.catalogue.on(romeDate(entry.at)),
          locale,
        ),
      );
    return { items, ...(rows.length > limit ? { nextCursor: String(rows[limit - 1]!.seq) } : {}) };
  }
}

/** References of payments and reasons that staff gave are for whose they were. */
const withoutWords = ({ words: _words, ...entry }: LedgerEntry): LedgerEntry => ({
  ...entry,
  details: { ...entry.details, reference: undefined, reason: undefined },
});

/** The 1st after what was charged, unless the contract has ended by then. */
function nextChargeOf({ state, chargedThrough, endsAt }: Account): Pick<CreditView, 'nextChargeOn'> {
  if (state !== 'active' || !chargedThrough) return {};
  const begins = endOfPeriod(parsePeriod(chargedThrough));
  return endsAt && endsAt <= begins ? {} : { nextChargeOn: romeDate(begins) };
}
