import { emailKey } from '#libs/italy/text.rules.js';

/** What is known of a mail before it may touch a ticket. */
export interface MailFacts {
  /** Envelope sender; empty for bounces (RFC 5321, 4.5.5). */
  readonly envelopeFrom: string;
  /** The one mailbox that it is from; empty where there is none, or several. */
  readonly from: string;
  /** Header values, names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** What a delivery report says was done, for each recipient (RFC 3464, 2.3.3). */
  readonly actions?: readonly string[];
}

/** `report` is a receipt of reading, or of delivery that was made or may still be. */
export type MailKind = 'answer' | 'bounce' | 'report' | 'automatic' | 'own';

/** Put on everything that the platform sends; a mail that carries it is our own come back. */
export const LOOP_HEADER = 'x-openvoip-ticket';
const ROBOTS = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+-].*)?@/i;
const REPORT = /^multipart\/report\b/;
const REPORT_TYPE = /report-type\s*=\s*"?([\w-]+)/;

/** The actions in the fields of a delivery report. */
export const actionsIn = (deliveryStatus: string): string[] =>
  [...deliveryStatus.matchAll(/^action[ \t]*:[ \t]*([a-z]+)/gim)].map(([, action]) => action!.toLowerCase());

/** Of reports only those of a failed delivery are bounces (RFC 3464; receipts of reading: RFC 8098). One that does not say is taken for a bounce. */
function kindOfReport(contentType: string, actions: readonly string[]): 'bounce' | 'report' {
  const type = REPORT_TYPE.exec(contentType)?.[1] ?? 'delivery-status';
  if (type !== 'delivery-status') return 'report';
  return actions.length === 0 || actions.includes('failed') ? 'bounce' : 'report';
}

/**
 * Whether a person wrote it. Bounces, reports and automatic answers (RFC 3834 and the habits of common systems) never count as
 * a customer's answer: they would reopen tickets, and two machines would answer each other for ever.
 */
export function kindOf({ envelopeFrom, from, headers, actions = [] }: MailFacts): MailKind {
  const header = (name: string): string => headers.get(name)?.toLowerCase() ?? '';
  if (headers.has(LOOP_HEADER)) return 'own';
  if (REPORT.test(header('content-type'))) return kindOfReport(header('content-type'), actions);
  const submitted = header('auto-submitted');
  // Automatic answers have no envelope sender either (RFC 3834, 3.3).
  if (submitted.startsWith('auto-replied')) return 'automatic';
  if (envelopeFrom === '' || /^mailer-daemon@/i.test(from)) return 'bounce';
  if (submitted !== '' && submitted !== 'no') return 'automatic';
  if (
    /\b(bulk|junk|list|auto_reply)\b/.test(header('precedence')) ||
    headers.has('list-id') ||
    headers.has('x-autoreply') ||
    headers.has('x-autorespond')
  )
    return 'automatic';
  return ROBOTS.test(from) ? 'automatic' : 'answer';
}

/** A mailbox or a group, as it stands in an address field. */
interface Writer {
  readonly address?: string;
  readonly group?: readonly unknown[];
}

/** The mailbox that a mail is from, as addresses are compared (`emailKey`). Several, a group or two From fields are nobody's word: undefined. */
export function soleWriter(fromFields: number, writers: readonly Writer[]): string | undefined {
  const [only] = writers;
  return fromFields === 1 && writers.length === 1 && only?.address && !only.group ? emailKey(only.address) : undefined;
}

const PREFIX = /^\s*(re|r|rif|risposta|fw|fwd|i|inoltro)\s*(\[\d+\])?\s*(:|$)\s*/i;
const TICKET_NUMBER = /\[T\d+\]/gi;
const alike = (subject: string): string => subject.toLowerCase().replace(/\s+/g, ' ').trim();

/** What the subject of a mail says beyond that of its ticket; undefined when it says nothing new. */
export function newSubject(subject: string, ticketSubject: string): string | undefined {
  let own = subject.replace(TICKET_NUMBER, ' ').trim();
  while (PREFIX.test(own)) own = own.replace(PREFIX, '');
  return own === '' || alike(own) === alike(ticketSubject) ? undefined : own.replace(/\s+/g, ' ').slice(0, 300);
}
