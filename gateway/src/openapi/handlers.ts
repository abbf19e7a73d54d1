import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import { ANSWER, type Answer } from '../pipeline/answers.js';
import { inputOf, type HandlerInput } from '../pipeline/input.js';

/** A route as its controller declares it. */
export interface Handler {
  readonly controller: string;
  readonly name: string;
  readonly method: string;
  /** As Fastify has it: `/v1/contracts/:contractId`. */
  readonly path: string;
  readonly answer: Answer | undefined;
  readonly input: HandlerInput;
}

const joined = (...parts: string[]): string =>
  `/${parts
    .map((part) => part.replace(/^\/|\/$/g, ''))
    .filter(Boolean)
    .join('/')}`;

/** Every route of these controllers. */
export function handlersOf(controllers: readonly Type[]): Handler[] {
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Record<string, unknown>;
    const prefix = String(Reflect.getMetadata(PATH_METADATA, controller) ?? '');
    return Object.getOwnPropertyNames(prototype)
      .filter((name) => name !== 'constructor' && typeof prototype[name] === 'function')
      .flatMap((name) => {
        const handler = prototype[name] as object;
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        if (method === undefined) return [];
        const path = joined(prefix, String(Reflect.getMetadata(PATH_METADATA, handler)));
        return [
          {
            controller: controller.name,
            name,
            method: RequestMethod[method],
            path,
            answer: Reflect.getMetadata(ANSWER, handler) as Answer | undefined,
            input: inputOf(prototype, name),
          },
        ];
      });
  });
}
