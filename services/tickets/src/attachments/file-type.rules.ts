import { contentTypeOf, DOCUMENT_TYPES, endingOf } from '#libs/platform/uploaded-file.js';

const SIGNED = 'p7m';
const TEXT: readonly string[] = ['txt', 'log', 'csv'];
const CONTROL = /[^\P{Cc}\t\r\n\f]/u;

/** UTF-8 text without control characters other than white space. */
function isPlainText(content: Buffer): boolean {
  try {
    return !CONTROL.test(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch {
    return false;
  }
}

export const ACCEPTED_ENDINGS: readonly string[] = [...Object.values(DOCUMENT_TYPES).flat(), SIGNED, ...TEXT];

/** The type of a file by its content, if its name agrees: nothing here runs when it is opened. Two have no mark that the library knows. */
export async function attachmentTypeOf(fileName: string, content: Buffer): Promise<string | undefined> {
  const ending = endingOf(fileName);
  // A document with a digital signature (CAdES): DER of a long sequence.
  if (ending === SIGNED) return content[0] === 0x30 && content[1] === 0x82 ? 'application/pkcs7-mime' : undefined;
  if (TEXT.includes(ending)) return isPlainText(content) ? 'text/plain' : undefined;
  return contentTypeOf(fileName, content);
}
