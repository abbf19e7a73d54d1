import { Inject, Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { numbersOrdersRpc } from '#libs/api/numbers/orders.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import type { SagaDefinition } from '#libs/messaging/saga.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import { UnitOfWork, type Tx } from '#libs/messaging/unit-of-work.js';
import { Clock } from '#libs/platform/clock.js';
import { ChangeApplier } from './change-applier.service.js';
import type { ReadModel } from '#libs/platform/mongo.js';
import type { ChangeOrderRow } from './change-order.schema.js';
import { ChangeOrderStore } from './change-order.store.js';

interface Data {
  readonly changeId: string;
  readonly contractId: string;
  readonly numbers?: string[];
}

const RESERVATION_MS = 24 * 3_600_000;
/**
 * A change that adds numbers: reserved in the numbers service, charged here, then assigned there. Refused anywhere before
 * the charge, the numbers go back; once charged it only goes forward.
 */
@Injectable()
export class ChangeSaga {
  private readonly definition: SagaDefinition<Data> = {
    kind: 'billing.change',
    steps: [
      {
        name: 'reserve numbers',
        run: ({ data }) => this.reserve(data),
        compensate: async ({ data }) =>
          void (await this.rpc.call(numbersOrdersRpc.release, { orderId: data.changeId, contractId: data.contractId })),
      },
      {
        name: 'charge',
        run: ({ data }) => this.charge(data),
        compensate: async ({ data }) =>
          (await this.order(data.changeId)).state === 'confirming' ? undefined : 'past-return',
      },
      { name: 'assign numbers', run: ({ data }) => this.assign(data) },
    ],
    undone: async ({ data, error }) =>
      void (await this.store.moveIf(data.changeId, 'refuse', 'saga', { refusal: error })),
  };

  constructor(
    @InjectModel('ChangeOrder') private readonly orders: ReadModel<ChangeOrderRow>,
    @Inject(ChangeOrderStore) private readonly store: ChangeOrderStore,
    @Inject(RpcClient) private readonly rpc: RpcClient,
    @Inject(SagaRunner) private readonly sagas: SagaRunner,
    @Inject(UnitOfWork) private readonly work: UnitOfWork,
    @Inject(ChangeApplier) private readonly applier: ChangeApplier,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    sagas.register(this.definition);
  }

  /** Begins it with the transaction that confirms the order. */
  begin({ _id, contractId }: ChangeOrderRow, tx: Tx): Promise<void> {
    return this.sagas.begin(this.definition, _id, { changeId: _id, contractId }, tx);
  }

  /** Runs it as far as it goes now. */
  async advance(changeId: string): Promise<void> {
    await this.sagas.advance(changeId);
  }

  private async reserve({ changeId, contractId }: Data): Promise<Partial<Data>> {
    const { customerId, district, moreNumbers } = await this.order(changeId);
    const expiresAt = new Date(this.clock.now().getTime() + RESERVATION_MS).toISOString();
    return this.rpc.call(numbersOrdersRpc.reserve, {
      orderId: changeId,
      contractId,
      customerId,
      quantity: moreNumbers,
      expiresAt,
      ...(district ? { district } : {}),
    });
  }

  private async charge({ changeId, numbers }: Data): Promise<void> {
    await this.work.run(async (tx) => {
      const order = await this.order(changeId);
      if (order.state === 'confirming') await this.applier.apply(tx, order, 'saga', numbers);
    });
  }

  /** What is paid for cannot be refused any more: a refusal counts as a failure, is tried again and seen by staff. */
  private async assign({ changeId, contractId }: Data): Promise<void> {
    try {
      await this.rpc.call(numbersOrdersRpc.assign, { orderId: changeId, contractId });
    } catch (error) {
      throw new Error(`numbers of ${changeId} are charged and not assigned`, { cause: error });
    }
  }

  private order(changeId: string): Promise<ChangeOrderRow> {
    return this.orders.findById(changeId).lean<ChangeOrderRow>().orFail();
  }
}
