import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import {
  numbersPortInRpc,
  type AddPortDocument,
  type AmendPortIn,
  type CommentPortIn,
  type ListPortIns,
  type MovePortIn,
  type OfPortDocument,
  type OfPortIn,
  type PortFile,
  type PortInOrder,
  type PortInPage,
  type RejectPortIn,
  type RequestPortIn,
} from '#libs/api/numbers/port-in.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import type { Tx } from '#libs/messaging/unit-of-work.js';
import { PortInDesk } from './cut-over.service.js';
import { PortInReader } from './port-in-reader.service.js';
import { PortIns } from './port-in.service.js';
import { PortInStore } from './port-in.store.js';
import { orderOf, viewOf } from './port-in.view.js';
import type { PortInRow } from './port.schema.js';

@Controller()
export class PortInRpc {
  constructor(
    @Inject(PortIns) private readonly orders: PortIns,
    @Inject(PortInReader) private readonly reader: PortInReader,
    @Inject(PortInDesk) private readonly desk: PortInDesk,
    @Inject(PortInStore) private readonly store: PortInStore,
  ) {}

  @HandleRpc(numbersPortInRpc.request)
  async request(request: RequestPortIn, context: RequestContext): Promise<PortInOrder> {
    return this.shown(await this.orders.request(request, context), context);
  }

  @HandleRpc(numbersPortInRpc.amend)
  async amend(request: AmendPortIn, context: RequestContext): Promise<PortInOrder> {
    return this.shown(await this.orders.amend(request, context), context);
  }

  @HandleRpc(numbersPortInRpc.submit)
  async submit(request: OfPortIn, context: RequestContext): Promise<PortInOrder> {
    return this.shown(await this.orders.submit(request, context), context);
  }

  @HandleRpc(numbersPortInRpc.cancel)
  async cancel(request: OfPortIn, context: RequestContext): Promise<PortInOrder> {
    return this.shown(await this.orders.cancel(request, context), context);
  }

  @HandleRpc(numbersPortInRpc.move)
  async move(request: MovePortIn, context: RequestContext): Promise<PortInOrder> {
    return this.shown(await this.orders.move(request, context), context);
  }

  @HandleRpc(numbersPortInRpc.comment)
  async comment(request: CommentPortIn, context: RequestContext): Promise<PortInOrder> {
    return this.shown(await this.orders.comment(request, context), context);
  }

  @HandleRpc(numbersPortInRpc.addDocument)
  async addDocument(request: AddPortDocument, context: RequestContext): Promise<PortInOrder> {
    return this.shown(await this.orders.addDocument(request, context), context);
  }

  @HandleRpc(numbersPortInRpc.getDocument)
  getDocument(request: OfPortDocument, context: RequestContext): Promise<PortFile> {
    return this.reader.document(request, context);
  }

  @HandleRpc(numbersPortInRpc.letter)
  letter({ portInId }: OfPortIn, context: RequestContext): Promise<PortFile> {
    return this.reader.letter(portInId, context);
  }

  @HandleRpc(numbersPortInRpc.get)
  async get({ portInId }: OfPortIn, context: RequestContext): Promise<PortInOrder> {
    return this.shown(await this.store.seen(portInId, context.actor), context);
  }

  @HandleRpc(numbersPortInRpc.list)
  async list(request: ListPortIns, context: RequestContext): Promise<PortInPage> {
    const { rows, nextCursor } = await this.reader.list(request, context.actor);
    return { items: rows.map((row) => viewOf(row, this.store.promisedOn(row), context)), nextCursor };
  }

  @HandleRpc(numbersPortInRpc.verify)
  async verify(request: OfPortIn, context: RequestContext): Promise<PortInOrder> {
    return this.deciding(request, context, (row, tx) => this.desk.verify(row, tx));
  }

  @HandleRpc(numbersPortInRpc.accept)
  async accept(request: MovePortIn, context: RequestContext): Promise<PortInOrder> {
    return this.deciding(request, context, (row, tx) => this.desk.accept(row, request.cutOverOn, tx));
  }

  @HandleRpc(numbersPortInRpc.reject)
  async reject(request: RejectPortIn, context: RequestContext): Promise<PortInOrder> {
    return this.deciding(request, context, (row, tx) => this.desk.reject(row, request.reason, tx));
  }

  private async deciding(
    request: OfPortIn,
    context: RequestContext,
    decide: (row: PortInRow, tx: Tx) => Promise<PortInRow>,
  ): Promise<PortInOrder> {
    return this.shown(await this.orders.acting(request, context, decide), context);
  }

  private shown(row: PortInRow, context: RequestContext): PortInOrder {
    return orderOf(row, this.store.promisedOn(row), context);
  }
}
