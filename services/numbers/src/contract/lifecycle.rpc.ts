import { Controller, Inject } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import {
  numbersLifecycleRpc,
  type ChangeHolder,
  type EndNumbers,
  type NumbersEnded,
  type TakeBack,
} from '#libs/api/numbers/lifecycle.js';
import type { Done } from '#libs/api/kernel/shared.js';
import { HandleRpc } from '#libs/messaging/handlers.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { MigrationCodes } from '../porting/migration-codes.service.js';
import { PortIns } from '../porting/port-in.service.js';
import { EndedNumbers } from '../lifecycle/ended-numbers.service.js';
import { Lifecycle } from '../lifecycle/lifecycle.service.js';

/** What the sagas of accounts ask for, and staff of numbers that have left. */
@Controller()
export class LifecycleRpc {
  constructor(
    @Inject(Lifecycle) private readonly lifecycle: Lifecycle,
    @Inject(EndedNumbers) private readonly ended: EndedNumbers,
    @Inject(MigrationCodes) private readonly codes: MigrationCodes,
    @Inject(PortIns) private readonly portIns: PortIns,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
  ) {}

  @HandleRpc(numbersLifecycleRpc.cancelPendingPorts)
  async cancelPendingPorts({ contractId, reason }: EndNumbers): Promise<Done> {
    await this.work.run((tx) => this.portIns.cancelOfContract(contractId, tx, reason));
    return { done: 'cancelled' };
  }

  @HandleRpc(numbersLifecycleRpc.quarantine)
  async quarantine(request: EndNumbers): Promise<NumbersEnded> {
    await this.work.run(() => this.lifecycle.endContract(request));
    const ended = await this.ended.ofContract(request.contractId);
    return {
      done: 'quarantined',
      portable: ended.map(({ row, portableUntil }) => ({
        number: row._id,
        migrationCode: this.codes.of(row),
        portableUntil,
      })),
    };
  }

  @HandleRpc(numbersLifecycleRpc.takeBack)
  async takeBack(request: TakeBack, context: RequestContext): Promise<Done> {
    await this.work.once(context, request, () => this.lifecycle.takeBack(request.number, request.reason));
    return { done: 'quarantined' };
  }

  @HandleRpc(numbersLifecycleRpc.changeHolder)
  async changeHolder(request: ChangeHolder): Promise<Done> {
    await this.work.run(async () => {
      await this.lifecycle.changeHolder(request);
      await this.portIns.changeCustomer(request.contractId, request.customerId);
    });
    return { done: 'changed' };
  }
}
