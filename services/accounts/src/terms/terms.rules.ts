import type { Locale } from '#libs/api/kernel/actor.js';
import type { Text } from '#libs/api/kernel/domain-error.js';
import { NOTICE_DAYS, noticeEnds } from '#libs/italy/notice.js';
import { isRomeDate, type RomeDate } from '#libs/italy/rome-time.js';

/** A version of the terms as the index declares it. */
export interface TermsEntry {
  readonly version: string;
  readonly from: RomeDate;
  /** When customers are told of it; every version but the first has it. */
  readonly announced?: RomeDate;
  /** What changes, in a sentence. */
  readonly changes?: Text;
}

/** One language of a version. */
export interface TermsDocument {
  readonly text: string;
  /** Of the text's bytes in UTF-8, lower-case hexadecimal. */
  readonly sha256: string;
}

/** A version of the terms with its texts. */
export interface TermsVersion extends TermsEntry {
  readonly documents: Readonly<Record<Locale, TermsDocument>>;
}

/** What is wrong with the order and the dates of the versions: a change of terms is announced 30 days before it holds (R26). */
export function termsProblems(versions: readonly TermsEntry[]): string[] {
  return versions.flatMap((entry, index) =>
    problemsOf(entry, versions[index - 1]).map((what) => `terms ${entry.version}: ${what}`),
  );
}

function problemsOf({ from, announced, changes }: TermsEntry, before: TermsEntry | undefined): string[] {
  if (!isRomeDate(from) || (before && before.from >= from)) return ['versions must be in order of their dates'];
  if (!before) return [];
  if (!announced || !isRomeDate(announced) || !changes) return ['says when it is announced, and what changes'];
  return noticeEnds(announced) > from
    ? [
        `must be announced ${NOTICE_DAYS} days before it holds: on ${announced} it can begin on ${noticeEnds(announced)}`,
      ]
    : [];
}
