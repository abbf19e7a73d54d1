import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import type { RpcDefinition } from '#libs/api/kernel/definition.js';
import type { BodyClass } from '#libs/api/kernel/field.js';

export interface Answer {
  readonly body: BodyClass<any> | undefined;
  readonly status: number;
  /** One line in English for the API document. */
  readonly summary: string;
  /** The RPCs that it asks: the API document lists what they may answer with. */
  readonly calls?: readonly RpcDefinition<any, any>[];
  /** The media type, where the answer is not JSON. */
  readonly contentType?: string;
  /** What it takes, where it takes the bytes as they come. */
  readonly reads?: SignedBody;
}

/** A body that another system writes and signs, as the API document tells it: its own documentation is the whole of it. */
export interface SignedBody {
  /** JSON Schema of what is read of it. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly signature: { readonly header: string; readonly description: string };
}
export const ANSWER = Symbol('answer');

/**
 * Declares what a handler answers with: its status, and for the API document its body and what it does. Without a body
 * class the answer is empty (204) or of another media type.
 */
export const Answers = (
  body: BodyClass<any> | undefined,
  options: Omit<Answer, 'body' | 'status'> & { status?: number },
): MethodDecorator => {
  const status = options.status ?? (body || options.contentType ? 200 : 204);
  return applyDecorators(HttpCode(status), SetMetadata(ANSWER, { ...options, body, status } satisfies Answer));
};
