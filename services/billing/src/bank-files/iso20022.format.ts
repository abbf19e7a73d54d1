import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { isRomeDate, romeDate, type RomeDate } from '#libs/italy/rome-time.js';
import { cleanText } from '#libs/italy/text.rules.js';
import { parseDecimal, type Cents } from '#libs/money/money.js';

/** An element of a bank's message: its children by name; attributes are `@name`, its own text beside them `#text`. */
export type Node = Readonly<Record<string, any>>;

/** Envelopes (head.001, a bank's own) stand around a message a few elements deep. */
const MOST_ENVELOPES = 6;
const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
});

/**
 * Reads a message of ISO 20022, whatever its name spaces. What is no XML is `refused` with why; so is a document type: these
 * messages have none, and the entities that it could declare grow without bound.
 */
export function readXml(xml: string, refused: (why: string) => Error): Node {
  const text = xml.replace(/^\uFEFF/, '').trimStart();
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw refused('DOCTYPE');
  try {
    if (XMLValidator.validate(text) === true) return parser.parse(text) as Node;
  } catch (error) {
    // Nested without end, or named like what the language keeps for itself.
    throw refused((error as Error).message.slice(0, 100));
  }
  throw refused('XML');
}

/** Every element with one of these names, however many envelopes are around it. */
export function elements(node: unknown, names: readonly string[], depth = 0): Node[] {
  if (Array.isArray(node)) return node.flatMap((each) => elements(each, names, depth));
  if (depth > MOST_ENVELOPES || node === null || typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([name, inner]) =>
    names.includes(name) ? list(inner) : elements(inner, names, depth + 1),
  );
}

/** An element that may be there never, once or often; empty ones have no children. */
export const list = (value: unknown): Node[] =>
  (value === undefined ? [] : [value].flat()).map((each) =>
    each !== null && typeof each === 'object' ? (each as Node) : ({ '#text': each } as Node),
  );

/** What an element says on one line, without the space around it and characters that no text has; undefined where it says nothing. */
export function textOf(value: unknown): string | undefined {
  const own = Array.isArray(value) ? value[0] : value;
  const text: unknown = own !== null && typeof own === 'object' ? (own as Node)['#text'] : own;
  const seen = typeof text === 'string' ? cleanText(text).trim() : '';
  return seen === '' ? undefined : seen;
}

/** What each of an element's occurrences says. */
export const textsOf = (value: unknown): string[] => list(value).flatMap((each) => textOf(each) ?? []);

/** xs:boolean, which is written in two ways. */
export const isTrue = (value: unknown): boolean => ['true', '1'].includes(textOf(value) ?? '');

/** An amount of money as a bank writes it. */
export interface BankAmount {
  readonly cents: Cents;
  readonly currency: string;
}

/** xs:decimal of a currency with two decimals; undefined where it is no such amount. A sign is taken. */
export function amountOf(amount: unknown): BankAmount | undefined {
  const parts = /^([+-]?)(\d*)(?:\.(\d{0,2})0*)?$/.exec(textOf(amount) ?? '');
  if (!parts || `${parts[2]}${parts[3] ?? ''}` === '') return undefined;
  const [, sign, whole, decimals = ''] = parts;
  try {
    return {
      cents: parseDecimal(`${sign === '-' ? '-' : ''}${whole || '0'}.${decimals.padEnd(2, '0')}`),
      currency: textOf((list(amount)[0] ?? {})['@Ccy']) ?? '',
    };
  } catch {
    return undefined;
  }
}

/** Whether banks and we can have known it: what lies beyond is a slip that date arithmetic must not meet. */
const isOfThisCentury = (day: string): boolean => day.startsWith('20');

/** The day in Rome that a date or time names; a time without a zone is the bank's own, in Rome. Undefined where it is no day of this century. */
export function dayOf(date: unknown): RomeDate | undefined {
  const node = list(date)[0];
  const written = textOf(node?.Dt) ?? textOf(node?.DtTm) ?? textOf(date);
  const day = written?.slice(0, 10);
  if (!written || !day || !isRomeDate(day) || !isOfThisCentury(day)) return undefined;
  const isInstant = /T.*(Z|[+-]\d{2}:?\d{2})$/i.test(written);
  const instant = isInstant ? new Date(written) : undefined;
  return instant && !Number.isNaN(instant.getTime()) ? romeDate(instant) : day;
}

/** What banks write where a reference must stand and there is none. */
const NO_REFERENCE = new Set([
  'NOTPROVIDED',
  'NONREF',
  'NOREF',
  'NOREFERENCE',
  'NOTAVAILABLE',
  'NOTAPPLICABLE',
  'UNKNOWN',
  'NONE',
  'NA',
]);

/** A reference that names something. */
export function referenceOf(value: unknown): string | undefined {
  const reference = textOf(value);
  const plain = reference?.toUpperCase().replace(/[^A-Z0-9]/g, '') ?? '';
  return plain === '' || /^0+$/.test(plain) || NO_REFERENCE.has(plain) ? undefined : reference;
}
