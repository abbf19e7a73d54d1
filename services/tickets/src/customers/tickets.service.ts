import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import { accountsRpc } from '#libs/api/accounts/accounts.js';
import type { AnswerTicket, OpenTicket, TicketDetail } from '#libs/api/tickets/tickets.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';
import { SerialNumbers } from '#libs/platform/serial-numbers.js';
import { AttachmentStore } from '../attachments/attachment.store.js';
import { customerOf, TicketReader } from '../tickets/ticket-reader.service.js';
import { linesOf } from '../tickets/search.rules.js';
import { TicketStore } from '../tickets/ticket.store.js';
import { customerDetail } from '../tickets/ticket.view.js';

/** What customers do with their tickets (R19). */
@Injectable()
export class TicketsService {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(TicketStore) private readonly store: TicketStore,
    @Inject(TicketReader) private readonly reader: TicketReader,
    @Inject(SerialNumbers) private readonly numbers: SerialNumbers,
    @Inject(AttachmentStore) private readonly attachments: AttachmentStore,
    @Inject(RpcClient) private readonly rpc: RpcClient,
  ) {}

  /** @throws NotFound when the contract named is not the customer's. */
  async open(request: OpenTicket, context: RequestContext): Promise<TicketDetail> {
    const customerId = customerOf(context.actor);
    const { contractId, category, subject, text } = request;
    const contract = contractId ? await this.rpc.call(accountsRpc.getContract, { contractId }) : undefined;
    const number = await this.numbers.next();
    const id = await this.work.once(context, request, async (tx) => {
      const ticket = await this.store.open(tx, {
        number,
        customerId,
        contractId,
        lines: linesOf(contract),
        category,
        priority: 'normal',
        subject,
        channel: 'web',
        requester: context.actor,
        message: { text, channel: 'web' },
      });
      return ticket._id;
    });
    return this.detail(id, customerId);
  }

  /**
   * Adds the customer's answer, whatever the state: what was resolved or closed is open again. Where the ticket was merged
   * into another, meanwhile too, the answer goes on there.
   */
  async answer(request: AnswerTicket, context: RequestContext): Promise<TicketDetail> {
    const customerId = customerOf(context.actor);
    await this.work.once(context, request, async (tx) => {
      const { _id } = await this.reader.current(request.ticketId, customerId);
      const messageId = newId('msg');
      await this.store.change(tx, _id, () => ({
        action: 'answered',
        details: { messageId },
        message: { id: messageId, text: request.text, channel: 'web' },
        move: ['customer_answer', 'customer'],
        set: { closesAt: undefined },
      }));
      await this.attachments.show(_id, messageId, request.attachmentIds, { internal: false, customerId });
      return messageId;
    });
    return this.detail((await this.reader.current(request.ticketId, customerId))._id, customerId);
  }

  async get(ticketId: string, context: RequestContext): Promise<TicketDetail> {
    return this.detail(ticketId, customerOf(context.actor));
  }

  private async detail(ticketId: string, customerId: string): Promise<TicketDetail> {
    return customerDetail(await this.reader.whole(ticketId, customerId));
  }
}
