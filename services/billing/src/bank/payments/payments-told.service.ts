import { Inject, Injectable } from '@nestjs/common';
import { paymentFellShort } from '#libs/api/billing/payments.js';
import { romeDate } from '#libs/italy/rome-time.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import type { Account } from '../../account/account.schema.js';
import { tellCreditLeft, type LeftBy } from '../../credit/accounts/credit-left.service.js';
import { VatBasis } from '../../credit/ledger/vat-basis.service.js';
import { PaymentWays } from '../../credit/payment-ways/payment-ways.service.js';
import { Dues } from './dues.service.js';

/** Money as it came in: its ledger entry names it, so that it is told once. */
export interface Received {
  readonly entryId: string;
  readonly amountCents: number;
  /** Of a bank transfer: the day that the bank booked it, in Rome. */
  readonly receivedOn?: string;
}

/** Tells, with the money itself, what it did not reach (R31): it fell short of what is due, or lies on a contract that is over. */
@Injectable()
export class PaymentsTold {
  constructor(
    @Inject(Dues) private readonly dues: Dues,
    @Inject(PaymentWays) private readonly ways: PaymentWays,
    @Inject(VatBasis) private readonly basis: VatBasis,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** In the transaction that booked the money; `before` and `after` are the account around it. */
  async tell(
    tx: Tx,
    { entryId, amountCents: receivedCents, receivedOn }: Received,
    before: Account,
    after: Account,
  ): Promise<void> {
    const { _id: contractId, customerId, paymentReference } = after;
    const now = this.clock.now();
    if (after.state === 'closed' && after.balanceCents >= 0)
      return tellCreditLeft(
        tx,
        this.basis,
        after,
        {
          causeId: entryId,
          receivedCents,
          ...(receivedOn ? { receivedOn } : {}),
          why: whyLeft(after, receivedOn),
        },
        now,
      );
    // A debt that begins with this very payment, by the activation that it pays for, is told by the ledger.
    if (before.state === 'pending' && after.state === 'active') return;
    const due = await this.dues.first(after);
    if (!due) return;
    const { reason, amountCents: missingCents, until } = due;
    tx.emit(paymentFellShort, contractId, {
      contractId,
      customerId,
      entryId,
      reason,
      receivedCents,
      missingCents,
      dueCents: receivedCents + missingCents,
      paymentReference,
      payBy: this.ways.forDue(missingCents, paymentReference),
      ...(until ? { until: until.toISOString() } : {}),
      at: now.toISOString(),
    });
  }
}

/** A bank says the day and not the hour: of the very day of the lapse nobody knows which was first. */
function whyLeft({ closeReason, closedAt }: Account, receivedOn: string | undefined): LeftBy['why'] {
  if (closeReason !== 'not_activated') return 'contract_ended';
  return receivedOn !== undefined && receivedOn < romeDate(closedAt!) ? 'booked_too_late' : 'paid_too_late';
}
