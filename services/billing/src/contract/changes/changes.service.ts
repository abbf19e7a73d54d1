import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { ChangeOrder, ChangePage, ListChanges, OfChange, QuoteChange } from '#libs/api/billing/changes.js';
import { domainErrorFrom, NotFound } from '#libs/api/kernel/domain-error.js';
import { addDays, romeDate, romeInstant } from '#libs/italy/rome-time.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { newId } from '#libs/platform/ids.js';
import { pageById } from '#libs/platform/page.js';
import { nextServices, servicesAt } from '../../account/account.rules.js';
import type { Account } from '../../account/account.schema.js';
import { Accounts } from '../../credit/accounts/accounts.service.js';
import { numbersIn } from '../../pricing/catalogue/catalogue.rules.js';
import { Catalogue } from '../../pricing/catalogue/catalogue.service.js';
import { balanceAfter } from '../../credit/ledger/ledger.rules.js';
import { VatBasis } from '../../credit/ledger/vat-basis.service.js';
import { totalOf } from '../../pricing/quotes/pricing.rules.js';
import { Quotes } from '../../pricing/quotes/quotes.service.js';
import { cents, negate } from '#libs/money/money.js';
import { ChangeApplier } from './change-applier.service.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { ChangeOrderRow } from './change-order.schema.js';
import { ChangeSaga } from './change.saga.js';
import { changeView } from './change.view.js';
import { ChangesConfig } from './changes.config.js';
import { numbersGivenUp, planChange } from './changes.rules.js';
import { ChangeOrderStore } from './change-order.store.js';

/** The numbers named by the downgrade that stands: a change of something else does not have to name them again. */
const givenUpBefore = ({ numbers, scheduled }: Account, remaining: number): readonly string[] => {
  const named = scheduled?.giveUp ?? [];
  return named.length === numbers.length - remaining ? named : [];
};

/** Change orders (R8–R11): priced by a quote, confirmed all or nothing. */
@Injectable()
export class Changes {
  constructor(
    @InjectModel('ChangeOrder') private readonly orders: ReadModel<ChangeOrderRow>,
    @Inject(ChangeOrderStore) private readonly store: ChangeOrderStore,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Catalogue) private readonly catalogue: Catalogue,
    @Inject(Quotes) private readonly quotes: Quotes,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(ChangeApplier) private readonly applier: ChangeApplier,
    @Inject(ChangeSaga) private readonly saga: ChangeSaga,
    @Inject(ChangesConfig) private readonly config: ChangesConfig,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Prices a change and keeps it, to be confirmed while it is valid: an hour, and never beyond Rome midnight.
   * @throws NotFound, NotActiveYet, AccountClosed, InvalidInput, NothingToChange
   */
  async quote(request: QuoteChange, context: RequestContext): Promise<ChangeOrder> {
    await this.accounts.visible(request.contractId, context.actor);
    return this.work.once(context, request, async (tx) => {
      const { order, account } = await this.price(tx, request);
      return this.view(await this.store.quote(order), context, account);
    });
  }

  private async price(
    tx: Tx,
    { contractId, services, district, giveUp }: QuoteChange,
  ): Promise<{ order: Omit<ChangeOrderRow, 'state'>; account: Account }> {
    const account = await this.applier.changeable(tx, contractId);
    const now = this.clock.now();
    const today = romeDate(now);
    const version = this.catalogue.on(today);
    const plan = planChange({
      version,
      standing: { now: servicesAt(account, now), next: nextServices(account) },
      wanted: services,
      today,
      span: this.quotes.restOfMonth(now),
    });
    const total = totalOf(plan.lines);
    const order: Omit<ChangeOrderRow, 'state'> = {
      _id: newId('chg'),
      contractId,
      customerId: account.customerId,
      servicesVersion: account.servicesVersion,
      ...plan,
      netCents: total.net,
      vatCents: total.vat,
      grossCents: total.gross,
      monthlyGrossCents: this.quotes.monthlyWithVat(plan.next, now),
      ...(district ? { district } : {}),
      moreNumbers: Math.max(numbersIn(plan.next) - account.numbers.length, 0),
      addedNumbers: [],
      giveUp: numbersGivenUp(
        account.numbers,
        numbersIn(plan.next),
        giveUp ?? givenUpBefore(account, numbersIn(plan.next)),
      ),
      validUntil: new Date(
        Math.min(now.getTime() + this.config.CHANGE_QUOTE_MINUTES * 60_000, romeInstant(addDays(today, 1)).getTime()),
      ),
      createdAt: now,
    };
    return { order, account };
  }

  /**
   * Charges and applies a quoted change, all or nothing; again, it answers with the applied one. A change that adds
   * numbers may still be `confirming` when the numbers service does not answer: it completes or is refused by itself.
   * @throws NotFound, CreditShort (402, with the missing cents), QuoteExpired, QuoteStale
   */
  async confirm({ contractId, changeId }: OfChange, context: RequestContext): Promise<ChangeOrder> {
    const account = await this.accounts.visible(contractId, context.actor);
    const order = await this.find(contractId, changeId);
    if (order.state === 'quoted') await this.work.run((tx) => this.decide(tx, changeId));
    if (order.moreNumbers > 0) await this.saga.advance(changeId);
    const decided = await this.find(contractId, changeId);
    if (decided.state === 'refused') throw domainErrorFrom(decided.refusal!);
    return this.view(decided, context, account);
  }

  private async decide(tx: Tx, changeId: string): Promise<void> {
    const order = await this.orders.findById(changeId).lean<ChangeOrderRow>().orFail();
    if (order.state !== 'quoted') return;
    if (order.moreNumbers === 0) return void (await this.applier.apply(tx, order, 'customer'));
    // Refused now rather than after numbers were reserved for nothing; the charge itself checks again.
    const account = await this.applier.assertApplicable(tx, order);
    balanceAfter(cents(account.balanceCents), 'upgrade', negate(cents(order.grossCents)), (missing) =>
      this.basis.toPay(missing, account, this.clock.now()),
    );
    await this.saga.begin(await this.store.move(order, 'confirm', 'customer'), tx);
  }

  /** A change of the caller's own contract. @throws NotFound */
  async get({ contractId, changeId }: OfChange, context: RequestContext): Promise<ChangeOrder> {
    const account = await this.accounts.visible(contractId, context.actor);
    return this.view(await this.find(contractId, changeId), context, account);
  }

  /** Changes of a contract, newest first. @throws NotFound */
  async list({ contractId, ...query }: ListChanges, context: RequestContext): Promise<ChangePage> {
    const account = await this.accounts.visible(contractId, context.actor);
    const { items, nextCursor } = await pageById(this.orders, { contractId }, query);
    return { items: items.map((row) => this.view(row, context, account)), nextCursor };
  }

  private async find(contractId: string, changeId: string): Promise<ChangeOrderRow> {
    const order = await this.orders.findOne({ _id: changeId, contractId }).lean<ChangeOrderRow>();
    if (!order) throw new NotFound('change');
    return order;
  }

  private view(order: ChangeOrderRow, { locale }: RequestContext, account: Account): ChangeOrder {
    return changeView(order, this.catalogue.on(romeDate(order.createdAt)), locale, account);
  }
}
