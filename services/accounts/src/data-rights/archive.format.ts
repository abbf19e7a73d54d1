import { createHash } from 'node:crypto';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** Something to put into an archive, in the order of names: rows of one name come one after the other. */
export interface ArchivePart {
  readonly name: string;
  readonly kind: 'rows' | 'file';
  readonly content: string;
}
export interface Packed {
  readonly bytes: number;
  readonly sha256: string;
  readonly pieces: number;
}

const PIECE_BYTES = 2 * 1024 * 1024;

/**
 * Packs parts into a zip, piece by piece: however much there is, a part and a piece are in memory. Rows of one name become
 * one JSON list. The same parts make the same archive to the byte, so that packing again after a crash writes the same pieces.
 */
export async function packArchive(
  parts: AsyncIterable<ArchivePart>,
  at: Date,
  write: (index: number, bytes: Buffer) => Promise<void>,
): Promise<Packed> {
  const pieces = new Pieces(write);
  const zip = new Zip((error, chunk) => (error ? pieces.fail(error) : pieces.take(chunk)));
  let list: { readonly name: string; readonly file: ZipDeflate } | undefined;
  const close = (): void => {
    list?.file.push(Buffer.from(']'), true);
    list = undefined;
  };
  for await (const { name, kind, content } of parts) {
    if (list && (kind === 'file' || list.name !== name)) close();
    if (kind === 'file') addWhole(zip, name, Buffer.from(content, 'base64'), at);
    else {
      const rows = content.slice(1, -1);
      list?.file.push(Buffer.from(`,\n${rows}`));
      list ??= begun(zip, name, rows, at);
    }
    await pieces.flush(PIECE_BYTES);
  }
  close();
  zip.end();
  await pieces.flush(1);
  return pieces.packed();
}

function begun(zip: Zip, name: string, rows: string, at: Date): { name: string; file: ZipDeflate } {
  const file = new ZipDeflate(name);
  file.mtime = at;
  zip.add(file);
  file.push(Buffer.from(`[${rows}`));
  return { name, file };
}

/** Files are PDFs and pictures, compressed already. */
function addWhole(zip: Zip, name: string, bytes: Buffer, at: Date): void {
  const file = new ZipPassThrough(name);
  file.mtime = at;
  zip.add(file);
  file.push(bytes, true);
}

/** What the zip has given out and is not written yet. */
class Pieces {
  private readonly hash = createHash('sha256');
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  private index = 0;
  private bytes = 0;
  private failure?: Error;

  constructor(private readonly write: (index: number, bytes: Buffer) => Promise<void>) {}

  take(chunk: Uint8Array): void {
    this.waiting.push(chunk);
    this.waitingBytes += chunk.length;
  }

  fail(error: Error): void {
    this.failure ??= error;
  }

  /** Writes whole pieces, and with `least` of one all that is left. */
  async flush(least: number): Promise<void> {
    if (this.failure) throw this.failure;
    if (this.waitingBytes < least) return;
    const all = Buffer.concat(this.waiting);
    const kept = least > 1 ? all.length % PIECE_BYTES : 0;
    for (let from = 0; from < all.length - kept; from += PIECE_BYTES)
      await this.put(all.subarray(from, Math.min(from + PIECE_BYTES, all.length - kept)));
    this.waiting = kept > 0 ? [all.subarray(all.length - kept)] : [];
    this.waitingBytes = kept;
  }

  private async put(piece: Buffer): Promise<void> {
    this.hash.update(piece);
    this.bytes += piece.length;
    await this.write(this.index++, piece);
  }

  packed(): Packed {
    return { bytes: this.bytes, sha256: this.hash.digest('hex'), pieces: this.index };
  }
}
