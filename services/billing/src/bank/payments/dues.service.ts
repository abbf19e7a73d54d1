import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { DueReason } from '#libs/api/billing/payments.js';
import { Clock } from '#libs/platform/clock.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { ActivationPrice } from '../../credit/accounts/activation-price.service.js';
import type { ChangeOrderRow } from '../../contract/changes/change-order.schema.js';
import { VatBasis } from '../../credit/ledger/vat-basis.service.js';

/** Something that waits for money, in cents with VAT. */
export interface Due {
  readonly reason: DueReason;
  readonly amountCents: number;
  /** Until when it can still be had at that price, where billing knows it. */
  readonly until?: Date;
}

/** What a contract is to pay: the activation, a debt, or a change that was priced and is not covered. */
@Injectable()
export class Dues {
  constructor(
    @InjectModel('ChangeOrder') private readonly changes: ReadModel<ChangeOrderRow>,
    @Inject(ActivationPrice) private readonly price: ActivationPrice,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What waits for money first; undefined where nothing does. */
  async first(account: Account): Promise<Due | undefined> {
    const now = this.clock.now();
    if (account.state === 'pending') return dueOf('activation', this.price.due(account, now));
    if (account.balanceCents < 0) return dueOf('debt', this.basis.toPay(-account.balanceCents, account, now));
    return account.state === 'active' ? this.newestChange(account, now) : undefined;
  }

  /** Whether so much is exactly what is to pay: then a way's minimum for free amounts does not bind it (R40). */
  async isDue(account: Account, amountCents: number): Promise<boolean> {
    return (await this.first(account))?.amountCents === amountCents;
  }

  /** The newest change that could still be confirmed, if credit does not cover it. */
  private async newestChange(account: Account, now: Date): Promise<Due | undefined> {
    const { _id: contractId, balanceCents, servicesVersion } = account;
    const order = await this.changes.findOne({ contractId }).sort({ _id: -1 }).lean<ChangeOrderRow>();
    if (order?.state !== 'quoted' || order.validUntil <= now || order.servicesVersion !== servicesVersion)
      return undefined;
    return dueOf('change', this.basis.toPay(order.grossCents - balanceCents, account, now), order.validUntil);
  }
}

const dueOf = (reason: DueReason, amountCents: number, until?: Date): Due | undefined =>
  amountCents > 0 ? { reason, amountCents, ...(until ? { until } : {}) } : undefined;
