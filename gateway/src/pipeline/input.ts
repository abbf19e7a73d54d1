import { Body, createParamDecorator, Param, Query, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InvalidInput } from '#libs/api/kernel/domain-error.js';
import { fieldsOf, type BodyClass } from '#libs/api/kernel/field.js';
import { Id, RomeDay, BillingPeriod, E164, Text } from '#libs/api/kernel/fields.js';
import { assertObject, queryValues, UNEXPECTED, validated } from './validate.js';

/** What the handlers of a controller take, for the OpenAPI document. */
export interface HandlerInput {
  body?: BodyClass;
  query?: BodyClass;
  path: Record<string, PathKind>;
  /** Takes its path parameters and its body (or query) together. */
  whole?: BodyClass;
}
const inputs = new WeakMap<object, Map<string | symbol, HandlerInput>>();

/** What a handler takes. */
export function inputOf(controller: object, handler: string | symbol): HandlerInput {
  const handlers = inputs.get(controller) ?? new Map<string | symbol, HandlerInput>();
  inputs.set(controller, handlers);
  const input = handlers.get(handler) ?? { path: {} };
  handlers.set(handler, input);
  return input;
}

class BodyPipe<T> implements PipeTransform<unknown, T> {
  constructor(private readonly body: BodyClass<T>) {}
  transform(value: unknown): T {
    return validated(this.body, value === undefined ? {} : value);
  }
}

class QueryPipe<T> implements PipeTransform<Record<string, unknown>, T> {
  constructor(private readonly query: BodyClass<T>) {}
  transform(value: Record<string, unknown>): T {
    return validated(this.query, queryValues(this.query, value));
  }
}

/** The JSON body, checked against its contract class; an absent body counts as `{}`, null does not. */
export const FromBody =
  (body: BodyClass<any>): ParameterDecorator =>
  (target, key, index) => {
    inputOf(target, key!).body = body;
    Body(new BodyPipe(body))(target, key, index);
  };

/** The query string, checked against its contract class; numbers and booleans come as such. */
export const FromQuery =
  (query: BodyClass<any>): ParameterDecorator =>
  (target, key, index) => {
    inputOf(target, key!).query = query;
    Query(new QueryPipe(query))(target, key, index);
  };

class IdParameter {
  @Id() value!: string;
}
class NumberParameter {
  @E164() value!: string;
}
class DayParameter {
  @RomeDay() value!: string;
}
class PeriodParameter {
  @BillingPeriod() value!: string;
}
class CodeParameter {
  @Text({ max: 100, pattern: /^[\w.-]+$/ }) value!: string;
}

/** Kinds of path parameter; `code` is any short word of letters, digits, `_`, `.` and `-`. */
export const PATH_KINDS = {
  id: IdParameter,
  number: NumberParameter,
  day: DayParameter,
  period: PeriodParameter,
  code: CodeParameter,
} as const;
export type PathKind = keyof typeof PATH_KINDS;

/** Kinds whose pattern says all that is wrong with a value: the hot path takes no other check. */
const PATTERN_SAYS_ALL: readonly PathKind[] = ['id', 'number', 'code'];

/** The pattern decides where it can; the full check decides the rest, and words what is wrong. */
class PathPipe implements PipeTransform<string, string> {
  private readonly pattern: RegExp;
  private readonly maxLength: number;

  constructor(
    private readonly name: string,
    private readonly kind: PathKind,
  ) {
    const { pattern, maxLength } = fieldsOf(PATH_KINDS[kind])[0]!.schema as { pattern: string; maxLength: number };
    this.pattern = new RegExp(pattern);
    this.maxLength = maxLength;
  }

  transform(value: string): string {
    if (PATTERN_SAYS_ALL.includes(this.kind) && value.length <= this.maxLength && this.pattern.test(value))
      return value;
    try {
      return validated<{ value: string }>(PATH_KINDS[this.kind], { value }).value;
    } catch (error) {
      if (error instanceof InvalidInput) throw new InvalidInput([{ field: this.name, text: error.fields[0]!.text }]);
      throw error;
    }
  }
}

/** A path parameter, checked. */
export const FromPath =
  (name: string, kind: PathKind = 'id'): ParameterDecorator =>
  (target, key, index) => {
    inputOf(target, key!).path[name] = kind;
    Param(name, new PathPipe(name, kind))(target, key, index);
  };

class WholePipe<T> implements PipeTransform<FastifyRequest, T> {
  constructor(private readonly whole: BodyClass<T>) {}
  transform({ method, params, query, body }: FastifyRequest): T {
    const inPath = queryValues(this.whole, params as Record<string, unknown>);
    const sent = readsQuery(method)
      ? queryValues(this.whole, query as Record<string, unknown>)
      : body === undefined
        ? {}
        : body;
    assertObject(sent);
    const twice = Object.keys(inPath).filter((name) => Object.hasOwn(sent, name));
    if (twice.length > 0) throw new InvalidInput(twice.map((field) => ({ field, text: UNEXPECTED })));
    return validated(this.whole, { ...sent, ...inPath });
  }
}

/** Whether a method's input is its query string rather than a body. */
export const readsQuery = (method: string): boolean => method === 'GET' || method === 'DELETE';

export const theRequest = createParamDecorator((_: unknown, host: ExecutionContext) =>
  host.switchToHttp().getRequest<FastifyRequest>(),
);

/**
 * A contract class filled from the whole request: fields named like a path parameter come from the path, the others from
 * the body (from the query string of GET and DELETE). What most handlers need to call an RPC.
 */
export const FromRequest =
  (whole: BodyClass<any>): ParameterDecorator =>
  (target, key, index) => {
    inputOf(target, key!).whole = whole;
    theRequest(new WholePipe(whole))(target, key, index);
  };

/** The caller's address, through trusted proxies. */
export const CallerIp = createParamDecorator(
  (_: unknown, host: ExecutionContext) => host.switchToHttp().getRequest<FastifyRequest>().ip,
);

/** What the caller's device says of itself, cut and in plain letters; nothing where it says nothing. */
export const CallerDevice = createParamDecorator((_: unknown, host: ExecutionContext) => {
  const { headers } = host.switchToHttp().getRequest<FastifyRequest>();
  return (
    headers['user-agent']
      ?.replace(/[^\x20-\x7e]/g, '')
      .trim()
      .slice(0, 200) || undefined
  );
});
