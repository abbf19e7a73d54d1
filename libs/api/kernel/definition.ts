import { MessageTooLarge } from '#libs/api/kernel/messaging.errors.js';
import type { Caller } from './callers.js';
import {
  Forbidden,
  IdempotencyKeyReused,
  InvalidInput,
  knownErrors,
  ServiceUnavailable,
  type ErrorClass,
} from './domain-error.js';
import type { BodyClass } from './field.js';

export const SERVICES = ['accounts', 'numbers', 'billing', 'tickets'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** What an RPC says of itself beside its request and answer; the transport holds everybody to it. */
export interface RpcTerms {
  /** Anybody else is refused with `forbidden` before the handler is asked. */
  readonly callers: readonly Caller[];
  /** It takes an idempotency key, remembered under the RPC's own name; without this none reaches the handler. */
  readonly key?: boolean;
  /** How long a caller waits; 3 seconds unless it says more. */
  readonly deadlineMs?: number;
  /** The domain errors that it may answer with, beside those of every RPC (`ERRORS_OF_ALL`). */
  readonly errors?: readonly ErrorClass[];
}

/** A question to one service, answered before its deadline or not at all. */
export interface RpcDefinition<Request = unknown, Reply = unknown> extends Required<RpcTerms> {
  readonly kind: 'rpc';
  readonly name: string;
  readonly service: ServiceName;
  readonly request: BodyClass<Request>;
  readonly reply: BodyClass<Reply>;
}

/** What any RPC may be answered with. */
export const ERRORS_OF_ALL: readonly ErrorClass[] = [InvalidInput, Forbidden, ServiceUnavailable, MessageTooLarge];

/** Every error that a caller of the RPC may meet. */
export const errorsOf = ({ errors, key }: RpcDefinition<any, any>): readonly ErrorClass[] => [
  ...errors,
  ...(key ? [IdempotencyKeyReused] : []),
  ...ERRORS_OF_ALL,
];

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

const DEADLINE_MS = 3_000;

/** Defines an RPC; its name starts with the service that answers it. Its errors come back to callers as their own class. */
export function rpc<Request, Reply>(
  name: string,
  request: BodyClass<Request>,
  reply: BodyClass<Reply>,
  { callers, key = false, deadlineMs = DEADLINE_MS, errors = [] }: RpcTerms,
): RpcDefinition<Request, Reply> {
  knownErrors(...errors);
  return { kind: 'rpc', name, service: serviceOf(name), request, reply, callers, key, deadlineMs, errors };
}

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
