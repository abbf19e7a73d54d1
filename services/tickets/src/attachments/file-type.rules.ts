/** A kind of file that is accepted: how its content begins, and the endings its name may have. */
interface FileType {
  readonly contentType: string;
  readonly endings: readonly string[];
  readonly matches: (content: Buffer) => boolean;
}

const startsWith =
  (...bytes: readonly number[]) =>
  (content: Buffer): boolean =>
    bytes.every((byte, index) => content[index] === byte);

const CONTROL = /[^\P{Cc}\t\r\n\f]/u;

/** UTF-8 text without control characters other than white space. */
function isPlainText(content: Buffer): boolean {
  try {
    return !CONTROL.test(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return false;
  }
}

/** Nothing here runs when it is opened. */
const FILE_TYPES: readonly FileType[] = [
  { contentType: 'application/pdf', endings: ['pdf'], matches: startsWith(0x25, 0x50, 0x44, 0x46, 0x2d) },
  { contentType: 'image/png', endings: ['png'], matches: startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { contentType: 'image/jpeg', endings: ['jpg', 'jpeg'], matches: startsWith(0xff, 0xd8, 0xff) },
  // A document with a digital signature (CAdES): DER of a long sequence.
  { contentType: 'application/pkcs7-mime', endings: ['p7m'], matches: startsWith(0x30, 0x82) },
  { contentType: 'text/plain', endings: ['txt', 'log', 'csv'], matches: isPlainText },
];

export const ACCEPTED_ENDINGS = FILE_TYPES.flatMap((type) => type.endings);

/** The type of a file by its content, if its name agrees; what the sender says it is does not count. */
export function contentTypeOf(fileName: string, content: Buffer): string | undefined {
  const ending = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return FILE_TYPES.find((type) => type.endings.includes(ending) && type.matches(content))?.contentType;
}

const LONGEST_NAME = 120;

/** The file's own name: no folders, no control characters, not too long; its ending stays. */
export function plainFileName(name: string): string {
  const own = name.replace(/\p{C}/gu, '').split(/[/\\]/).at(-1)!.trim() || 'file';
  return own.length <= LONGEST_NAME ? own : own.slice(0, 60) + own.slice(-(LONGEST_NAME - 60));
}
