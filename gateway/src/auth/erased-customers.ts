import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { ChannelModel } from 'amqplib';
import type { Logger } from 'pino';
import { ErasureUnderWay } from '#libs/api/errors/accounts/data-rights.errors.js';
import { DataErased } from '#libs/api/kernel/http.errors.js';
import { accountsDataRightsRpc, erasureMoved, type ErasureMoved } from '#libs/api/accounts/data-rights.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { Broker } from '#libs/messaging/broker.js';
import { RpcClient } from '#libs/messaging/rpc-client.js';
import { backgroundContext, withContext } from '#libs/platform/context.js';
import { LOGGER } from '#libs/platform/tokens.js';
import type { Permission } from './permissions.js';

const ASK_AGAIN_MS = 1_000;

/**
 * Customers whose data is being erased, or was while their access tokens still run: a token is checked by its signature alone, and
 * would go on for its minutes (R29). Heard from accounts, and asked for whenever this process may have missed something.
 */
@Injectable()
export class ErasedCustomers implements OnModuleInit {
  private readonly known = new Map<string, ErasureMoved>();
  /** Heard since accounts was asked: newer than what it answers. */
  private readonly heard = new Set<string>();
  private connection?: ChannelModel;

  constructor(
    @Inject(Broker) private readonly broker: Broker,
    @Inject(RpcClient) private readonly rpc: RpcClient,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.broker.onConnect((connection) => this.listen(connection));
  }

  /**
   * While it lasts a customer reads and begins nothing; afterwards it asks nothing but what became of the erasure.
   * @throws ErasureUnderWay, DataErased
   */
  assertNotErased({ customerId }: Actor, method: string, { whenErased }: Permission): void {
    const found = customerId === undefined ? undefined : this.known.get(customerId);
    if (!found || whenErased || found.state === 'refused') return;
    if (found.state === 'completed') throw new DataErased();
    if (method !== 'GET') throw new ErasureUnderWay();
  }

  private async listen(connection: ChannelModel): Promise<void> {
    const channel = await this.broker.vitalChannel(connection, 'erasures');
    const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true });
    await channel.bindQueue(queue, this.broker.names.events, erasureMoved.name);
    this.connection = connection;
    this.heard.clear();
    const hear = ({ content }: { content: Buffer }): void => {
      const moved = JSON.parse(content.toString('utf8')) as ErasureMoved;
      this.heard.add(moved.customerId);
      this.keep(moved);
    };
    await this.broker.consume(connection, queue, hear, { noAck: true });
    void this.ask(connection);
  }

  /** Accounts may start later than this process. */
  private async ask(connection: ChannelModel): Promise<void> {
    if (this.connection !== connection) return;
    try {
      const { items } = await withContext(backgroundContext('gateway-erasures'), () =>
        this.rpc.call(accountsDataRightsRpc.erasuresNow, {}),
      );
      const now = new Set(items.map(({ customerId }) => customerId));
      for (const customerId of this.known.keys())
        if (!now.has(customerId) && !this.heard.has(customerId)) this.known.delete(customerId);
      for (const each of items) if (!this.heard.has(each.customerId)) this.keep(each);
    } catch (error) {
      this.logger.debug({ reason: (error as Error).message }, 'accounts will be asked for erasures again');
      setTimeout(() => void this.ask(connection), ASK_AGAIN_MS).unref();
    }
  }

  private keep(moved: ErasureMoved): void {
    for (const [customerId, { tokensUntil }] of this.known)
      if (tokensUntil && Date.parse(tokensUntil) < Date.now()) this.known.delete(customerId);
    this.known.set(moved.customerId, moved);
  }
}
