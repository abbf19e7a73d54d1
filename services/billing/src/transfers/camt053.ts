import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { DomainError } from '#libs/contracts/domain-error.js';
import { isCreditorReference, parseCreditorReference } from '#libs/italy/creditor-reference.js';
import { isRomeDate, romeDate, type RomeDate } from '#libs/italy/rome-time.js';
import { cents, parseDecimal, sum } from '#libs/money/money.js';

/** Money that came in, as the statement tells it. */
export interface IncomingTransfer {
  /** The same in every statement that holds it: the account and the bank's reference of the entry and transaction. */
  readonly bankReference: string;
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

/** Reads the statements of a CAMT.053 file, any version. @throws UnreadableStatement; then nothing of the file was taken. */
export function readCamt053(xml: string): Statement[] {
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
  return { statementId, iban, transfers: credits.flatMap((entry) => transfersOf(entry, iban)), others: entries.length - credits.length };
}

/** A booked credit that is not the reversal of a debit of ours (a refund that came back is told by its status). */
function isMoneyIn(entry: Node): boolean {
  const status = textOf(entry.Sts) ?? textOf(entry.Sts?.Cd);
  return textOf(entry.CdtDbtInd) === 'CRDT' && textOf(entry.RvslInd) !== 'true' && (status === undefined || status === 'BOOK');
}

/** One entry may hold many transactions: each is a transfer of its own, and they must come to the entry's amount. */
function transfersOf(entry: Node, iban: string): IncomingTransfer[] {
  const entryReference = textOf(entry.AcctSvcrRef) ?? textOf(entry.NtryRef);
  const total = amountOf(entry.Amt);
  const bookedOn = dayOf(entry.BookgDt ?? entry.ValDt);
  const details = list(entry.NtryDtls).flatMap((group) => list(group.TxDtls));
  const rows = details.length > 0 ? details : [entry];
  const transfers = rows.map((row, index) => {
    const own = details.length > 0 ? textOf(row.Refs?.AcctSvcrRef) ?? textOf(row.Refs?.TxId) : undefined;
    const reference = [entryReference, own ?? (rows.length > 1 ? String(index + 1) : undefined)].filter(Boolean).join('/');
    if (!reference) throw new UnreadableStatement('AcctSvcrRef');
    const amount = row === entry || rows.length === 1 ? total : amountOf(row.Amt ?? row.AmtDtls?.TxAmt?.Amt);
    return transferOf(row, `${iban}:${reference}`, amount, bookedOn, textOf(entry.AddtlNtryInf));
  });
  if (sum(transfers.map(({ amountCents }) => cents(amountCents))) !== total) throw new UnreadableStatement(`${entryReference ?? ''} Amt`);
  return transfers;
}

function transferOf(row: Node, bankReference: string, amountCents: number, bookedOn: RomeDate, fallback: string | undefined): IncomingTransfer {
  const structured = list(row.RmtInf?.Strd).flatMap((part) => textOf(part.CdtrRefInf?.Ref) ?? []);
  const free = list(row.RmtInf?.Ustrd as unknown).map(String);
  const text = [...structured, ...free, ...(structured.length + free.length === 0 && fallback ? [fallback] : [])].join(' ');
  const debtor = row.RltdPties?.Dbtr as Node | undefined;
  const debtorName = textOf(debtor?.Nm) ?? textOf(debtor?.Pty?.Nm);
  const debtorIban = textOf(row.RltdPties?.DbtrAcct?.Id?.IBAN);
  return { bankReference, amountCents, bookedOn, text, references: referencesIn(text), ...(debtorName ? { debtorName } : {}), ...(debtorIban ? { debtorIban } : {}) };
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
