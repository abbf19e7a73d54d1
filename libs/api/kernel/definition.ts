import type { BodyClass } from './field.js';

export const SERVICES = ['accounts', 'numbers', 'billing', 'tickets'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** A question to one service, answered before its deadline or not at all. */
export interface RpcDefinition<Request = unknown, Reply = unknown> {
  readonly kind: 'rpc';
  readonly name: string;
  readonly service: ServiceName;
  readonly request: BodyClass<Request>;
  readonly reply: BodyClass<Reply>;
}

/** A fact that its sender has committed (`event`), or a task for one service (`command`); delivered at least once. */
export interface MessageDefinition<Body = unknown> {
  readonly kind: 'event' | 'command';
  /** `<owner>.<aggregate>.<what-happened>.v<N>`; also the routing key. */
  readonly name: string;
  readonly owner: ServiceName;
  readonly body: BodyClass<Body>;
  readonly description: string;
}

const serviceOf = (name: string): ServiceName => {
  const service = name.split('.')[0] as ServiceName;
  if (!SERVICES.includes(service)) throw new RangeError(`${name} does not start with a service's name`);
  return service;
};

/** Defines an RPC; its name starts with the service that answers it. */
export const rpc = <Request, Reply>(
  name: string,
  request: BodyClass<Request>,
  reply: BodyClass<Reply>,
): RpcDefinition<Request, Reply> => ({ kind: 'rpc', name, service: serviceOf(name), request, reply });

/** Defines an event; its name starts with the service that sends it. */
export const event = <Body>(name: string, body: BodyClass<Body>, description: string): MessageDefinition<Body> => ({
  kind: 'event',
  name,
  owner: serviceOf(name),
  body,
  description,
});

/** Defines a command; its name starts with the service that carries it out. */
export const command = <Body>(name: string, body: BodyClass<Body>, description: string): MessageDefinition<Body> => ({
  kind: 'command',
  name,
  owner: serviceOf(name),
  body,
  description,
});
