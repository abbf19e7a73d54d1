import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { DebtAge, DebtPage, DebtView, ListDebts } from '#libs/api/billing/debts.js';
import { Clock } from '#libs/platform/clock.js';
import { cursorAfter, laterThan } from '#libs/platform/page.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { VatBasis } from '../../credit/ledger/vat-basis.service.js';
import { AGE_BRACKETS, daysBefore, daysSince } from './debts.rules.js';

const PAGE = 50;

/** Debts as staff see them (R7). */
@Injectable()
export class Debts {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Debts, the oldest first, with the ageing of all of them. @throws InvalidInput on a cursor that is none */
  async list({ cursor, limit = PAGE, minDays = 0 }: ListDebts): Promise<DebtPage> {
    const now = this.clock.now();
    const rows = await this.accounts
      .find({
        debtSince: { $exists: true, $lte: daysBefore(now, minDays) },
        ...laterThan<Account>('debtSince', cursor),
      })
      .sort({ debtSince: 1, _id: 1 })
      .limit(limit + 1)
      .lean<Account[]>();
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((account) => this.view(account, now)),
      ageing: await this.ageing(now),
      ...(rows.length > limit && last ? { nextCursor: cursorAfter(last.debtSince!, last._id) } : {}),
    };
  }

  private async ageing(now: Date): Promise<DebtAge[]> {
    const owed = debtWithVat(this.basis.at(now).vatBasisPoints);
    return Promise.all(
      AGE_BRACKETS.map(async ({ days, from }, index) => {
        const next = AGE_BRACKETS[index + 1];
        const [sum] = await this.accounts.aggregate<{ contracts: number; cents: number }>([
          {
            $match: {
              debtSince: {
                $exists: true,
                $lte: daysBefore(now, from),
                ...(next ? { $gt: daysBefore(now, next.from) } : {}),
              },
            },
          },
          { $group: { _id: null, contracts: { $sum: 1 }, cents: { $sum: owed } } },
        ]);
        return { days, contracts: sum?.contracts ?? 0, debtCents: sum?.cents ?? 0 };
      }),
    );
  }

  private view(account: Account, now: Date): DebtView {
    return {
      contractId: account._id,
      customerId: account.customerId,
      contractNumber: account.contractNumber,
      holderName: account.holder.name,
      debtCents: this.basis.toPay(-account.balanceCents, account, now),
      paymentReference: account.paymentReference,
      since: account.debtSince!.toISOString(),
      days: daysSince(account.debtSince!, now),
      state: account.state,
      ...(account.suspendedAt ? { suspendedAt: account.suspendedAt.toISOString() } : {}),
    };
  }
}

/** What is to pay for the debt of an account, as the database works it out: `toPay`, to the cent. */
function debtWithVat(vatBasisPoints: number): object {
  const asIs = { $ifNull: ['$debtAsIsCents', 0] };
  const net = { $subtract: [{ $multiply: ['$balanceCents', -1] }, asIs] };
  const rounding = { $min: [{ $max: [{ $ifNull: ['$vatRounding', 0] }, -4_999] }, 5_000 + vatBasisPoints] };
  const parts = { $subtract: [{ $multiply: [net, 10_000 + vatBasisPoints] }, { $add: [5_000, rounding] }] };
  const price = { $add: [{ $floor: { $divide: [parts, 10_000] } }, 1] };
  return { $add: [asIs, { $cond: [{ $gt: [net, 0] }, price, 0] }] };
}
