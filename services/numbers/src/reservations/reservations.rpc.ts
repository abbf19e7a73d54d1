import { Controller, Inject } from '@nestjs/common';
import { numbersRpc, type AssignNumber, type ReserveNumber, type ReservedNumber } from '#libs/api/numbers/numbers.js';
import { numbersOrdersRpc, type OfOrder, type OrderNumbers, type ReserveForOrder } from '#libs/api/numbers/orders.js';
import type { Done, OfContract } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { Assignments } from './assignments.service.js';
import { Reservations } from './reservations.service.js';

@Controller()
export class ReservationsRpc {
  constructor(
    @Inject(Reservations) private readonly reservations: Reservations,
    @Inject(Assignments) private readonly assignments: Assignments,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  @HandleRpc(numbersRpc.reserve)
  reserve(request: ReserveNumber): Promise<ReservedNumber> {
    return this.reservations.reserve(request);
  }

  @HandleRpc(numbersRpc.release)
  async release({ contractId }: OfContract): Promise<Done> {
    await this.reservations.release(contractId);
    return { done: 'released' };
  }

  @HandleRpc(numbersRpc.assign)
  async assign(request: AssignNumber): Promise<Done> {
    await this.work.run((tx) => this.assignments.assign(request, tx));
    return { done: 'assigned' };
  }

  @HandleRpc(numbersOrdersRpc.reserve)
  reserveForOrder(request: ReserveForOrder): Promise<OrderNumbers> {
    return this.reservations.reserveForOrder(request);
  }

  @HandleRpc(numbersOrdersRpc.assign)
  async assignOrder(request: OfOrder): Promise<OrderNumbers> {
    const numbers = (await this.reservations.numbersOfOrder(request)).map(({ _id }) => _id);
    await this.work.run((tx) => this.assignments.assignMore(request.contractId, numbers, tx));
    return { numbers };
  }

  @HandleRpc(numbersOrdersRpc.release)
  async releaseOrder(request: OfOrder): Promise<Done> {
    await this.reservations.releaseOrder(request);
    return { done: 'released' };
  }
}
