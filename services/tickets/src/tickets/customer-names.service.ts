import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Schema, type Model } from 'mongoose';
import { accountsCustomersRpc } from '#libs/api/accounts/customers.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { nameOf } from '#libs/italy/identity.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { RunAgain } from '#libs/messaging/run-again.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Workers, type Worker } from '#libs/messaging/worker.js';
import { isDuplicateKey } from '#libs/platform/mongo.js';
import { searchTokens, tokensOf } from './search.rules.js';
import { WITHOUT_TOKENS, type MessageRow, type TicketRow } from './ticket.schema.js';

/** The name by which the tickets of a customer are found; absent until accounts told it. */
export interface CustomerNameRow {
  _id: string;
  name?: string;
  /** Real time from which accounts is asked (again). */
  askAt?: Date;
}
export const customerNameSchema = new Schema<CustomerNameRow>(
  { _id: String, name: String, askAt: Date },
  { collection: 'customer_names', versionKey: false },
);
customerNameSchema.index({ askAt: 1 }, { partialFilterExpression: { askAt: { $exists: true } } });

const ASK_MS = 1_000;
const RETRY_MS = 30_000;
const SETTLE_MS = 5_000;
const BATCH = 20;

/**
 * Names of customers in the search index. A ticket is opened without waiting for accounts: the name is asked for
 * afterwards, and follows every change of holder (R16).
 */
@Injectable()
export class CustomerNames implements OnApplicationBootstrap {
  private readonly worker: Worker;

  constructor(
    @InjectModel('CustomerName') private readonly names: Model<CustomerNameRow>,
    @InjectModel('Ticket') private readonly tickets: Model<TicketRow>,
    @InjectModel('Message') private readonly messages: Model<MessageRow>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(RpcClient) private readonly rpc: RpcClient,
    @Inject(Workers) workers: Workers,
  ) {
    this.worker = workers.make({ name: 'tickets-names', everyMs: ASK_MS, run: () => this.askAll() });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  /** The words of a customer's name for a ticket that the current transaction opens; when it is not known yet, it is asked for. */
  async wordsOf(customerId: string | undefined, tx: Tx): Promise<string[]> {
    if (!customerId) return [];
    const known = await this.names.findById(customerId).lean<CustomerNameRow>();
    if (!known?.name && !known?.askAt) await this.want(customerId, tx);
    return tokensOf(known?.name);
  }

  private async want(customerId: string, tx: Tx): Promise<void> {
    await this.names
      .updateOne({ _id: customerId }, { $set: { askAt: new Date() } }, { upsert: true })
      .catch((error: unknown) => {
        // The first two tickets of a customer at once.
        throw isDuplicateKey(error) ? new RunAgain(`customer ${customerId}`) : error;
      });
    tx.afterCommit(() => this.worker.wake());
  }

  /** Inside a transaction: the customer has this name from now on; all its tickets are found by it, and no longer by the old one. */
  async learn(customerId: string, name: string): Promise<void> {
    const known = await this.names.findById(customerId).lean<CustomerNameRow>();
    if (!known) return;
    // Once more a little later, for tickets that were being opened at the same time.
    const again =
      known.name !== name
        ? { $set: { name, askAt: new Date(Date.now() + SETTLE_MS) } }
        : { $unset: { askAt: 1 as const } };
    await this.names.updateOne({ _id: customerId }, again);
    for (const ticket of await this.tickets.find({ customerId }, WITHOUT_TOKENS).lean<TicketRow[]>())
      await this.index(ticket, name);
  }

  /** Inside a transaction: the words of a ticket anew, after some went away from it. */
  async reindex(ticketId: string): Promise<void> {
    const ticket = await this.tickets.findById(ticketId, WITHOUT_TOKENS).lean<TicketRow>().orFail();
    const known = ticket.customerId ? await this.names.findById(ticket.customerId).lean<CustomerNameRow>() : undefined;
    await this.index(ticket, known?.name);
  }

  private async index(ticket: TicketRow, name?: string): Promise<void> {
    const messages = await this.messages.find({ ticketId: ticket._id }).lean<MessageRow[]>();
    await this.tickets.updateOne({ _id: ticket._id }, { $set: searchTokens(ticket, messages, tokensOf(name)) });
  }

  private async askAll(): Promise<void> {
    const unknown = await this.names
      .find({ askAt: { $lte: new Date() } }, { _id: 1 })
      .limit(BATCH)
      .lean<CustomerNameRow[]>();
    for (const { _id } of unknown) {
      const { modifiedCount } = await this.names.updateOne(
        { _id, askAt: { $lte: new Date() } },
        { $set: { askAt: new Date(Date.now() + RETRY_MS) } },
      );
      if (modifiedCount > 0) await this.ask(_id);
    }
  }

  private async ask(customerId: string): Promise<void> {
    try {
      const { identity } = await this.rpc.call(accountsCustomersRpc.get, { customerId });
      await this.work.run(() => this.learn(customerId, nameOf(identity)));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // A customer that accounts does not know will not come to be: it is not asked for again.
      if (error.status === 404) await this.names.updateOne({ _id: customerId }, { $unset: { askAt: 1 } });
    }
  }
}
