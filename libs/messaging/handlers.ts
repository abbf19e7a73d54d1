import { applyDecorators } from '@nestjs/common';
import { Ctx, EventPattern, MessagePattern, Payload } from '@nestjs/microservices';
import type { MessageDefinition, RpcDefinition } from '#libs/api/kernel/definition.js';

/** Passes the body as the first parameter and the context as the second, so that handlers need no parameter decorators. */
const bodyAndContext: MethodDecorator = (target, key) => {
  Payload()(target, key, 0);
  Ctx()(target, key, 1);
};

/** Answers an RPC: `(request, context: RequestContext) => Promise<Reply>`. */
export const HandleRpc = (definition: RpcDefinition<any, any>): MethodDecorator =>
  applyDecorators(bodyAndContext, MessagePattern(definition.name, { definition }));

/** Handles a message, at least once: `(body, delivery: Delivery) => Promise<void>`. A throw means: try again later. */
export const HandleMessage = (definition: MessageDefinition<any>): MethodDecorator =>
  applyDecorators(bodyAndContext, EventPattern(definition.name, { definition }) as MethodDecorator);
