import { generateKeyPairSync } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { SignJWT } from 'jose';
import supertest from 'supertest';
import { accountsDataRightsRpc } from '#libs/api/accounts/data-rights.js';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '#libs/api/kernel/access-token.js';
import { systemActor, type Actor, type RequestContext, type Role } from '#libs/api/kernel/actor.js';
import { SERVICES, type MessageDefinition, type RpcDefinition, type ServiceName } from '#libs/api/kernel/definition.js';
import { DomainError, NotFound } from '#libs/api/kernel/domain-error.js';
import { Broker } from '#libs/messaging/broker.js';
import { publishOptions } from '#libs/messaging/envelope.js';
import { declareTopology, names } from '#libs/messaging/topology.js';
import { readConfig, type PlatformConfig } from '#libs/platform/config.js';
import { newId } from '#libs/platform/ids.js';
import { asGateway, removeNamespace, testConfig } from '#libs/testing/environment.js';
import { eventually } from '#libs/testing/wait.js';
import { createGateway } from '../../src/gateway.process.js';
import { GatewayConfig } from '../../src/config/gateway.config.js';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
export const publicKeyOneLine = Buffer.from(publicKey.export({ type: 'spki', format: 'pem' })).toString('base64');

type Answerer = (request: any, context: RequestContext) => unknown;

/** A call that a peer received. */
export interface Call {
  readonly rpc: string;
  readonly request: any;
  readonly context: RequestContext;
  readonly headers: Record<string, unknown>;
}

/** An access token as accounts issues them. */
export async function tokenFor(
  who: { kind?: 'customer' | 'staff' | 'carrier' | 'switch'; roles: readonly Role[]; customerId?: string; id?: string },
  expiresIn: string | number = '5m',
  key = privateKey,
): Promise<string> {
  return new SignJWT({
    kind: who.kind ?? 'customer',
    roles: who.roles,
    ...(who.customerId ? { customerId: who.customerId } : {}),
  })
    .setProtectedHeader({ alg: 'EdDSA' })
    .setIssuer(TOKEN_ISSUER)
    .setAudience(TOKEN_AUDIENCE)
    .setSubject(who.id ?? newId('usr'))
    .setIssuedAt()
    .setExpirationTime(expiresIn)
    .sign(key);
}

/**
 * The gateway on the real broker, with peers that answer RPCs in place of the services: what is under test is the HTTP
 * edge. A service is out of reach until its first `answer`.
 */
export class GatewayUnderTest {
  readonly calls: Call[] = [];
  /** The gateway asks for this by itself, whatever is requested: nobody is erased unless a test says so. */
  private readonly answers = new Map<string, Answerer>([
    [accountsDataRightsRpc.erasuresNow.name, () => ({ items: [] })],
  ]);
  private readonly served = new Set<ServiceName>();

  private constructor(
    readonly config: PlatformConfig,
    readonly app: NestFastifyApplication,
    private readonly broker: ChannelModel,
    private readonly channel: ConfirmChannel,
  ) {}

  /** `brokerUrl` puts something between the gateway alone and the broker. */
  static async start(
    overrides: Record<string, string> = {},
    brokerUrl?: string,
    panelFolder?: string,
  ): Promise<GatewayUnderTest> {
    const platform = testConfig();
    const gateway = readConfig(GatewayConfig, {
      JWT_PUBLIC_KEY: publicKeyOneLine,
      ATTEMPTS_PER_MINUTE: '1000',
      ...overrides,
    });
    const broker = await connect(platform.RABBITMQ_URL);
    const channel = await broker.createConfirmChannel();
    await declareTopology(channel, platform.OPENVOIP_NAMESPACE);
    const app = await createGateway({
      platform: { ...platform, RABBITMQ_URL: asGateway(brokerUrl ?? platform.RABBITMQ_URL) },
      gateway,
      panelFolder,
    });
    await eventually('the gateway to be connected', () => app.get(Broker).isConnected);
    return new GatewayUnderTest(platform, app, broker, channel);
  }

  get http(): ReturnType<typeof supertest> {
    return supertest(this.app.getHttpServer());
  }

  /** A customer's sign-in: the authorization header and who it is. */
  async customer(customerId = newId('cus')): Promise<{ customerId: string; authorization: string }> {
    return { customerId, authorization: `Bearer ${await tokenFor({ roles: ['customer'], customerId })}` };
  }

  /** Answers an RPC from now on. */
  async answer<Request, Reply>(
    definition: RpcDefinition<Request, Reply>,
    answerer: (request: Request, context: RequestContext) => unknown,
  ): Promise<void> {
    this.answers.set(definition.name, answerer as Answerer);
    await this.serve(definition.service);
  }

  /** Answers 404 to every RPC of every service that has no answer of its own. */
  async serveAll(): Promise<void> {
    for (const service of SERVICES) await this.serve(service);
  }

  private async serve(service: ServiceName): Promise<void> {
    if (this.served.has(service)) return;
    this.served.add(service);
    await this.channel.consume(
      names(this.config.OPENVOIP_NAMESPACE).rpc(service),
      (message) => {
        if (!message) return;
        const { type, replyTo, correlationId, headers } = message.properties;
        const context = JSON.parse(String(headers?.context)) as RequestContext;
        const request: unknown = JSON.parse(message.content.toString());
        if (type !== accountsDataRightsRpc.erasuresNow.name)
          this.calls.push({ rpc: String(type), request, context, headers: headers ?? {} });
        void this.reply(String(type), request, context).then(({ kind, body }) =>
          this.channel.publish('', String(replyTo), Buffer.from(JSON.stringify(body)), { correlationId, type: kind }),
        );
      },
      { noAck: true },
    );
  }

  private async reply(
    rpc: string,
    request: unknown,
    context: RequestContext,
  ): Promise<{ kind: string; body: unknown }> {
    try {
      const answerer = this.answers.get(rpc);
      if (!answerer) throw new NotFound(rpc);
      return { kind: 'reply', body: await answerer(request, context) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { kind: 'error', body: error.toBody() };
    }
  }

  /** The last call of an RPC. */
  lastCall(definition: RpcDefinition<any, any>): Call {
    const found = this.calls.findLast(({ rpc }) => rpc === definition.name);
    if (!found) throw new Error(`${definition.name} was not called`);
    return found;
  }

  async publish<Body>(
    definition: MessageDefinition<Body>,
    subject: string,
    body: Body,
    actor: Actor = systemActor('test'),
  ): Promise<string> {
    const id = newId('evt');
    const envelope = {
      id,
      type: definition.name,
      source: '/openvoip/test',
      subject,
      time: new Date(),
      context: { correlationId: newId('cor'), actor, locale: 'it' as const },
      trace: {},
    };
    this.channel.publish(
      names(this.config.OPENVOIP_NAMESPACE).events,
      definition.name,
      Buffer.from(JSON.stringify(body)),
      publishOptions(envelope),
    );
    await this.channel.waitForConfirms();
    return id;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.broker.close();
    await removeNamespace(this.config);
  }
}
