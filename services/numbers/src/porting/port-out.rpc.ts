import { Controller, Inject } from '@nestjs/common';
import { isStaff, type Actor, type RequestContext } from '#libs/api/kernel/actor.js';
import { Forbidden } from '#libs/api/kernel/domain-error.js';
import {
  numbersPortOutRpc,
  type ListPortOuts,
  type MigrationCode,
  type OfContractNumber,
  type OfPortOut,
  type PortOutPage,
  type PortOutView,
  type RequestPortOut,
} from '#libs/api/numbers/port-out.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { MigrationCodes } from './migration-codes.service.js';
import { PortOuts } from './port-out.service.js';
import type { PortOutRow } from './port.schema.js';

@Controller()
export class PortOutRpc {
  constructor(
    @Inject(PortOuts) private readonly orders: PortOuts,
    @Inject(MigrationCodes) private readonly codes: MigrationCodes,
  ) {}

  @HandleRpc(numbersPortOutRpc.migrationCode)
  migrationCode(request: OfContractNumber, { actor }: RequestContext): Promise<MigrationCode> {
    return this.codes.ask(request, actor);
  }

  @HandleRpc(numbersPortOutRpc.request)
  async request(request: RequestPortOut, { actor }: RequestContext): Promise<PortOutView> {
    carriersOnly(actor);
    return viewOf(await this.orders.request(request, actor), actor);
  }

  @HandleRpc(numbersPortOutRpc.cancel)
  async cancel({ portOutId }: OfPortOut, { actor }: RequestContext): Promise<PortOutView> {
    carriersOnly(actor);
    return viewOf(await this.orders.cancel(portOutId, actor), actor);
  }

  @HandleRpc(numbersPortOutRpc.get)
  async get({ portOutId }: OfPortOut, { actor }: RequestContext): Promise<PortOutView> {
    carriersOnly(actor);
    return viewOf(await this.orders.of(portOutId, actor), actor);
  }

  @HandleRpc(numbersPortOutRpc.list)
  async list(request: ListPortOuts, { actor }: RequestContext): Promise<PortOutPage> {
    carriersOnly(actor);
    const { items, nextCursor } = await this.orders.list(request, actor);
    return { items: items.map((row) => viewOf(row, actor)), nextCursor };
  }
}

function carriersOnly(actor: Actor): void {
  if (actor.kind !== 'carrier' && !isStaff(actor)) throw new Forbidden();
}

/** A carrier does not learn whose contract it is. */
const viewOf = (
  { _id, reference, number, recipient, state, objection, cutOverOn, createdAt, contractId }: PortOutRow,
  actor: Actor,
): PortOutView => ({
  id: _id,
  reference,
  number,
  recipient,
  state,
  objection,
  cutOverOn,
  createdAt: createdAt.toISOString(),
  ...(isStaff(actor) ? { contractId } : {}),
});
