import { Controller, Inject, Module } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Schema, type Connection } from 'mongoose';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { activationCharged, type ActivationCharged } from '#libs/api/billing/billing.js';
import { numbersGivenUp, servicesChanged } from '#libs/api/billing/changes.js';
import { AssignNumber, numberAssigned, numbersRpc, type ReserveNumber } from '#libs/api/numbers/numbers.js';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import { ANYONE } from '#libs/api/kernel/callers.js';
import { rpc } from '#libs/api/kernel/definition.js';
import { Done } from '#libs/api/kernel/shared.js';
import type { Delivery } from '#libs/messaging/envelope.js';
import { HandleMessage, HandleRpc } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';

/** As `numbersRpc.assign`, for anybody and once for each key. */
export const probeAssign = rpc('numbers.probe.assign', AssignNumber, Done, { callers: ANYONE, key: true });

/** A service as small as can be, with the contracts of the numbers service: it counts what it is asked. */
@Controller()
export class Probe {
  failures = 0;
  /** Answered to every reservation in place of its district. */
  replies?: string;
  constructor(
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @InjectConnection() readonly connection: Connection,
  ) {
    if (!connection.models.Tally) connection.model('Tally', new Schema({ _id: String, count: Number }));
  }

  @HandleRpc(numbersRpc.reserve)
  reserve(request: ReserveNumber): unknown {
    if (request.district === '099')
      throw new DomainError({
        code: 'no_number',
        status: 409,
        text: { it: 'Nessun numero', en: 'No number' },
        details: { district: request.district },
      });
    return { number: '+390212345678', district: this.replies ?? '02', expiresAt: request.expiresAt };
  }

  @HandleRpc(probeAssign)
  assign(request: AssignNumber, context: RequestContext): Promise<unknown> {
    return this.work.once(context, request, async (tx) => {
      await this.count(request.contractId);
      tx.emit(numberAssigned, request.contractId, {
        contractId: request.contractId,
        customerId: request.customerId,
        number: request.number,
        assignedAt: new Date().toISOString(),
      });
      return { done: 'assigned' };
    });
  }

  @HandleMessage(activationCharged)
  async charged(body: ActivationCharged, delivery: Delivery): Promise<void> {
    if (this.failures-- > 0) throw new Error('the database blinked');
    await this.work.handle(delivery, () => this.count(body.contractId));
  }

  @HandleMessage(servicesChanged)
  servicesChanged(): void {}

  @HandleMessage(numbersGivenUp)
  givenUp(): void {}

  private async count(id: string): Promise<void> {
    await this.connection.models.Tally!.updateOne({ _id: id }, { $inc: { count: 1 } }, { upsert: true });
  }

  async tally(id: string): Promise<number> {
    return (await this.connection.models.Tally!.findById(id).lean())?.count ?? 0;
  }
}

@Module({ controllers: [Probe] })
export class ProbeModule {}

const holder = { kind: 'private' as const, name: 'Mario Rossi', taxCode: 'RSSMRA80A01F205X' };
export const charge = (contractId: string): ActivationCharged => ({
  contractId,
  customerId: newId('cus'),
  number: '+390212345678',
  holder,
  chargedGrossCents: 100,
  at: new Date().toISOString(),
});
export const assignment = (contractId: string): AssignNumber => ({
  contractId,
  customerId: 'cus_00000000000000000000000001',
  number: '+390212345678',
  holder,
});
