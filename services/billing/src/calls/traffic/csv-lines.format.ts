import { createReadStream } from 'node:fs';

const NEW_LINE = 0x0a;

/** A line of a file as it came, without its line break. */
export interface FileLine {
  readonly text: string;
  /** Its bytes, also of what was cut off. */
  readonly bytes: number;
  /** Longer than `most`: `text` is its beginning only. */
  readonly cut: boolean;
}

/** Lines of a file one after the other, however long they are, with a look at those that follow. */
export class LineReader {
  private readonly lines: AsyncGenerator<FileLine>;
  private readonly ahead: FileLine[] = [];

  /** `most`: bytes that are kept of a line. */
  constructor(path: string, most: number) {
    this.lines = linesOf(path, most);
  }

  /** The line that comes `offset` lines after the next one; none past the end. */
  async peek(offset = 0): Promise<FileLine | undefined> {
    while (this.ahead.length <= offset) {
      const { value, done } = await this.lines.next();
      if (done) return undefined;
      this.ahead.push(value);
    }
    return this.ahead[offset];
  }

  /** Goes on behind the next `count` lines, which were looked at. */
  skip(count: number): void {
    this.ahead.splice(0, count);
  }
}

async function* linesOf(path: string, most: number): AsyncGenerator<FileLine> {
  let parts: Buffer[] = [];
  let bytes = 0;
  const keep = (part: Buffer): void => {
    const room = Math.max(0, most - bytes);
    if (room > 0) parts.push(part.subarray(0, room));
    bytes += part.length;
  };
  const line = (): FileLine => {
    const made = { text: Buffer.concat(parts).toString('utf8').replace(/\r$/, ''), bytes, cut: bytes > most };
    [parts, bytes] = [[], 0];
    return made;
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, from)) {
      keep(chunk.subarray(from, end));
      yield line();
      from = end + 1;
    }
    keep(chunk.subarray(from));
  }
  if (bytes > 0) yield line();
}
