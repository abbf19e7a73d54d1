import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { DomainError } from '#libs/contracts/domain-error.js';
import { isCreditorReference, parseCreditorReference } from '#libs/italy/creditor-reference.js';
import { isRomeDate, romeDate, type RomeDate } from '#libs/italy/rome-time.js';
import { cents, parseDecimal, sum } from '#libs/money/money.js';
import { hashOf } from '#libs/platform/ids.js';

/** Money that came in, as the statement tells it. */
export interface IncomingTransfer {
  /**
   * The same in every statement that holds it: the account and the bank's reference of the entry and transaction; where the
   * bank gave none, what is known of the money. What stands in a statement several times alike is numbered (`…#2`).
   */
  readonly bankReference: string;
  /** The bank's own names of this money alone, without our account: the entry's reference, the transaction's, both together. */
  readonly names: readonly string[];
  /** The reference of its entry, where that holds other transactions too. */
  readonly batchReference?: string;
  readonly amountCents: number;
  readonly bookedOn: RomeDate;
  readonly debtorName?: string;
  readonly debtorIban?: string;
  /** What the payer wrote. */
  readonly text: string;
  /** RF references (ISO 11649) found in it, each once. */
  readonly references: readonly string[];
}

/** A statement of one account and day. */
export interface Statement {
  readonly statementId: string;
  readonly iban: string;
  readonly transfers: readonly IncomingTransfer[];
  /** Entries that are no money in: debits, reversals, pending. */
  readonly others: number;
}

/** The file is not a CAMT.053 statement, or it contradicts itself. */
export class UnreadableStatement extends DomainError {
  constructor(why: string) {
    super({ code: 'unreadable_statement', status: 422, text: { it: `L’estratto conto non è leggibile: ${why}`, en: `The statement cannot be read: ${why}` } });
  }
}

type Node = Record<string, any>;
const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false, parseAttributeValue: false });
const list = (value: unknown): Node[] => (value === undefined || value === '' ? [] : ([value].flat() as Node[]));
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);
/** What banks write where they must give a reference and have none. */
const NO_REFERENCE = new Set(['NONREF', 'NOTPROVIDED']);
const LIKENESS_LENGTH = 20;
const referenceOf = (value: unknown): string | undefined => {
  const reference = textOf(value);
  return reference && !NO_REFERENCE.has(reference.toUpperCase()) ? reference : undefined;
};

/** Reads the statements of a CAMT.053 file, any version. @throws UnreadableStatement; then nothing of the file was taken. */
export function readCamt(xml: string): Statement[] {
  if (XMLValidator.validate(xml) !== true) throw new UnreadableStatement('XML');
  const root = (parser.parse(xml) as Node).Document?.BkToCstmrStmt as Node | undefined;
  if (!root) throw new UnreadableStatement('CAMT.053');
  return list(root.Stmt).map(statementOf);
}

function statementOf(statement: Node): Statement {
  const iban = textOf(statement.Acct?.Id?.IBAN) ?? textOf(statement.Acct?.Id?.Othr?.Id);
  const statementId = textOf(statement.Id);
  if (!iban || !statementId) throw new UnreadableStatement('Acct/Id');
  const entries = list(statement.Ntry);
  const credits = entries.filter(isMoneyIn);
  return { statementId, iban, transfers: numbered(credits.flatMap((entry) => transfersOf(entry, iban))), others: entries.length - credits.length };
}

/** The transfer under another reference, which is a name of it too. */
export const withSuffix = (transfer: IncomingTransfer, suffix: string): IncomingTransfer =>
  ({ ...transfer, bankReference: `${transfer.bankReference}${suffix}`, names: [...transfer.names, `${transfer.names.at(-1)}${suffix}`] });

/**
 * Within one statement what is alike is told apart by its place among its like: there, twice the same is twice money. Not across
 * statements, where it is the same money told again, or a reference that the bank used again.
 */
function numbered(transfers: readonly IncomingTransfer[]): IncomingTransfer[] {
  const seen = new Map<string, number>();
  return transfers.map((transfer) => {
    const place = (seen.get(transfer.bankReference) ?? 0) + 1;
    seen.set(transfer.bankReference, place);
    return place === 1 ? transfer : withSuffix(transfer, `#${place}`);
  });
}

/** A booked credit that is not the reversal of a debit of ours (a refund that came back is told by its status). */
function isMoneyIn(entry: Node): boolean {
  const status = textOf(entry.Sts) ?? textOf(entry.Sts?.Cd);
  return textOf(entry.CdtDbtInd) === 'CRDT' && textOf(entry.RvslInd) !== 'true' && (status === undefined || status === 'BOOK');
}

/** One entry may hold many transactions: each is a transfer of its own, and they must come to the entry's amount. */
function transfersOf(entry: Node, iban: string): IncomingTransfer[] {
  const entryReference = referenceOf(entry.AcctSvcrRef);
  const total = amountOf(entry.Amt);
  const bookedOn = dayOf(entry.BookgDt ?? entry.ValDt);
  const details = list(entry.NtryDtls).flatMap((group) => list(group.TxDtls));
  const rows = details.length > 0 ? details : [entry];
  const transfers = rows.map((row, index) => {
    const amount = row === entry || rows.length === 1 ? total : amountOf(row.Amt ?? row.AmtDtls?.TxAmt?.Amt);
    const money = moneyOf(row, amount, bookedOn, textOf(entry.AddtlNtryInf));
    const refs = (details.length > 0 ? row.Refs : undefined) as Node | undefined;
    const own = referenceOf(refs?.AcctSvcrRef) ?? referenceOf(refs?.TxId);
    const inEntry = own ?? (rows.length > 1 ? String(index + 1) : undefined);
    const reference = entryReference ? [entryReference, inEntry].filter(Boolean).join('/') : referenceOf(refs?.AcctSvcrRef) ?? likeness(money, own);
    const names = [rows.length === 1 ? entryReference : undefined, own, reference].filter((name) => name !== undefined);
    return { bankReference: `${iban}:${reference}`, names: [...new Set(names)], ...(entryReference && rows.length > 1 ? { batchReference: entryReference } : {}), ...money };
  });
  if (sum(transfers.map(({ amountCents }) => cents(amountCents))) !== total) throw new UnreadableStatement(`${entryReference ?? ''} Amt`);
  return transfers;
}

type Money = Omit<IncomingTransfer, 'bankReference' | 'names' | 'batchReference'>;

/** Names money that the bank gave no reference; the entry's number (NtryRef) begins anew in each statement of many banks. */
const likeness = ({ amountCents, bookedOn, debtorIban, text }: Money, transactionId: string | undefined): string =>
  `${bookedOn}/${amountCents}/${hashOf([debtorIban, text, transactionId]).slice(0, LIKENESS_LENGTH)}`;

function moneyOf(row: Node, amountCents: number, bookedOn: RomeDate, fallback: string | undefined): Money {
  const structured = list(row.RmtInf?.Strd).flatMap((part) => textOf(part.CdtrRefInf?.Ref) ?? []);
  const free = list(row.RmtInf?.Ustrd as unknown).map(String);
  const text = [...structured, ...free, ...(structured.length + free.length === 0 && fallback ? [fallback] : [])].join(' ');
  const debtor = row.RltdPties?.Dbtr as Node | undefined;
  const debtorName = textOf(debtor?.Nm) ?? textOf(debtor?.Pty?.Nm);
  const debtorIban = textOf(row.RltdPties?.DbtrAcct?.Id?.IBAN);
  return { amountCents, bookedOn, text, references: referencesIn(text), ...(debtorName ? { debtorName } : {}), ...(debtorIban ? { debtorIban } : {}) };
}

/** RF references in what a payer wrote, with or without spaces and dashes in them. */
export function referencesIn(text: string): string[] {
  const found = new Set<string>();
  const compact = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  for (let at = compact.indexOf('RF'); at >= 0; at = compact.indexOf('RF', at + 1)) {
    // The longest one that proves itself: words that follow in the text run into it once the spaces are gone.
    for (let length = 25; length >= 8; length--) {
      const candidate = compact.slice(at, at + length);
      if (candidate.length === length && isCreditorReference(candidate)) found.add(parseCreditorReference(candidate));
    }
  }
  return [...found];
}

function amountOf(amount: unknown): number {
  const node = amount as Node | undefined;
  const value = textOf(node?.['#text']);
  if (!value || textOf(node?.['@Ccy']) !== 'EUR') throw new UnreadableStatement('Amt');
  try {
    return parseDecimal(value.replace(/(\.\d{2})0+$/, '$1'));
  } catch {
    throw new UnreadableStatement(`Amt ${value}`);
  }
}

function dayOf(date: unknown): RomeDate {
  const day = textOf((date as Node | undefined)?.Dt);
  const instant = textOf((date as Node | undefined)?.DtTm);
  if (day && isRomeDate(day.slice(0, 10))) return day.slice(0, 10) as RomeDate;
  if (instant && !Number.isNaN(Date.parse(instant))) return romeDate(new Date(instant));
  throw new UnreadableStatement('BookgDt');
}
