import type { PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError, InvalidInput } from '#libs/api/kernel/domain-error.js';
import type { BodyClass } from '#libs/api/kernel/field.js';
import { schemaOf } from '#libs/api/kernel/schema.js';
import { cleanText } from '#libs/italy/text.rules.js';
import { currentContext, withContext } from '#libs/platform/context.js';
import { httpError } from './http-errors.js';
import { inputOf, theRequest } from './input.js';
import { queryValues, validated } from './validate.js';

/** A file as it was sent: its name, cleaned, and its type are claims, check them before use. */
export interface UploadedFile {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}
export interface Upload<T> {
  readonly fields: T;
  readonly files: readonly UploadedFile[];
}

async function readParts(request: FastifyRequest): Promise<Upload<Record<string, unknown>>> {
  if (!request.isMultipart()) throw httpError(415);
  const most = request.routeOptions.config.permission?.uploadBytes ?? 0;
  const fields: Record<string, unknown> = {};
  const files: UploadedFile[] = [];
  let total = 0;
  for await (const part of request.parts()) {
    if (part.type === 'file')
      files.push({ filename: cleanText(part.filename), contentType: part.mimetype, bytes: await part.toBuffer() });
    else Object.defineProperty(fields, part.fieldname, { value: part.value, enumerable: true, configurable: true });
    total += part.type === 'file' ? files.at(-1)!.bytes.length : 0;
    if (total > most) throw httpError(413);
  }
  return { fields, files };
}

/**
 * One of several calls of a request to the same RPC: each has an idempotency key of its own, which is the same again when
 * the request is repeated.
 */
export function asPart<T>(part: number, work: () => Promise<T>): Promise<T> {
  const context = currentContext();
  return withContext(
    context.idempotencyKey ? { ...context, idempotencyKey: `${context.idempotencyKey}.${part}` } : context,
    work,
  );
}

class UploadPipe<T> implements PipeTransform<FastifyRequest, Promise<Upload<T>>> {
  constructor(private readonly fields: BodyClass<T>) {}

  async transform(request: FastifyRequest): Promise<Upload<T>> {
    const { fields, files } = await readParts(request).catch((error: { statusCode?: number }) =>
      Promise.reject(error instanceof DomainError ? error : httpError(error.statusCode ?? 400)),
    );
    if (files.length === 0)
      throw new InvalidInput([
        { field: 'files', text: { it: 'serve almeno un file', en: 'at least one file is needed' } },
      ]);
    return { fields: validated(this.fields, queryValues(this.fields, fields)), files };
  }
}

/** multipart/form-data: its files, in memory, and its fields checked against a contract class; the route's row must have `uploadBytes`. */
export const FromUpload =
  (fields: BodyClass<any>): ParameterDecorator =>
  (target, key, index) => {
    inputOf(target, key!).body = fields;
    theRequest(new UploadPipe(fields))(target, key, index);
  };

/** Schema of an upload for the API document: the fields, and the files under `files`. */
export function uploadSchema(
  fields: BodyClass | undefined,
  reference: (body: BodyClass) => Record<string, unknown>,
): Record<string, unknown> {
  const schema = fields ? schemaOf(fields, reference) : { type: 'object', properties: {}, required: [] };
  return {
    ...schema,
    properties: {
      ...(schema.properties as object),
      files: { type: 'array', items: { type: 'string', format: 'binary' } },
    },
  };
}
