import { UnreadableStatement } from '#libs/api/errors/billing/payments.errors.js';
import { hashOf } from '#libs/platform/ids.js';
import { dayOf, elements, list, readXml, textOf, type Node } from '../../bank-files/iso20022.format.js';
import { linesOf, type EntryLine } from './camt-entry.format.js';
import type { Statement, StatementDay, StatementLine } from './statement-line.types.js';

/** camt.053 statement, camt.052 report, camt.054 notification: they tell the same entries at other times. */
const MESSAGES = ['BkToCstmrStmt', 'BkToCstmrAcctRpt', 'BkToCstmrDbtCdtNtfctn'];
const STATEMENTS = ['Stmt', 'Rpt', 'Ntfctn'];
/** The answer, with a row for each, must fit into a message of the broker. */
const ENTRIES_AT_MOST = 40_000;
const REFERENCE_LENGTH = 71;
const ACCOUNT_LENGTH = 34;
const LIKENESS_LENGTH = 20;

/**
 * Reads the statements of a CAMT file, any version, in an envelope or not. An entry that is odd is told with its problem: it stops
 * none of the others. @throws UnreadableStatement for what is no CAMT; then nothing was taken.
 */
export function readCamt(xml: string): Statement[] {
  const messages = elements(
    readXml(xml, (why) => new UnreadableStatement(why)),
    MESSAGES,
  );
  if (messages.length === 0) throw new UnreadableStatement('CAMT.053');
  const statements = messages.flatMap((message) =>
    STATEMENTS.flatMap((name) => list(message[name])).map((statement) => ({
      statement,
      header: list(message.GrpHdr)[0] ?? {},
    })),
  );
  const entries = statements.reduce((total, { statement }) => total + list(statement.Ntry).length, 0);
  if (entries > ENTRIES_AT_MOST) throw new UnreadableStatement(`> ${ENTRIES_AT_MOST} Ntry`);
  return statements.map(({ statement, header }) => statementOf(statement, header));
}

function statementOf(statement: Node, header: Node): Statement {
  const account = (
    textOf(statement.Acct?.Id?.IBAN)?.replace(/\s/g, '') ??
    textOf(statement.Acct?.Id?.Othr?.Id) ??
    ''
  ).slice(0, ACCOUNT_LENGTH);
  const of: Context = {
    account,
    day: dayOfStatement(statement, header),
    fingerprint: fingerprintOf(statement, header),
  };
  const entries = list(statement.Ntry).map((entry) => ({ entry, lines: linesOf(entry) }));
  const lines = entries.flatMap(({ entry, lines: read }) => read.map((line) => named(line, entry, of)));
  return {
    statementId: textOf(statement.Id) ?? '',
    account,
    lines: numbered(lines, of),
    others: entries.filter(({ lines: read }) => read.length === 0).length,
  };
}

interface Context {
  readonly account: string;
  readonly day: StatementDay;
  readonly fingerprint: string;
}
type Unplaced = Omit<StatementLine, 'place'>;

/** Closing balance, end of the period, when it was made: what is nearest to the booking first. */
function dayOfStatement(statement: Node, header: Node): StatementDay {
  const closing = list(statement.Bal).find((balance) => textOf(balance.Tp?.CdOrPrtry?.Cd) === 'CLBD');
  return (
    dayOf(closing?.Dt) ??
    dayOf(statement.FrToDt?.ToDtTm) ??
    dayOf(statement.FrToDt?.ToDt) ??
    dayOf(statement.CreDtTm) ??
    dayOf(header.CreDtTm)
  );
}

/**
 * What makes a statement that one and no other: what it says, save when it was made, so that one fetched twice is the same. Where
 * no balance tells it from another with the same words, even that counts: then nothing is taken for told that may be new.
 */
function fingerprintOf(
  { Id, ElctrncSeqNb, LglSeqNb, FrToDt, Acct, Bal, Ntry, CreDtTm }: Node,
  { MsgId, CreDtTm: madeAt }: Node,
): string {
  return hashOf([
    Id,
    ElctrncSeqNb,
    LglSeqNb,
    FrToDt,
    Acct,
    Bal,
    Ntry,
    ...(Bal === undefined ? [CreDtTm, MsgId, madeAt] : []),
  ]).slice(0, LIKENESS_LENGTH);
}

/** The line with its day, its account and the names that it is booked by. */
function named(line: EntryLine, entry: Node, { account, day }: Context): Unplaced {
  const { named: names, at, of, ...money } = line;
  const told = dayOf(entry.BookgDt) ?? dayOf(entry.ValDt);
  const bookedOn = told ?? day ?? '';
  const inEntry = names.own ?? (of > 1 ? String(at) : undefined);
  const reference = short(
    names.entry
      ? [names.entry, inEntry].filter(Boolean).join('/')
      : (names.transaction ?? likenessOf(money, bookedOn, names.own)),
  );
  const own = [of === 1 ? names.entry : undefined, names.own, reference].flatMap((name) =>
    name === undefined ? [] : [short(name)],
  );
  const problem = money.problem ?? (account === '' ? 'no_account' : bookedOn === '' ? 'no_date' : undefined);
  return {
    ...money,
    account,
    bookedOn,
    ...(told ? {} : { isDayAssumed: true }),
    ...(problem ? { problem } : {}),
    bankReference: `${account}:${reference}`,
    names: [...new Set(own)],
    ...(names.entry && of > 1 ? { batchReference: short(names.entry) } : {}),
  };
}

const short = (reference: string): string =>
  reference.length <= REFERENCE_LENGTH
    ? reference
    : `${reference.slice(0, 48)}~${hashOf(reference).slice(0, LIKENESS_LENGTH)}`;

/** Names money that the bank gave no reference; the entry's number (NtryRef) begins anew in each statement of many banks. */
const likenessOf = (
  { amountCents, debtorIban, text }: Pick<EntryLine, 'amountCents' | 'debtorIban' | 'text'>,
  bookedOn: string,
  transactionId: string | undefined,
): string => `${bookedOn}/${amountCents}/${hashOf([debtorIban, text, transactionId]).slice(0, LIKENESS_LENGTH)}`;

/** The line under another reference, which is a name of it too. */
export const withSuffix = <L extends Pick<StatementLine, 'bankReference' | 'names'>>(line: L, suffix: string): L => ({
  ...line,
  bankReference: `${line.bankReference}${suffix}`,
  names: [...line.names, `${line.names.at(-1)}${suffix}`],
});

/** Within one statement what is alike is told apart by its place among its like: there, twice the same is twice money. */
function numbered(lines: readonly Unplaced[], { fingerprint }: Context): StatementLine[] {
  const seen = new Map<string, number>();
  return lines.map((line, index) => {
    const count = (seen.get(line.bankReference) ?? 0) + 1;
    seen.set(line.bankReference, count);
    return { ...(count === 1 ? line : withSuffix(line, `#${count}`)), place: `${fingerprint}/${index}` };
  });
}
