import { Inject, Injectable } from '@nestjs/common';
import { barredCallsMade } from '#libs/api/billing/call-limits.js';
import type { CallRecord } from '#libs/api/billing/traffic.js';
import { isEmergency } from '#libs/italy/dialled-number.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import type { Account } from '../../account/account.schema.js';
import { isOpen } from '../limits/call-limits.rules.js';
import { CallSettingsStore } from '../limits/call-settings.store.js';
import { Rates } from '../../pricing/rating/rate-deck.service.js';
import type { Call } from './traffic.schema.js';

/**
 * Calls that were made although their class is closed (R27): the switch let them, or did not ask. They are charged as they
 * were made, since the money was spent; staff hear of it once for each contract and day.
 */
@Injectable()
export class BarredCalls {
  constructor(
    @Inject(CallSettingsStore) private readonly settings: CallSettingsStore,
    @Inject(Rates) private readonly rates: Rates,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Which of these records, which nothing was reserved for, are of such calls. */
  async among(records: readonly CallRecord[], accounts: ReadonlyMap<string, Account>): Promise<ReadonlySet<string>> {
    const paid = records.flatMap((record) => {
      const rate =
        isEmergency(record.to) || record.seconds === 0 ? -1 : this.rates.find(record.to, Date.parse(record.startedAt));
      return rate < 0 || this.rates.deck.isFree(rate) ? [] : [{ record, destinationClass: this.rates.classOf(rate) }];
    });
    const settings = await this.settings.ofAll(
      [...new Set(paid.map(({ record }) => record.contractId))].map((id) => accounts.get(id)!),
    );
    return new Set(
      paid
        .filter(({ record, destinationClass }) => !isOpen(settings.get(record.contractId)!, destinationClass))
        .map(({ record }) => record.callId),
    );
  }

  /** Tells of them, in the transaction that keeps them. */
  tell(tx: Tx, calls: readonly Call[], accounts: ReadonlyMap<string, Account>): void {
    const days = new Map<string, Call[]>();
    for (const call of calls)
      days.set(`${call.contractId}:${call.day}`, [...(days.get(`${call.contractId}:${call.day}`) ?? []), call]);
    for (const [, made] of days) {
      const { contractId, day } = made[0]!;
      const classes = [
        ...new Set(made.map(({ to, startedAt }) => this.rates.classOf(this.rates.find(to, startedAt.getTime())).code)),
      ];
      tx.emit(barredCallsMade, contractId, {
        contractId,
        customerId: accounts.get(contractId)!.customerId,
        day,
        classes,
        calls: made.length,
        at: this.clock.now().toISOString(),
      });
    }
  }
}
