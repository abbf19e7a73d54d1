import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { Account } from '../../account/account.schema.js';
import { AlreadyPosted, Ledger } from '../../credit/ledger/ledger.service.js';
import { Activation } from './activation.service.js';

/**
 * Activates contracts whose credit was short when it came and is enough by now: the first charge covers the days that
 * remain of the month, so it falls day by day (R9).
 */
@Injectable()
export class PendingActivations {
  constructor(
    @InjectModel('Account') private readonly accounts: ReadModel<Account>,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Activation) private readonly activation: Activation,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  /** @returns how many contracts it activated; repeated, or beside a top-up, each is charged once */
  async run(): Promise<number> {
    let activated = 0;
    const waiting = this.accounts
      .find({ state: 'pending', balanceCents: { $gt: 0 } }, { _id: 1 })
      .lean<Account>()
      .cursor({ batchSize: 500 });
    for await (const { _id } of waiting) activated += await this.activate(_id);
    return activated;
  }

  private async activate(contractId: string): Promise<0 | 1> {
    try {
      return await this.work.run(async (tx) => {
        const account = await this.ledger.account(tx, contractId);
        const charge = this.activation.chargeIfCovered(tx, account, account.balanceCents);
        if (!charge) return 0;
        await this.ledger.post(tx, charge.entry, new Map([[contractId, charge.change]]));
        return 1;
      });
    } catch (error) {
      // A top-up at the same time has activated it.
      if (error instanceof AlreadyPosted) return 0;
      throw error;
    }
  }
}
