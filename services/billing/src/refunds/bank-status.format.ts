import { parse } from 'csv-parse/sync';
import { UnreadableBankFile } from '#libs/api/errors/billing/refunds.errors.js';
import { elements, list, readXml, referenceOf, textOf, type Node } from '../bank-files/iso20022.format.js';
import { meaningOf } from './bank-status-codes.table.js';
import type { BankStatus } from './refunds.rules.js';

/** What a bank says about one transfer, or about a whole file of ours when `messageId` stands alone. */
export interface StatusReport {
  readonly endToEndId?: string;
  readonly messageId?: string;
  /** Undefined: the row cannot be taken, `problem` says why. */
  readonly status?: BankStatus;
  /** The bank's code, as it gave it. */
  readonly code?: string;
  /** The bank's reason code (ISO 20022 ExternalStatusReason1Code), e.g. AC01 for a wrong account. */
  readonly reason?: string;
  readonly problem?: string;
}

/** The answer, with a row for each, must fit into a message of the broker. */
const ROWS_AT_MOST = 40_000;
const REASON_LENGTH = 35;
const CODE_LENGTH = 35;
const ID_LENGTH = 140;
const NO_END_TO_END_ID = 'the row names no transfer: OrgnlEndToEndId is missing';

/**
 * Reads a pain.002 (any version, in an envelope or not) or a CSV with the columns `end_to_end_id`, `status`, `reason`. A row that
 * cannot be understood is told with its problem, and stops none of the others. @throws UnreadableBankFile
 */
export function readBankStatus(content: string): StatusReport[] {
  const reports = content
    .replace(/^\uFEFF/, '')
    .trimStart()
    .startsWith('<')
    ? readPain002(content)
    : readCsv(content);
  if (reports.length > ROWS_AT_MOST) throw new UnreadableBankFile(`> ${ROWS_AT_MOST}`);
  return reports;
}

function readPain002(xml: string): StatusReport[] {
  const reports = elements(
    readXml(xml, (why) => new UnreadableBankFile(why)),
    ['CstmrPmtStsRpt'],
  );
  if (reports.length === 0) throw new UnreadableBankFile('pain.002');
  const all = reports.map(reportsOf);
  // What is said of single transfers stands before what is said of all.
  return [
    ...all.flatMap(({ single }) => single),
    ...all.flatMap(({ ofPayments }) => ofPayments),
    ...all.flatMap(({ ofGroup }) => ofGroup),
  ];
}

function reportsOf(report: Node): Record<'single' | 'ofPayments' | 'ofGroup', StatusReport[]> {
  const group = list(report.OrgnlGrpInfAndSts)[0] ?? {};
  const payments = list(report.OrgnlPmtInfAndSts);
  const rows = [
    ...payments.flatMap((payment) => list(payment.TxInfAndSts).map((row) => ({ row, of: payment }))),
    ...list(report.TxInfAndSts).map((row) => ({ row, of: {} as Node })),
  ];
  return {
    single: rows.map(({ row, of }) => single(row, textOf(row.TxSts) ?? textOf(of.PmtInfSts) ?? textOf(group.GrpSts))),
    ofPayments: payments.flatMap((payment) => whole(payment, payment.OrgnlPmtInfId, payment.PmtInfSts)),
    ofGroup: whole(group, group.OrgnlMsgId, group.GrpSts),
  };
}

/** Our own files name each transfer twice, so that a bank which tells but its InstrId is understood. */
function single(row: Node, code: string | undefined): StatusReport {
  const endToEndId = referenceOf(row.OrgnlEndToEndId) ?? referenceOf(row.OrgnlInstrId) ?? textOf(row.OrgnlEndToEndId);
  return reported(
    endToEndId ? { endToEndId: endToEndId.slice(0, ID_LENGTH) } : {},
    code,
    reasonOf(row),
    endToEndId ? undefined : NO_END_TO_END_ID,
  );
}

function whole(node: Node, id: unknown, status: unknown): StatusReport[] {
  const code = textOf(status);
  const messageId = textOf(id);
  if (!code) return [];
  return [
    reported(
      messageId ? { messageId: messageId.slice(0, ID_LENGTH) } : {},
      code,
      reasonOf(node),
      messageId ? undefined : 'the status names no file: OrgnlMsgId is missing',
    ),
  ];
}

function reported(
  about: Pick<StatusReport, 'endToEndId' | 'messageId'>,
  code: string | undefined,
  reason: string | undefined,
  missing: string | undefined,
): StatusReport {
  const status = code === undefined ? undefined : meaningOf(code);
  const problem =
    missing ??
    (code === undefined
      ? 'the row has no status'
      : status
        ? undefined
        : `the status ${code.slice(0, CODE_LENGTH)} is not known`);
  return {
    ...about,
    ...(code ? { code: code.slice(0, CODE_LENGTH) } : {}),
    ...(reason ? { reason: reason.slice(0, REASON_LENGTH) } : {}),
    ...(problem ? { problem } : { status }),
  };
}

/** Line by line: a broken one is its own problem. None holds a line break. */
function readCsv(csv: string): StatusReport[] {
  const [head = '', ...lines] = csv.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const delimiter = head.includes(';') ? ';' : ',';
  const columns = cells(head, delimiter)?.map((name) => name.toLowerCase()) ?? [];
  for (const name of ['end_to_end_id', 'status'])
    if (columns.filter((column) => column === name).length !== 1) throw new UnreadableBankFile(name);
  return lines.filter((line) => line.trim() !== '').map((line) => ofCells(columns, cells(line, delimiter)));
}

function cells(line: string, delimiter: string): string[] | undefined {
  try {
    return parse(line, { delimiter, trim: true })[0] ?? [];
  } catch {
    return undefined;
  }
}

function ofCells(columns: readonly string[], row: readonly string[] | undefined): StatusReport {
  if (!row || row.length !== columns.length) return { problem: 'the line has other columns than the first' };
  const of = (name: string): string | undefined => textOf(row[columns.indexOf(name)]);
  const endToEndId = of('end_to_end_id');
  return reported(
    endToEndId ? { endToEndId: endToEndId.slice(0, ID_LENGTH) } : {},
    of('status'),
    of('reason'),
    endToEndId ? undefined : 'the line names no transfer: end_to_end_id is empty',
  );
}

function reasonOf(row: Node): string | undefined {
  const reason = list(row.StsRsnInf)[0]?.Rsn as Node | undefined;
  return textOf(reason?.Cd) ?? textOf(reason?.Prtry);
}
