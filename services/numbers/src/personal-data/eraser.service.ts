import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { ErasureReport } from '#libs/api/kernel/personal-data.js';
import { retainedSince, retainedUntil } from '#libs/italy/retention.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { PortDocuments } from '../porting/documents.service.js';
import { inHand } from './personal-data.service.js';
import type { PortInRow } from '../porting/port.schema.js';
import { Inquiries } from '../register/inquiries.service.js';
import { OPEN_PORT_INS } from '../porting/port-in-life.rules.js';

const REASON = 'Erasure of a person’s data (GDPR, art. 17)';

/** Removes what numbers keeps of a customer once no law does: identities of the holder register, port orders and their documents. */
@Injectable()
export class Eraser {
  constructor(
    @InjectModel('PortIn') private readonly portIns: Model<PortInRow>,
    @Inject(Inquiries) private readonly register: Inquiries,
    @Inject(PortDocuments) private readonly documents: PortDocuments,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Again, it removes what has fallen due since. */
  async erase(customerId: string): Promise<ErasureReport> {
    const { erased, retained, ends } = await this.work.run(() => this.register.eraseDue(customerId, REASON));
    const over = await this.portIns.find({ ...inHand(customerId), state: { $nin: [...OPEN_PORT_INS] } }).lean();
    const due = over.filter((order) => endOf(order) <= retainedSince('porting', this.clock.now()));
    // The files first: a process that dies in between finds their orders again.
    await this.removeFiles(due, customerId);
    await this.work.run(async () => {
      for (const order of due) await this.removeOrder(order, customerId);
    });
    const left = over.filter((order) => !due.includes(order)).map((order) => retainedUntil('porting', endOf(order)));
    const until = ends.map((end) => retainedUntil('holder_register', end)).toSorted()[0];
    return {
      erased: [
        { what: 'holder_register', count: erased },
        { what: 'porting', count: due.length },
      ].filter(({ count }) => count > 0),
      kept: [
        { what: 'holder_register', count: retained, ...(until ? { until } : {}) },
        { what: 'porting', count: left.length, ...(left.length > 0 ? { until: left.toSorted()[0] } : {}) },
      ].filter(({ count }) => count > 0),
    };
  }

  /** What another has in hand since a voltura stays, without what this customer gave for it. */
  private async removeOrder(order: PortInRow, customerId: string): Promise<void> {
    if (order.customerId === customerId) return void (await this.portIns.deleteOne({ _id: order._id }));
    const documents = order.documents.filter(({ givenBy }) => givenBy !== customerId);
    const comments = order.comments.filter(({ saidTo }) => saidTo !== customerId);
    const gone =
      order.givenBy === customerId
        ? { migrationCode: '-', holder: { kind: order.holder.kind, name: '-', taxCode: '-' } }
        : {};
    await this.portIns.updateOne(
      { _id: order._id },
      { $set: { documents, comments, ...gone }, $pull: { formerCustomers: customerId } },
    );
  }

  /** A file lies under its checksum: what another order has too stays. */
  private async removeFiles(orders: readonly PortInRow[], customerId: string): Promise<void> {
    const ids = orders.map(({ _id }) => _id);
    for (const { sha256 } of orders.flatMap((order) =>
      order.documents.filter(({ givenBy }) => (givenBy ?? order.customerId) === customerId),
    )) {
      if (!(await this.portIns.exists({ _id: { $nin: ids }, 'documents.sha256': sha256 })))
        await this.documents.remove(sha256);
    }
  }
}

const endOf = ({ history, createdAt }: PortInRow): Date => history.at(-1)?.at ?? createdAt;
