import { isCreditorReference } from '#libs/italy/creditor-reference.js';
import { cents, sum, ZERO, type Cents } from '#libs/money/money.js';
import type { UnmatchedReason } from '#libs/api/billing/refunds.js';
import { amountOf, isTrue, list, referenceOf, textOf, textsOf, type Node } from '../../bank-files/iso20022.format.js';
import { ofEndToEndId } from '../../refunds/refunds.rules.js';
import { referencesIn } from './creditor-references.rules.js';
import type { References } from './bookings.rules.js';
import type { ReturnedTransfer } from './statement-line.types.js';

/** One transaction of an entry, or all of an entry that cannot be taken apart, before it has its names. */
export interface EntryLine {
  readonly amountCents: number;
  readonly currency: string;
  readonly refs: References;
  readonly named: NamedBy;
  readonly debtorName?: string;
  readonly debtorIban?: string;
  readonly text: string;
  readonly references: readonly string[];
  readonly problem?: UnmatchedReason;
  readonly returned?: ReturnedTransfer;
  /** Place and number among the entry's transactions; 1 of 1 for all of it. */
  readonly at: number;
  readonly of: number;
}

/** The bank's references that a booking is named by: of its entry, of the transaction, and of that its id where it has no other. */
export interface NamedBy {
  readonly entry?: string;
  readonly transaction?: string;
  readonly own?: string;
}

/** Bank transaction code of ISO 20022: a credit transfer that is given back. */
const RETURNED = 'RRTN';
const isBooked = (entry: Node): boolean => ['BOOK', undefined].includes(textOf(entry.Sts) ?? textOf(entry.Sts?.Cd));
const rowsOf = (entry: Node): Node[] => list(entry.NtryDtls).flatMap((group) => list(group.TxDtls));

/** What an entry tells of money: nothing for a debit, or one that is not booked; else a line for each of its transactions. */
export function linesOf(entry: Node): EntryLine[] {
  const direction = textOf(entry.CdtDbtInd)?.toUpperCase();
  const isReversal = isTrue(entry.RvslInd);
  if (!isBooked(entry) || (direction === 'DBIT' && !isReversal)) return [];
  if (direction === 'DBIT') return [wholeOf(entry, 'credit_taken_back', -1)];
  if (direction !== 'CRDT') return [wholeOf(entry, 'direction_unknown')];
  const rows = rowsOf(entry);
  // A debit that was reversed is no money of a customer; it is a transfer of ours that came back, or a matter of the bank's.
  if (isReversal)
    return rows.flatMap((row, index) =>
      returnedOf(row, entry) ? [lineOf(row, entry, { at: index + 1, of: rows.length })] : [],
    );
  return rows.length > 1 ? partsOf(entry, rows) : [lineOf(rows[0] ?? entry, entry, { at: 1, of: 1 })];
}

/** The transactions of an entry, where they come to it; else all of it for staff, and what came back nevertheless. */
function partsOf(entry: Node, rows: readonly Node[]): EntryLine[] {
  const lines = rows.map((row, index) => lineOf(row, entry, { at: index + 1, of: rows.length }));
  const problem = problemOfParts(entry, rows);
  return problem ? [...lines.filter(({ returned }) => returned), wholeOf(entry, problem)] : lines;
}

const partOf = (row: Node) => amountOf(row.Amt ?? row.AmtDtls?.TxAmt?.Amt);

function problemOfParts(entry: Node, rows: readonly Node[]): UnmatchedReason | undefined {
  const ofTotal = problemOfAmount(entry.Amt);
  if (ofTotal) return ofTotal;
  const parts = rows.map(partOf);
  if (rows.some((row) => (row.Amt ?? row.AmtDtls?.TxAmt?.Amt) === undefined)) return 'no_amounts';
  if (parts.some((part) => part && part.currency !== 'EUR')) return 'other_currency';
  if (parts.some((part) => !part || part.cents <= 0)) return 'parts_do_not_add_up';
  const total = amountOf(entry.Amt)!.cents;
  const isDebit = (row: Node): boolean => textOf(row.CdtDbtInd)?.toUpperCase() === 'DBIT';
  const net = sum(parts.map((part, index) => cents(isDebit(rows[index]!) ? -part!.cents : part!.cents)));
  if (net === total && !rows.some(isDebit)) return undefined;
  return net === total || sum([net, cents(-chargesOf([entry, ...rows]))]) === total
    ? 'net_of_charges'
    : 'parts_do_not_add_up';
}

/** What the bank kept, as far as it says so. */
function chargesOf(nodes: readonly Node[]): Cents {
  const records = nodes
    .flatMap(({ Chrgs }) => list(Chrgs))
    .flatMap((charges) =>
      charges.Rcrd === undefined
        ? [charges.Amt ?? charges.TtlChrgsAndTaxAmt]
        : list(charges.Rcrd).map(({ Amt }) => Amt),
    );
  return sum(records.map((amount) => amountOf(amount)?.cents ?? ZERO));
}

function problemOfAmount(amount: unknown): UnmatchedReason | undefined {
  const read = amountOf(amount);
  if (!read) return 'amount_unreadable';
  if (read.currency !== 'EUR') return 'other_currency';
  return read.cents > 0 ? undefined : 'amount_not_positive';
}

function wholeOf(entry: Node, problem: UnmatchedReason, sign = 1): EntryLine {
  const line = lineOf(
    { ...entry, Refs: {}, RmtInf: { Ustrd: rowsOf(entry).map((row) => purposeOf(row).join(' ')) } },
    entry,
    { at: 1, of: 1 },
  );
  const { returned: _returned, ...all } = line;
  return { ...all, amountCents: sign * line.amountCents || 0, problem };
}

function lineOf(row: Node, entry: Node, { at, of }: { at: number; of: number }): EntryLine {
  const amount = of === 1 ? entry.Amt : (row.Amt ?? row.AmtDtls?.TxAmt?.Amt);
  const read = amountOf(amount);
  const returned = returnedOf(row, entry);
  const problem = of === 1 ? problemOfAmount(amount) : undefined;
  const debtor = row.RltdPties?.Dbtr as Node | undefined;
  const debtorName = textOf(debtor?.Nm) ?? textOf(debtor?.Pty?.Nm);
  const debtorIban = textOf(row.RltdPties?.DbtrAcct?.Id?.IBAN);
  return {
    amountCents: read?.cents ?? 0,
    currency: read?.currency || 'EUR',
    refs: refsOf(row, entry, of),
    named: namedBy(row, entry),
    at,
    of,
    ...wordsOf(row, entry, of),
    ...(debtorName ? { debtorName } : {}),
    ...(debtorIban ? { debtorIban } : {}),
    ...(returned === 'not_ours'
      ? { problem: 'returned_not_ours' }
      : returned
        ? { returned }
        : namesRefund(row)
          ? { problem: 'names_a_refund' }
          : problem
            ? { problem }
            : {}),
  };
}

/** What the payer wrote; where that is nothing, what the bank says of the entry. */
const purposeOf = (row: Node): string[] => [
  ...list(row.RmtInf?.Strd).flatMap((part) => textsOf(part.CdtrRefInf?.Ref)),
  ...textsOf(row.RmtInf?.Ustrd),
];

/** Text for people, and the RF references of every place where payers and their banks put them. */
function wordsOf(row: Node, entry: Node, of: number): { text: string; references: readonly string[] } {
  const purpose = purposeOf(row);
  const ofEntry = textOf(entry.AddtlNtryInf);
  const text = purpose.length > 0 || !ofEntry ? purpose.join(' ') : ofEntry;
  const elsewhere = [
    ...list(row.RmtInf?.Strd).flatMap((part) => textsOf(part.AddtlRmtInf)),
    textOf(row.AddtlTxInf),
    textOf(row.Refs?.EndToEndId),
    of === 1 ? ofEntry : undefined,
  ];
  const references = [text, ...elsewhere].flatMap((place) => (place ? referencesIn(place) : []));
  return { text, references: [...new Set(references)] };
}

function refsOf(row: Node, entry: Node, of: number): References {
  const refs = (row === entry ? {} : (row.Refs ?? {})) as Node;
  // A payer that writes what it pays for where its own number should stand writes the same each time.
  const ownNumber = (value: unknown): string | undefined => {
    const reference = referenceOf(value);
    return reference && isCreditorReference(reference) ? undefined : reference;
  };
  const all: References = {
    [of === 1 ? 'entry' : 'batch']: referenceOf(entry.AcctSvcrRef),
    transaction: referenceOf(refs.AcctSvcrRef),
    uetr: referenceOf(refs.UETR)?.toLowerCase(),
    tx_id: referenceOf(refs.TxId),
    end_to_end: ownNumber(refs.EndToEndId),
    instruction: ownNumber(refs.InstrId),
  };
  return Object.fromEntries(Object.entries(all).filter(([, reference]) => reference !== undefined));
}

/** Only these two are no names: the names of a booking never change, and earlier ones were made so. */
const NO_NAME = new Set(['NONREF', 'NOTPROVIDED']);
const nameOf = (value: unknown): string | undefined => {
  const name = textOf(value);
  return name && !NO_NAME.has(name.toUpperCase()) ? name : undefined;
};

function namedBy(row: Node, entry: Node): NamedBy {
  const refs = (row === entry ? {} : (row.Refs ?? {})) as Node;
  const transaction = nameOf(refs.AcctSvcrRef);
  return { entry: nameOf(entry.AcctSvcrRef), transaction, own: transaction ?? nameOf(refs.TxId) };
}

const codesOf = (code: Node | undefined): string[] =>
  [textOf(code?.Domn?.Fmly?.SubFmlyCd), textOf(code?.Prtry?.Cd)].flatMap((each) => (each ? [each.toUpperCase()] : []));
const namesRefund = (row: Node): boolean => ofEndToEndId(textOf(row.Refs?.EndToEndId) ?? '') !== undefined;

/** A transfer that came back: ours by its EndToEndId, or somebody's whom staff must find. */
function returnedOf(row: Node, entry: Node): ReturnedTransfer | 'not_ours' | undefined {
  const isReturn =
    row.RtrInf !== undefined ||
    [...codesOf(row.BkTxCd), ...codesOf(entry.BkTxCd)].includes(RETURNED) ||
    (isTrue(entry.RvslInd) && namesRefund(row));
  if (!isReturn) return undefined;
  const endToEndId = textOf(row.Refs?.EndToEndId);
  if (!endToEndId || !namesRefund(row)) return 'not_ours';
  const reason = textOf(row.RtrInf?.Rsn?.Cd) ?? textOf(row.RtrInf?.Rsn?.Prtry);
  return { endToEndId, ...(reason ? { reason: reason.slice(0, 35) } : {}) };
}
