/** A mail's text: what its sender wrote, and what was quoted of earlier mails, which is shown folded. */
export interface SplitText {
  readonly own: string;
  readonly quoted?: string;
}

/** Stands above the quoted text in what we send. */
export const ANSWER_ABOVE = '—— Rispondi sopra questa riga / Answer above this line ——';

const isQuoted = (line: string | undefined): boolean => line?.trimStart().startsWith('>') ?? false;
const isBlank = (line: string | undefined): boolean => line?.trim() === '';

/** `Il … ha scritto:`, `On … wrote:` and their like, on one line or broken over two. */
const INTRODUCTION = /^(il|in data|lo|on|at|am|le)\b.{4,240}(ha scritto|scrive|wrote|writes|schrieb|a écrit)\s*:$/i;
/** `Mario Rossi <mario@example.com> ha scritto:`, as some systems begin. */
const NAMED_INTRODUCTION = /^[^<>]{0,120}<?[^\s<>]+@[^\s<>]+>?[^<>]{0,60}(ha scritto|wrote)\s*:$/i;
const SEPARATOR =
  /^[-–—_*\s]{0,40}(messaggio originale|messaggio inoltrato|original message|forwarded message|inizio messaggio inoltrato:|begin forwarded message:)[-–—_*\s]{0,40}$/i;
const HEADER_FROM = /^\*{0,2}(da|from|mittente):\*{0,2}\s.+/i;
const HEADER_DATE = /^\*{0,2}(inviato|inviata|data|sent|date):\*{0,2}\s.+/i;
const HEADER_OTHER = /^\*{0,2}(a|to|cc|oggetto|subject):\*{0,2}\s.+/i;
/** Lines in which the header of a quoted mail is complete. */
const HEADER_LINES = 6;

/** Longer lines are prose; patterns would take their time with them. */
const LONGEST_INTRODUCTION = 400;

const introduces = (line: string, by: RegExp): boolean => line.length <= LONGEST_INTRODUCTION && by.test(line);

/** How many lines above `at` introduce what is quoted there; blank lines in between count. */
function introductionAbove(lines: readonly string[], at: number): number {
  let last = at - 1;
  while (last >= 0 && isBlank(lines[last])) last--;
  if (last < 0) return 0;
  const one = lines[last]!.trim();
  if (introduces(one, INTRODUCTION)) return at - last;
  const two = last > 0 && !isBlank(lines[last - 1]) ? `${lines[last - 1]!.trim()} ${one}` : '';
  if (introduces(two, INTRODUCTION)) return at - last + 1;
  return introduces(one, NAMED_INTRODUCTION) ? at - last : 0;
}

/** The header of a mail as Outlook puts it above what it quotes. */
function beginsHeader(lines: readonly string[], at: number): boolean {
  if (!HEADER_FROM.test(lines[at]!.trim())) return false;
  const following = lines.slice(at + 1, at + HEADER_LINES).map((line) => line.trim());
  return following.some((line) => HEADER_DATE.test(line)) && following.some((line) => HEADER_OTHER.test(line));
}

/** Where a quotation without `>` begins, which goes to the end: our own line, a separator, or a header. */
function plainQuotation(lines: readonly string[]): number | undefined {
  const at = lines.findIndex(
    (line, index) =>
      !isQuoted(line) && (line.includes(ANSWER_ABOVE) || SEPARATOR.test(line.trim()) || beginsHeader(lines, index)),
  );
  if (at < 0) return undefined;
  const ruled = at > 0 && /^_{5,}$/.test(lines[at - 1]!.trim()) ? at - 1 : at;
  return ruled - introductionAbove(lines, ruled);
}

interface Block {
  /** With its introduction. */
  readonly from: number;
  /** First line after it. */
  readonly to: number;
  /** Whether it is the mail that was answered, and not a line that the sender quotes or writes with `>`. */
  readonly answered: boolean;
}

/** Runs of lines with `>`, blank ones between them included. */
function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (!isQuoted(lines[at])) continue;
    let to = at;
    for (let next = at; next < lines.length && (isQuoted(lines[next]) || isBlank(lines[next])); next++)
      if (isQuoted(lines[next])) to = next + 1;
    const above = introductionAbove(lines, at);
    blocks.push({
      from: at - above,
      to,
      answered: above > 0 || lines.slice(at, to).some((line) => line.includes(ANSWER_ABOVE)),
    });
    at = to;
  }
  return blocks;
}

/** The quotation that can be folded: the only one, or the one at the end below answers between the lines. */
function foldable(lines: readonly string[]): Block | undefined {
  const blocks = blocksOf(lines);
  const last = blocks.at(-1);
  if (!last) return undefined;
  const atEnd = lines.slice(last.to).every(isBlank);
  if (blocks.length === 1) return last.answered || atEnd ? last : undefined;
  return last.answered && atEnd ? last : undefined;
}

const joined = (lines: readonly string[]): string =>
  lines
    .slice(
      Math.max(
        0,
        lines.findIndex((line) => !isBlank(line)),
      ),
    )
    .join('\n')
    .trimEnd();

/**
 * Splits the text of a mail into what was written and what was quoted; no line is lost. Answers between quoted lines stay where
 * they are, quotes included, and a mail that would have nothing of its own is its own as a whole.
 */
export function splitQuoted(text: string): SplitText {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const whole = { own: joined(lines) };
  const plain = plainQuotation(lines);
  const { from, to } =
    plain === undefined
      ? (foldable(lines) ?? { from: lines.length, to: lines.length })
      : { from: plain, to: lines.length };
  if (from === lines.length) return whole;
  const own = [joined(lines.slice(0, from)), joined(lines.slice(to))].filter((part) => part.trim() !== '').join('\n\n');
  return own === '' ? whole : { own, quoted: joined(lines.slice(from, to)) };
}
