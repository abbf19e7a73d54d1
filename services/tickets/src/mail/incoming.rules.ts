/** What is known of a mail before it may touch a ticket. */
export interface MailFacts {
  /** Envelope sender; empty for bounces (RFC 5321, 4.5.5). */
  readonly envelopeFrom: string;
  readonly from: string;
  /** Header values, names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

export type MailKind = 'answer' | 'bounce' | 'automatic' | 'own';

/** Put on everything that the platform sends; a mail that carries it is our own come back. */
export const LOOP_HEADER = 'x-openvoip-ticket';
const ROBOTS = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+-].*)?@/i;

/**
 * Whether a person wrote it. Bounces and automatic answers (RFC 3834 and the habits of common systems) never count as a
 * customer's answer: they would reopen tickets, and two machines would answer each other for ever.
 */
export function kindOf({ envelopeFrom, from, headers }: MailFacts): MailKind {
  const header = (name: string): string => headers.get(name)?.toLowerCase() ?? '';
  if (headers.has(LOOP_HEADER)) return 'own';
  if (envelopeFrom === '' || header('content-type').startsWith('multipart/report') || /^mailer-daemon@/i.test(from)) return 'bounce';
  const submitted = header('auto-submitted');
  if (submitted !== '' && submitted !== 'no') return 'automatic';
  if (/\b(bulk|junk|list|auto_reply)\b/.test(header('precedence')) || headers.has('list-id') || headers.has('x-autoreply') || headers.has('x-autorespond')) return 'automatic';
  return ROBOTS.test(from) ? 'automatic' : 'answer';
}

/** Stands above the quoted text in what we send. */
export const ANSWER_ABOVE = '—— Rispondi sopra questa riga / Answer above this line ——';
const QUOTE_INTRODUCTION = /^(on .{5,200} wrote:|il .{5,200} ha scritto:|-{2,} ?(messaggio originale|original message) ?-{2,})$/i;
const LONGEST = 20_000;

/** What the customer wrote, without what was quoted below. */
export function newText(text: string): string {
  const above = text.split(ANSWER_ABOVE)[0]!;
  const lines = above.replace(/\r\n/g, '\n').split('\n');
  // The introduction of a quotation may be the line before the marker, itself quoted with ">".
  const quoted = lines.findIndex((line, index) => QUOTE_INTRODUCTION.test(line.trim()) || (line.startsWith('>') && lines.slice(index).every((rest) => rest.startsWith('>') || rest.trim() === '')));
  return (quoted < 0 ? lines : lines.slice(0, quoted)).join('\n').trim().slice(0, LONGEST);
}
