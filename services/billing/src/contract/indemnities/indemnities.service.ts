import { Inject, Injectable } from '@nestjs/common';
import { NothingToRefund } from '#libs/api/errors/billing/refunds.errors.js';
import { systemActor } from '#libs/api/kernel/actor.js';
import { latePortIndemnified } from '#libs/api/billing/adjustments.js';
import type { PortInLate } from '#libs/api/numbers/port-in.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { Ledger } from '../../credit/ledger/ledger.service.js';
import { Refunds } from '../../refunds/refunds.service.js';
import { IndemnitiesConfig } from './indemnities.config.js';
import { indemnityPostings, latePortIndemnity } from './indemnity.rules.js';

/** Indemnities that the operator owes by itself. */
@Injectable()
export class Indemnities {
  constructor(
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Refunds) private readonly refunds: Refunds,
    @Inject(IndemnitiesConfig) private readonly config: IndemnitiesConfig,
  ) {}

  /**
   * Credits what a late port is indemnified with (R22), once for each order, to whoever has the contract now; of a contract that
   * has ended it goes back with its credit (R13). @throws NotFound
   */
  async latePort(
    { portInId, contractId, numbers, promisedOn, endedOn, daysLate, changeOfOperator }: PortInLate,
    tx: Tx,
  ): Promise<void> {
    const key = `late-port:${portInId}`;
    const amountCents = latePortIndemnity({ daysLate, changeOfOperator }, this.config);
    if (amountCents === 0 || (await this.ledger.find(key))) return;
    const details = { portInId, numbers, promisedOn, endedOn, daysLate, changeOfOperator };
    const [entry] = await this.ledger.post(tx, {
      key,
      contractId,
      cause: 'late_port_indemnity',
      postings: indemnityPostings(amountCents),
      details,
    });
    const { customerId, state } = await this.ledger.account(tx, contractId);
    tx.emit(latePortIndemnified, contractId, {
      portInId,
      contractId,
      customerId,
      numbers,
      daysLate,
      amountCents,
      contractEnded: state === 'closed',
      at: entry!.at.toISOString(),
    });
    if (state === 'closed') await this.giveBack(tx, contractId);
  }

  /** Not what a debt takes, nor what a call that is still going on may. */
  private async giveBack(tx: Tx, contractId: string): Promise<void> {
    await this.refunds.openRest(tx, contractId, systemActor('indemnities')).catch((error: unknown) => {
      if (!(error instanceof NothingToRefund)) throw error;
    });
  }
}
