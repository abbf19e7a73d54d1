import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { IsString } from 'class-validator';
import type { Model } from 'mongoose';
import { readConfig } from '#libs/platform/config.js';
import { writeWhole } from '#libs/platform/whole-file.js';
import type { AttachmentRow } from './attachment.schema.js';

class FilesConfig {
  /** Where files are kept, shared by the replicas of the service. */
  @IsString() DOCUMENTS_FOLDER!: string;
}

/** A file that was checked and can be kept and recorded. */
export interface CheckedFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  readonly content: Buffer;
}

export const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** Files of tickets on disk, each once under its checksum. */
@Injectable()
export class AttachmentFiles {
  private readonly config = readConfig(FilesConfig);

  constructor(@InjectModel('Attachment') private readonly attachments: Model<AttachmentRow>) {}

  /** Writes files, does the work that records them, and leaves none on disk that was not recorded, however the work ends. */
  async during<T>(files: readonly CheckedFile[], work: () => Promise<T>): Promise<T> {
    for (const file of files) await this.write(file);
    try {
      return await work();
    } finally {
      for (const file of files) await this.keepIfRecorded(file);
    }
  }

  /** A file whose other record was refused meanwhile may be gone: it is written again. */
  private async keepIfRecorded(file: CheckedFile): Promise<void> {
    if (!(await this.isRecorded(file.sha256))) return this.remove(file.sha256);
    await access(this.path(file.sha256)).catch(() => this.write(file));
  }

  private async write({ sha256, content }: CheckedFile): Promise<void> {
    const path = this.path(sha256);
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, content);
  }

  /** Removes a stored file for good; one that is gone is fine. */
  async remove(sha256: string): Promise<void> {
    await rm(this.path(sha256), { force: true });
  }

  /** The content of a stored file. @throws when it is not the one that was stored */
  async contentOf({ _id, sha256 }: Pick<AttachmentRow, '_id' | 'sha256'>): Promise<Buffer> {
    const content = await readFile(this.path(sha256));
    if (sha256Of(content) !== sha256) throw new Error(`the file of attachment ${_id} is not what was stored`);
    return content;
  }

  get folder(): string {
    return join(this.config.DOCUMENTS_FOLDER, 'tickets');
  }

  async isRecorded(sha256: string): Promise<boolean> {
    return (await this.attachments.exists({ sha256 })) !== null;
  }

  private path(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}
