import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { NotFound } from '#libs/api/kernel/domain-error.js';
import type { PortDocumentKind, PortFile } from '#libs/api/numbers/port-in.js';
import { DocumentRefused } from '#libs/api/errors/numbers/porting.errors.js';
import { Clock } from '#libs/platform/clock.js';
import { newId } from '#libs/platform/ids.js';
import { contentTypeOf, plainFileName } from '#libs/platform/uploaded-file.js';
import { writeWhole } from '#libs/platform/whole-file.js';
import { NumbersConfig } from '../config/numbers.config.js';
import type { PortDocumentRow } from './port.schema.js';

const MAX_BYTES = 5 * 1_048_576;

/** Documents of port orders on disk, each kept once under its checksum; their type is read from their content. */
@Injectable()
export class PortDocuments {
  constructor(
    @Inject(NumbersConfig) private readonly config: NumbersConfig,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A file that may be kept. @throws DocumentRefused */
  async checked(kind: PortDocumentKind, name: string, content: Buffer): Promise<PortDocumentRow> {
    const fileName = plainFileName(name);
    const contentType = content.length > MAX_BYTES ? undefined : await contentTypeOf(fileName, content);
    if (!contentType) throw new DocumentRefused();
    const sha256 = createHash('sha256').update(content).digest('hex');
    return {
      id: newId('doc'),
      kind,
      fileName,
      contentType,
      size: content.length,
      sha256,
      at: this.clock.now(),
    };
  }

  /** Reads a file back. @throws when it is not the one that was kept. */
  async read({ fileName, contentType, sha256 }: PortDocumentRow): Promise<PortFile> {
    const content = await readFile(this.pathOf(sha256)).catch(() => Promise.reject(new NotFound('document')));
    if (createHash('sha256').update(content).digest('hex') !== sha256)
      throw new Error(`document ${sha256} was changed on disk`);
    return { fileName, contentType, content: content.toString('base64') };
  }

  /** Removes a file for good; one that is gone is fine. */
  async remove(sha256: string): Promise<void> {
    await rm(this.pathOf(sha256), { force: true });
  }

  /** Writes a file, after all that may refuse it has been asked. */
  async write(sha256: string, content: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeWhole(this.pathOf(sha256), content);
  }

  get folder(): string {
    return join(this.config.DOCUMENTS_FOLDER, 'numbers');
  }

  private pathOf(sha256: string): string {
    return join(this.folder, sha256);
  }
}
