import { fileTypeFromBuffer } from 'file-type';

/** Types that are accepted, each with the endings that the name of such a file may have. */
export type AcceptedTypes = Readonly<Record<string, readonly string[]>>;

/** What a file that nothing runs of is known by, by `file-type`. */
export const DOCUMENT_TYPES = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
} as const satisfies AcceptedTypes;

/** The ending of a name, in lower case; empty where it has none. */
export const endingOf = (fileName: string): string => /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';

/** The type of a file by its content, if its name agrees; what the sender says it is does not count. */
export async function contentTypeOf(
  fileName: string,
  content: Buffer,
  accepted: AcceptedTypes = DOCUMENT_TYPES,
): Promise<string | undefined> {
  const ending = endingOf(fileName);
  if (!Object.values(accepted).some((endings) => endings.includes(ending))) return undefined;
  const found = await fileTypeFromBuffer(content);
  return found && accepted[found.mime]?.includes(ending) ? found.mime : undefined;
}

const LONGEST_NAME = 120;

/** The file's own name: no folders, no control characters, not too long; its ending stays. */
export function plainFileName(name: string): string {
  const own = name.replace(/\p{C}/gu, '').split(/[/\\]/).at(-1)!.trim() || 'file';
  return own.length <= LONGEST_NAME ? own : own.slice(0, 60) + own.slice(-(LONGEST_NAME - 60));
}
