import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { RegisterEntry } from '../register/register.schema.js';
import { sortedOut } from './port-in-papers.rules.js';
import type { PortInRow } from './port.schema.js';

const VOLTURA = { kind: 'closed' as const, cause: 'voltura' };

/** Writes to port-in orders that changed hands before their papers were told apart whose they are, by what the register knows; done again it finds none. */
@Injectable()
export class EarlierPapers implements OnApplicationBootstrap {
  constructor(
    @InjectModel('PortIn') private readonly orders: Model<PortInRow>,
    @InjectModel('RegisterEntry') private readonly entries: Model<RegisterEntry>,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const contracts = await this.entries.distinct('contractId', VOLTURA);
    for (const contractId of contracts) {
      for (const order of await this.orders.find({ contractId, formerCustomers: null }).lean())
        await this.sortOut(order);
    }
  }

  private async sortOut(order: PortInRow): Promise<void> {
    const ends = await this.entries
      .find({ ...VOLTURA, contractId: order.contractId, effectiveAt: { $gt: order.createdAt } })
      .sort({ effectiveAt: 1 })
      .lean();
    // One that was over stayed with its customer; one that came back is as it was.
    if (ends.length === 0 || ends[0]!.customerId === order.customerId) return;
    const papers = sortedOut(
      order,
      ends.map(({ customerId, effectiveAt }) => ({ customerId, until: effectiveAt })),
    );
    await this.orders.updateOne(
      { _id: order._id, formerCustomers: null, history: { $size: order.history.length } },
      { $set: papers },
    );
  }
}
