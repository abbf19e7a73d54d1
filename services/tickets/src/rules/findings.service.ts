import { Inject, Injectable } from '@nestjs/common';
import { SERVICES, type ServiceName } from '#libs/api/kernel/definition.js';
import { SAGAS_RPC, type SagaView } from '#libs/api/kernel/sagas.js';
import { DeadLetters, type DeadLetter } from '#libs/messaging/dead-letters.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { PlatformConfig } from '#libs/platform/config.js';
import type { RaisedTicket } from './raised-tickets.table.js';

const deadLetterTicket = (letter: DeadLetter): RaisedTicket => ({
  category: 'technical',
  priority: 'high',
  cause: `dead-letter:${letter.service}:${letter.id}`,
  subject: `Message ${letter.type} could not be handled by ${letter.service || 'its service'}`,
  note: `Dead letter ${letter.id} about ${letter.subject}, since ${letter.diedAt}: ${letter.reason}\nRead it with "openvoip dead show ${letter.id}"; once the cause is gone, "openvoip dead replay ${letter.id}".`,
});

const stuckSagaTicket = (saga: SagaView): RaisedTicket => ({
  category: 'technical',
  priority: 'urgent',
  contractId: saga.contractId,
  cause: `saga-stuck:${saga.id}`,
  subject: `The ${saga.kind} ${saga.id} of ${saga.service} does not go on`,
  note: `It fails at "${saga.step}": ${saga.failure ?? 'no reason stored'}. It is still tried; staff can resume or compensate it.`,
});

/** Where long-running work may be stuck. */
export const WATCHED_SERVICES = SERVICES.filter((service) => service !== 'tickets');

/** What is wrong although no event tells of it: messages in the dead-letter queue, and long-running work that is stuck. */
@Injectable()
export class Findings {
  constructor(
    @Inject(PlatformConfig) private readonly platform: PlatformConfig,
    @Inject(RpcClient) private readonly rpc: RpcClient,
  ) {}

  /** The letters stay where they are. */
  async deadLetters(): Promise<RaisedTicket[]> {
    const letters = await DeadLetters.open(this.platform.RABBITMQ_URL, this.platform.OPENVOIP_NAMESPACE);
    try {
      return (await letters.list()).map(deadLetterTicket);
    } finally {
      await letters.close();
    }
  }

  /** Of one service; the tickets service itself carries out none. */
  async stuckSagas(service: ServiceName): Promise<RaisedTicket[]> {
    const { items } = await this.rpc.call(SAGAS_RPC[service].list, { stuck: true, limit: 100 });
    return items.map(stuckSagaTicket);
  }
}
