import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type {
  ClassifyTicket,
  DeskTicketDetail,
  EndTicket,
  OpenForCustomer,
  StaffAnswer,
  StaffNote,
} from '#libs/api/tickets/desk.js';
import { accountsCustomersRpc } from '#libs/api/accounts/customers.js';
import { accountsRpc } from '#libs/api/accounts/accounts.js';
import { InvalidInput, NotFound } from '#libs/api/kernel/domain-error.js';
import { AlreadyClaimed, TicketChanged, TicketMerged } from '#libs/api/errors/tickets/tickets.errors.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';
import { SerialNumbers } from '#libs/platform/serial-numbers.js';
import { AttachmentStore } from '../attachments/attachment.store.js';
import { linesOf } from '../tickets/search.rules.js';
import type { TicketMove } from '../life/ticket-life.rules.js';
import type { TicketRow } from '../tickets/ticket.schema.js';
import { TicketReader } from '../tickets/ticket-reader.service.js';
import { TicketStore } from '../tickets/ticket.store.js';
import type { TicketChange } from '../tickets/ticket.types.js';
import { deskDetail } from '../tickets/ticket.view.js';
import { classified, CLOSE_AFTER_MS } from './desk.rules.js';

const ANSWER_ACT: Record<NonNullable<StaffAnswer['next']>, TicketMove> = {
  wait: 'staff_answer',
  keep_open: 'staff_update',
  resolve: 'resolve',
};

export type AnswerWith = Omit<ClassifyTicket, 'ticketId'> & { macroId?: string };

/** @throws TicketChanged when the customer wrote after the version that the agent saw (nasty case 12). */
function assertSeen(ticket: TicketRow, version: number): void {
  if (ticket.customerVersion > version) throw new TicketChanged(ticket.version);
}

/** What agents do with a ticket: claim, answer, note, resolve, close, reopen (R19). */
@Injectable()
export class DeskService {
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(TicketStore) private readonly store: TicketStore,
    @Inject(TicketReader) private readonly reader: TicketReader,
    @Inject(SerialNumbers) private readonly numbers: SerialNumbers,
    @Inject(AttachmentStore) private readonly attachments: AttachmentStore,
    @Inject(RpcClient) private readonly rpc: RpcClient,
  ) {}

  /** Opens a ticket in a customer's name, for what came by telephone. @throws NotFound when there is no such customer, or the contract is another's */
  async open(request: OpenForCustomer, context: RequestContext): Promise<DeskTicketDetail> {
    const { customerId, contractId, category, priority = 'normal', subject, text } = request;
    const contract = contractId ? await this.rpc.call(accountsRpc.getContract, { contractId }) : undefined;
    if (contract && contract.customerId !== customerId) throw new NotFound('contract');
    if (!contract) await this.rpc.call(accountsCustomersRpc.get, { customerId });
    const number = await this.numbers.next();
    const id = await this.work.once(context, request, async (tx) => {
      const ticket = await this.store.open(tx, {
        number,
        customerId,
        contractId,
        lines: linesOf(contract),
        category,
        priority,
        subject,
        channel: 'staff',
        message: { text, channel: 'staff' },
      });
      return ticket._id;
    });
    return this.detail(id);
  }

  async detail(ticketId: string): Promise<DeskTicketDetail> {
    return deskDetail(await this.reader.whole(ticketId));
  }

  /** Of two agents who claim at once one gets the ticket. @throws AlreadyClaimed */
  claim(ticketId: string, context: RequestContext): Promise<DeskTicketDetail> {
    const { id } = context.actor;
    return this.act(context, { ticketId }, (ticket) => {
      if (ticket.assigneeId && ticket.assigneeId !== id) throw new AlreadyClaimed(ticket.assigneeId);
      return { action: 'claimed', move: ['claim', 'staff'], set: { assigneeId: id } };
    });
  }

  /** A public answer, with a classification if one is given; the ticket then waits for the customer unless told otherwise. */
  answer(
    request: StaffAnswer,
    context: RequestContext,
    { macroId, ...classification }: AnswerWith = {},
  ): Promise<DeskTicketDetail> {
    const { next = 'wait', version, text, attachmentIds } = request;
    if (next === 'resolve' && version === undefined)
      throw new InvalidInput([
        { field: 'version', text: { it: 'è necessaria per risolvere', en: 'is needed to resolve' } },
      ]);
    const messageId = newId('msg');
    const decide = (ticket: TicketRow, now: Date): TicketChange => {
      if (version !== undefined) assertSeen(ticket, version);
      const closesAt = next === 'resolve' ? new Date(now.getTime() + CLOSE_AFTER_MS) : undefined;
      return {
        action: 'answered',
        details: { messageId, next, macroId },
        move: [ANSWER_ACT[next], 'staff'],
        message: { id: messageId, text, channel: 'staff' },
        set: { ...classified(ticket, classification), closesAt },
      };
    };
    return this.act(context, request, decide, () =>
      this.attachments.show(request.ticketId, messageId, attachmentIds, { internal: false }),
    );
  }

  /** A note that the customer never sees; nothing else changes. */
  note(request: StaffNote, context: RequestContext): Promise<DeskTicketDetail> {
    const messageId = newId('msg');
    const message = { id: messageId, text: request.text, channel: 'staff' as const, internal: true };
    return this.act(
      context,

      request,
      () => ({ action: 'noted', details: { messageId }, message }),
      () => this.attachments.show(request.ticketId, messageId, request.attachmentIds, { internal: true }),
    );
  }

  /** @throws TicketChanged when the customer wrote in the meantime: the answer is kept and the ticket stays open. */
  resolve(request: EndTicket, context: RequestContext): Promise<DeskTicketDetail> {
    return this.act(context, request, (ticket, now) => {
      assertSeen(ticket, request.version);
      return {
        action: 'resolved',
        move: ['resolve', 'staff'],
        set: { closesAt: new Date(now.getTime() + CLOSE_AFTER_MS) },
      };
    });
  }

  /** @throws TicketChanged as `resolve` does. */
  close(request: EndTicket, context: RequestContext): Promise<DeskTicketDetail> {
    return this.act(context, request, (ticket) => {
      assertSeen(ticket, request.version);
      return { action: 'closed', move: ['close', 'staff'], set: { closesAt: undefined } };
    });
  }

  reopen(ticketId: string, context: RequestContext): Promise<DeskTicketDetail> {
    return this.act(context, { ticketId }, () => ({
      action: 'reopened',
      move: ['reopen', 'staff'],
      set: { closesAt: undefined },
    }));
  }

  /** One act of an agent on a ticket, once for an idempotency key. @throws TicketMerged when it was merged. */
  async act(
    context: RequestContext,
    request: { ticketId: string },
    decide: (ticket: TicketRow, now: Date) => TicketChange,
    also?: () => Promise<void>,
  ): Promise<DeskTicketDetail> {
    await this.work.once(context, request, async (tx) => {
      await this.store.change(tx, request.ticketId, (ticket, now) => {
        if (ticket.mergedInto) throw new TicketMerged(ticket.mergedInto);
        return decide(ticket, now);
      });
      await also?.();
      return true;
    });
    return this.detail(request.ticketId);
  }
}
