import { parse } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { DomainError } from '#libs/contracts/domain-error.js';
import type { BankStatus } from './refunds.rules.js';

/** What a bank says about one transfer, or about a whole file of ours when `messageId` stands alone. */
export interface StatusReport {
  readonly endToEndId?: string;
  readonly messageId?: string;
  readonly status: BankStatus;
  /** The bank's reason code (ISO 20022 ExternalStatusReason1Code), e.g. AC01 for a wrong account. */
  readonly reason?: string;
}

/** The file is not one that a bank sends. */
export class UnreadableBankFile extends DomainError {
  constructor(why: string) {
    super({ code: 'unreadable_bank_file', status: 422, text: { it: `Il file della banca non è leggibile: ${why}`, en: `The bank's file cannot be read: ${why}` } });
  }
}

/** ISO 20022 ExternalPaymentTransactionStatus1Code: settled, refused, and the steps between that tell nothing final. */
const STATUS: Readonly<Record<string, BankStatus>> = {
  ACSC: 'executed', ACCC: 'executed', ACWP: 'accepted', ACSP: 'accepted', ACTC: 'accepted', ACCP: 'accepted', ACWC: 'accepted', PDNG: 'accepted', RCVD: 'accepted', PART: 'accepted',
  RJCT: 'rejected', CANC: 'rejected', EXECUTED: 'executed', REJECTED: 'rejected', ACCEPTED: 'accepted',
};

/** Reads a pain.002 (any version) or a CSV with the columns `end_to_end_id`, `status`, `reason`. @throws UnreadableBankFile */
export function readBankStatus(content: string): StatusReport[] {
  return content.trimStart().startsWith('<') ? readPain002(content) : readCsv(content);
}

type Node = Record<string, any>;
const list = (value: unknown): Node[] => (value === undefined ? [] : ([value].flat() as Node[]));
const parser = new XMLParser({ removeNSPrefix: true, ignoreAttributes: true, parseTagValue: false });

function readPain002(xml: string): StatusReport[] {
  if (XMLValidator.validate(xml) !== true) throw new UnreadableBankFile('XML');
  const report = (parser.parse(xml) as Node).Document?.CstmrPmtStsRpt as Node | undefined;
  if (!report) throw new UnreadableBankFile('pain.002');
  const group = report.OrgnlGrpInfAndSts as Node | undefined;
  const transactions = list(report.OrgnlPmtInfAndSts).flatMap((info) => list(info.TxInfAndSts)).concat(list(report.TxInfAndSts));
  const ofGroup = group?.GrpSts ? [{ messageId: text(group.OrgnlMsgId), status: statusOf(group.GrpSts), ...reasonOf(group) }] : [];
  const ofPayments = list(report.OrgnlPmtInfAndSts).filter((info) => info.PmtInfSts).map((info) => ({ messageId: text(info.OrgnlPmtInfId), status: statusOf(info.PmtInfSts), ...reasonOf(info) }));
  const single = transactions.filter((row) => row.TxSts).map((row) => ({ endToEndId: text(row.OrgnlEndToEndId), status: statusOf(row.TxSts), ...reasonOf(row) }));
  // What is said of single transfers stands before what is said of all.
  return [...single, ...ofPayments, ...ofGroup];
}

function readCsv(csv: string): StatusReport[] {
  let rows: Record<string, string>[];
  try {
    rows = parse(csv, { columns: (head: string[]) => head.map((name) => name.trim().toLowerCase()), skip_empty_lines: true, trim: true, bom: true, delimiter: [',', ';'] }) as Record<string, string>[];
  } catch (error) {
    throw new UnreadableBankFile((error as Error).message);
  }
  return rows.map(({ end_to_end_id: endToEndId, status, reason }) => ({ endToEndId: text(endToEndId), status: statusOf(status), ...(reason ? { reason } : {}) }));
}

function text(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new UnreadableBankFile('EndToEndId');
  return value;
}

function statusOf(code: unknown): BankStatus {
  const status = typeof code === 'string' ? STATUS[code.trim().toUpperCase()] : undefined;
  if (!status) throw new UnreadableBankFile(`status ${String(code)}`);
  return status;
}

function reasonOf(row: Node): { reason?: string } {
  const reason = list(row.StsRsnInf)[0]?.Rsn as Node | undefined;
  const code = reason?.Cd ?? reason?.Prtry;
  return typeof code === 'string' ? { reason: code } : {};
}
