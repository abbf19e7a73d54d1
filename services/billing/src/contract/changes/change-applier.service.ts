import { Inject, Injectable } from '@nestjs/common';
import { NotActiveYet, QuoteExpired, QuoteStale } from '#libs/api/errors/billing/changes.errors.js';
import { servicesChanged } from '#libs/api/billing/changes.js';
import { AccountClosed } from '#libs/api/errors/billing/credit.errors.js';
import { periodOf } from '#libs/italy/rome-time.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import { Clock } from '#libs/platform/clock.js';
import { hasEnded } from '../../account/account.rules.js';
import type { Account } from '../../account/account.schema.js';
import { servicesMessage } from '../../account/services-message.text.js';
import { chargePostings } from '../../credit/ledger/ledger.rules.js';
import { Ledger } from '../../credit/ledger/ledger.service.js';
import { Charging } from '../../monthly/renewals/charging.service.js';
import type { ChangeOrderRow } from './change-order.schema.js';
import { scheduleOf } from './changes.rules.js';
import { ChangeOrderStore } from './change-order.store.js';
import type { ChangeOrderMover } from './change-order-life.rules.js';
import { servicesReplaced } from '../../account/account-changes.rules.js';

/** Applies change orders: charge, services and order in one transaction, or nothing. */
@Injectable()
export class ChangeApplier {
  constructor(
    @Inject(ChangeOrderStore) private readonly orders: ChangeOrderStore,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Charging) private readonly charging: Charging,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The account that a change may be made to: active, and its months charged up to today, so that every day of a new
   * service is charged exactly once whichever comes first, the change or the renewal (nasty case 2).
   * @throws AccountClosed, NotActiveYet
   */
  async changeable(tx: Tx, contractId: string): Promise<Account> {
    const account = await this.charging.catchUp(tx, contractId);
    if (account.state === 'closed' || hasEnded(account, this.clock.now())) throw new AccountClosed();
    if (account.state === 'pending') throw new NotActiveYet();
    return account;
  }

  /** @throws QuoteExpired, QuoteStale, and what `changeable` throws. */
  async assertApplicable(tx: Tx, order: ChangeOrderRow): Promise<Account> {
    const account = await this.changeable(tx, order.contractId);
    if (order.validUntil <= this.clock.now()) throw new QuoteExpired();
    if (account.servicesVersion !== order.servicesVersion) throw new QuoteStale();
    return account;
  }

  /** @throws CreditShort (402, with the missing cents), and what `assertApplicable` throws: nothing is changed then. */
  async apply(
    tx: Tx,
    order: ChangeOrderRow,
    by: ChangeOrderMover,
    addedNumbers: readonly string[] = [],
  ): Promise<ChangeOrderRow> {
    const account = await this.assertApplicable(tx, order);
    const { _id, contractId, lines } = order;
    const now = this.clock.now();
    const change = servicesReplaced(account, {
      services: order.now,
      scheduled: scheduleOf(order, periodOf(now), order.giveUp),
      numbers: [...account.numbers, ...addedNumbers],
    });
    const total = { net: cents(order.netCents), vat: cents(order.vatCents), gross: cents(order.grossCents) };
    const entry = {
      key: `change:${_id}`,
      contractId,
      cause: 'upgrade' as const,
      postings: chargePostings(total),
      details: { lines, period: periodOf(now), changeId: _id },
    };
    await this.ledger.post(tx, total.gross > 0 ? [entry] : [], new Map([[contractId, change]]));
    const applied = await this.orders.move(order, 'apply', by, { appliedAt: now, addedNumbers });
    if (order.steps.some(({ kind }) => kind === 'upgrade' || kind === 'exchange')) {
      tx.emit(servicesChanged, contractId, servicesMessage({ ...account, ...change }, 'upgrade', now));
    }
    return applied;
  }
}
