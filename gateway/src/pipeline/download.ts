import type { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { create as contentDisposition } from 'content-disposition';

/** A file to be saved under its name, whatever characters it has. Never shown in the browser: a file of a stranger must not run in the origin of the API. */
export function download(
  fileName: string,
  content: Buffer | Readable,
  { type = 'application/octet-stream', length }: { type?: string; length?: number | undefined } = {},
): StreamableFile {
  const options = { type, disposition: contentDisposition(fileName), ...(length ? { length } : {}) };
  return Buffer.isBuffer(content) ? new StreamableFile(content, options) : new StreamableFile(content, options);
}
