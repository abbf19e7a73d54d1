import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { accountsRpc, type ContractView } from '#libs/api/accounts/accounts.js';
import { ContractNotActive } from '#libs/api/errors/accounts/contract.errors.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import { InvalidInput, NotFound } from '#libs/api/kernel/domain-error.js';
import { VolturaIncomplete, VolturaLapsed, VolturaPending } from '#libs/api/errors/tickets/voltura.errors.js';
import {
  volturaApproved,
  type ListVolturas,
  type RefuseVoltura,
  type RequestVoltura,
  type VolturaPage,
  type VolturaView,
} from '#libs/api/tickets/voltura.js';
import { nameOf, normalisedIdentity } from '#libs/italy/identity.js';
import { endSentencesOnce } from '#libs/italy/formats.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { newId } from '#libs/platform/ids.js';
import { type ReadModel, isDuplicateKey } from '#libs/platform/mongo.js';
import { idOfCursor } from '#libs/platform/page.js';
import { SerialNumbers } from '#libs/platform/serial-numbers.js';
import type { AttachmentRow } from '../attachments/attachment.schema.js';
import { CLOSE_AFTER_MS } from '../desk/desk.rules.js';
import { OutgoingMail } from '../outgoing/outgoing-mail.service.js';
import { customerOf, TicketReader } from '../tickets/ticket-reader.service.js';
import { linesOf } from '../tickets/search.rules.js';
import { TicketStore } from '../tickets/ticket.store.js';
import type { TicketChange } from '../tickets/ticket.types.js';
import { AgreementLinks } from './agreement-links.service.js';
import { VolturaEndings } from './voltura-endings.service.js';
import { holderProblems, lacking } from './voltura.rules.js';
import type { VolturaRow } from './voltura.schema.js';
import { VolturaStore } from './voltura.store.js';
import type { VolturaMover } from './voltura-life.rules.js';

const PAGE = 50;
const REQUEST_TEXT = {
  it: (name: string) => `Richiesta di voltura: nuovo intestatario ${name}.`,
  en: (name: string) => `Change of holder requested: the new holder is ${name}.`,
};

/** Requests to change the holder of a contract, as structured tickets (R16). */
@Injectable()
export class VolturaService {
  constructor(
    @InjectModel('Voltura') private readonly volturas: ReadModel<VolturaRow>,
    @Inject(VolturaStore) private readonly requests: VolturaStore,
    @InjectModel('Attachment') private readonly attachments: Model<AttachmentRow>,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(TicketStore) private readonly store: TicketStore,
    @Inject(TicketReader) private readonly reader: TicketReader,
    @Inject(SerialNumbers) private readonly numbers: SerialNumbers,
    @Inject(OutgoingMail) private readonly outgoing: OutgoingMail,
    @Inject(AgreementLinks) private readonly agreements: AgreementLinks,
    @Inject(VolturaEndings) private readonly endings: VolturaEndings,
    @Inject(RpcClient) private readonly rpc: RpcClient,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Opens the request and its ticket, and asks the new holder to agree by mail.
   * @throws ContractNotActive, VolturaPending; NotFound when the contract is not the caller's
   */
  async request(request: RequestVoltura, context: RequestContext): Promise<VolturaView> {
    const contract = await this.rpc.call(accountsRpc.getContract, { contractId: request.contractId });
    this.assertPossible(request, contract);
    const number = await this.numbers.next();
    try {
      const id = await this.work.once(context, request, (tx) =>
        this.open(tx, request, { number, lines: linesOf(contract) }, context),
      );
      return await this.view(await this.found(id));
    } catch (error) {
      if (isDuplicateKey(error)) throw new VolturaPending();
      throw error;
    }
  }

  private assertPossible({ agreed, newHolder }: RequestVoltura, contract: ContractView): void {
    if (contract.state !== 'active') throw new ContractNotActive('voltura', contract.state);
    if (!agreed)
      throw new InvalidInput([
        { field: 'agreed', text: { it: 'il consenso è necessario', en: 'the agreement is needed' } },
      ]);
    const problems = holderProblems(newHolder, contract.holder);
    if (problems.length > 0) throw new InvalidInput(problems);
  }

  private async open(
    tx: Tx,
    { contractId, newHolder: given, newHolderEmail, text }: RequestVoltura,
    made: { number: string; lines?: string[] },
    { actor, locale }: RequestContext,
  ): Promise<string> {
    const customerId = customerOf(actor);
    const newHolder = normalisedIdentity(given);
    const _id = newId('vlt');
    await this.endings.begun(contractId);
    const words = [endSentencesOnce(REQUEST_TEXT[locale](nameOf(newHolder))), text].filter(Boolean).join('\n');
    const ticket = await this.store.open(tx, {
      ...made,
      customerId,
      contractId,
      category: 'voltura',
      priority: 'normal',
      subject: `Voltura: ${nameOf(newHolder)}`,
      channel: 'web',
      requester: actor,
      message: { text: words, channel: 'web' },
      details: { volturaId: _id },
    });
    await this.requests.open({
      _id,
      ticketId: ticket._id,
      contractId,
      customerId,
      newHolder,
      newHolderEmail,
      oldHolderAgreedAt: this.clock.now(),
    });
    await this.outgoing.queue(ticket, 'voltura_agreement', _id);
    return _id;
  }

  /** The new holder's agreement, from the mailed link; a second time changes nothing. @throws AgreementNotValid, VolturaLapsed, VolturaDecided */
  async agree(token: string): Promise<void> {
    const { _id, ticketId } = await this.agreements.requestOf(token);
    await this.work.run(async (tx) => {
      const row = await this.found(_id);
      if (row.state === 'lapsed') throw new VolturaLapsed();
      if (row.newHolderAgreedAt) return;
      await this.requests.move(row, 'agree', 'new_holder', { newHolderAgreedAt: this.clock.now() });
      await this.store.change(tx, ticketId, () => ({ action: 'voltura_agreed', details: { volturaId: _id } }));
    });
  }

  /**
   * Staff approve what is complete: from here on the change is carried out by accounts. Asked again, it is answered as it
   * was, however far that has come.
   * @throws VolturaIncomplete naming what is missing, VolturaDecided
   */
  async approve(volturaId: string, context: RequestContext): Promise<VolturaView> {
    return this.work.once(context, { volturaId }, async (tx) => {
      const row = await this.found(volturaId);
      const missing = await this.missing(row);
      if (row.state === 'requested' && missing.length > 0) throw new VolturaIncomplete(missing);
      const decidedAt = this.clock.now();
      await this.requests.move(row, 'approve', 'staff', { decidedBy: context.actor.id, decidedAt });
      await this.store.change(tx, row.ticketId, () => ({ action: 'voltura_approved', details: { volturaId } }));
      const { ticketId, contractId, customerId, newHolder, newHolderEmail, newHolderAgreedAt } = row;
      tx.emit(volturaApproved, contractId, {
        volturaId,
        ticketId,
        contractId,
        customerId,
        newHolder,
        newHolderEmail,
        newHolderAgreedAt: newHolderAgreedAt?.toISOString(),
        approvedBy: context.actor.id,
        at: decidedAt.toISOString(),
      });
      return this.view(await this.found(volturaId));
    });
  }

  /** Refuses with a reason that the customer reads on the ticket. */
  async refuse({ volturaId, reason }: RefuseVoltura, context: RequestContext): Promise<VolturaView> {
    return this.end(volturaId, context, ['refuse', 'staff'], { reason }, (now) => ({
      action: 'voltura_refused',
      details: { volturaId },
      message: { text: reason, channel: 'staff' },
      move: ['decide_voltura', 'voltura'],
      set: { closesAt: new Date(now.getTime() + CLOSE_AFTER_MS) },
    }));
  }

  /** The customer takes the request back, while it is not approved. */
  async withdraw(volturaId: string, context: RequestContext): Promise<VolturaView> {
    await this.found(volturaId, customerOf(context.actor));
    return this.end(volturaId, context, ['withdraw', 'customer'], {}, (now) => ({
      action: 'voltura_withdrawn',
      details: { volturaId },
      move: ['decide_voltura', 'voltura'],
      set: { closesAt: new Date(now.getTime() + CLOSE_AFTER_MS) },
    }));
  }

  private async end(
    volturaId: string,
    context: RequestContext,
    [move, by]: readonly ['refuse' | 'withdraw', VolturaMover],
    change: { reason?: string },
    ticketChange: (now: Date) => TicketChange,
  ): Promise<VolturaView> {
    await this.work.once(context, { volturaId, reason: change.reason }, async (tx) => {
      const row = await this.found(volturaId);
      const decided = { ...change, decidedBy: context.actor.id, decidedAt: this.clock.now() };
      await this.requests.move(row, move, by, decided);
      await this.store.change(tx, row.ticketId, (_ticket, now) => ticketChange(now));
      return true;
    });
    return this.view(await this.found(volturaId));
  }

  async get(volturaId: string, { actor }: RequestContext): Promise<VolturaView> {
    return this.view(await this.found(volturaId, actor.kind === 'customer' ? customerOf(actor) : undefined));
  }

  async list({ state, cursor, limit = PAGE }: ListVolturas): Promise<VolturaPage> {
    const rows = await this.volturas
      .find({ ...(state ? { state } : {}), ...(cursor ? { _id: { $lt: idOfCursor(cursor) } } : {}) })
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean<VolturaRow[]>();
    const items = await Promise.all(rows.slice(0, limit).map((row) => this.view(row)));
    return { items, ...(rows.length > limit ? { nextCursor: items.at(-1)!.id } : {}) };
  }

  private async found(volturaId: string, customerId?: string): Promise<VolturaRow> {
    const row = await this.volturas
      .findOne({ _id: volturaId, ...(customerId ? { customerId } : {}) })
      .lean<VolturaRow>();
    if (!row) throw new NotFound('voltura');
    return row;
  }

  private async missing({ ticketId, newHolder, newHolderAgreedAt }: VolturaRow): Promise<VolturaView['missing']> {
    const { _id } = await this.reader.ticket(ticketId);
    const documents = await this.attachments
      .find({ ticketId: _id }, { documentKind: 1 })
      .lean<Pick<AttachmentRow, 'documentKind'>[]>();
    return lacking(
      newHolder.kind,
      newHolderAgreedAt !== undefined,
      documents.map(({ documentKind }) => documentKind),
    );
  }

  private async view(row: VolturaRow): Promise<VolturaView> {
    const { _id, ticketId, contractId, customerId, state, newHolder, newHolderEmail, reason } = row;
    return {
      id: _id,
      ticketId,
      contractId,
      customerId,
      state,
      newHolder,
      newHolderEmail,
      reason,
      oldHolderAgreedAt: row.oldHolderAgreedAt.toISOString(),
      newHolderAgreedAt: row.newHolderAgreedAt?.toISOString(),
      missing: await this.missing(row),
      requestedAt: row.oldHolderAgreedAt.toISOString(),
      decidedAt: row.decidedAt?.toISOString(),
      effectiveAt: row.effectiveAt?.toISOString(),
    };
  }
}
