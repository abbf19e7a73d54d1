import { Controller, Module, type INestMicroservice, type Type } from '@nestjs/common';
import type { RequestContext } from '#libs/api/kernel/actor.js';
import type { MessageDefinition, RpcDefinition, ServiceName } from '#libs/api/kernel/definition.js';
import { subscriptionsOf } from '#libs/api/subscriptions.js';
import { Broker } from '#libs/messaging/broker.js';
import { HandleMessage, HandleRpc } from '#libs/messaging/handlers.js';
import { runService } from '#libs/messaging/run-service.js';
import type { ServiceUnderTest } from './service.js';
import { eventually } from './wait.js';

/** One answer of a peer: an RPC and what it replies, or throws. */
export type Answer = readonly [
  definition: RpcDefinition<any, any>,
  answer: (request: any, context: RequestContext) => unknown,
];

/**
 * Another service on the namespace of the one under test: it answers the given RPCs over the real broker, keeps what it
 * was asked, and takes every message that it is sent. What answers is the test's own.
 */
export class Peer {
  private constructor(
    private readonly app: INestMicroservice,
    private readonly asked: readonly { name: string; request: any }[],
  ) {}

  static async start(of: ServiceUnderTest, service: ServiceName, answers: readonly Answer[]): Promise<Peer> {
    const asked: { name: string; request: any }[] = [];
    const app = await runService({
      service,
      module: peerModule(service, answers, asked),
      config: of.config,
      clock: of.clock,
    });
    await eventually(`${service} to be connected`, () => app.get(Broker).isConnected);
    return new Peer(app, asked);
  }

  /** The requests of an RPC so far. */
  requests<Request>(definition: RpcDefinition<Request, any>): Request[] {
    return this.asked.filter(({ name }) => name === definition.name).map(({ request }) => request as Request);
  }

  async stop(): Promise<void> {
    await this.app.close();
  }
}

type Handling = readonly [key: string, method: (...given: any[]) => unknown, decorate: MethodDecorator];

/** A controller with these handlers. */
function controllerOf(handlings: readonly Handling[]): Type {
  class Handlers {}
  for (const [key, value, decorate] of handlings) {
    const descriptor = { value, writable: true, configurable: true };
    Object.defineProperty(Handlers.prototype, key, descriptor);
    decorate(Handlers.prototype, key, descriptor);
  }
  Controller()(Handlers);
  return Handlers;
}

/** A controller that takes every message a service receives, save those handled elsewhere, and does nothing with it. */
export const ignoringMessages = (
  service: ServiceName,
  handledElsewhere: readonly MessageDefinition<any>[] = [],
): Type =>
  controllerOf(
    subscriptionsOf(service)
      .filter((definition) => !handledElsewhere.includes(definition))
      .map((definition) => [definition.name, () => undefined, HandleMessage(definition)]),
  );

function peerModule(service: ServiceName, answers: readonly Answer[], asked: { name: string; request: any }[]): Type {
  const answering = controllerOf(
    answers.map(([definition, answer]) => {
      const keepAndAnswer = async (request: unknown, context: RequestContext): Promise<unknown> => {
        asked.push({ name: definition.name, request });
        return answer(request, context);
      };
      return [definition.name, keepAndAnswer, HandleRpc(definition)];
    }),
  );
  class PeerModule {}
  Module({ controllers: [answering, ignoringMessages(service)] })(PeerModule);
  return PeerModule;
}
