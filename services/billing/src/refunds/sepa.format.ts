import { readFileSync } from 'node:fs';
import { XMLBuilder } from 'fast-xml-parser';
import { validateXML } from 'xmllint-wasm';
import { plainLetters } from '#libs/italy/latin-text.js';
import { cents, sum, toDecimal } from '#libs/money/money.js';
import { romeDateTime, type RomeDate } from '#libs/italy/rome-time.js';

/** One SEPA credit transfer. */
export interface CreditTransfer {
  readonly endToEndId: string;
  readonly amountCents: number;
  readonly name: string;
  /** Names the creditor where its name has no character that banks take. */
  readonly taxCode: string;
  readonly iban: string;
  readonly text: string;
}

/** A batch of credit transfers from one account of the operator. */
export interface TransferBatch {
  /** Unique for ever: the bank refuses a second file with it. */
  readonly messageId: string;
  readonly createdAt: Date;
  readonly executionDate: RomeDate;
  readonly debtor: { readonly name: string; readonly iban: string; readonly bic?: string };
  readonly transfers: readonly CreditTransfer[];
}

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';
const schema = readFileSync(new URL('pain.001.001.09.xsd', import.meta.url), 'utf8');
export const NAME_LENGTH = 70;
export const TEXT_LENGTH = 140;

/** Text in the characters that every SEPA bank takes (EPC217-08), shortened. */
export function sepaText(text: string, length: number): string {
  const latin = plainLetters(text).replaceAll('&', '+').replaceAll('’', "'");
  return latin
    .replace(/[^A-Za-z0-9/?:().,'+ -]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, length)
    .trim();
}

/** How a creditor is named. A bank's file without a name in it would hold up all of its transfers. */
export function creditorName(name: string, taxCode: string): string {
  const latin = sepaText(name, NAME_LENGTH);
  return /[A-Za-z0-9]/.test(latin) ? latin : sepaText(taxCode, NAME_LENGTH);
}

/** The batch as pain.001.001.09, amounts in euro, charges shared (SLEV). */
export function pain001(batch: TransferBatch): string {
  const { messageId, createdAt, executionDate, debtor, transfers } = batch;
  const totals = {
    NbOfTxs: transfers.length,
    CtrlSum: toDecimal(sum(transfers.map(({ amountCents }) => cents(amountCents)))),
  };
  const name = sepaText(debtor.name, NAME_LENGTH);
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    Document: {
      '@xmlns': NAMESPACE,
      CstmrCdtTrfInitn: {
        GrpHdr: { MsgId: messageId, CreDtTm: romeDateTime(createdAt), ...totals, InitgPty: { Nm: name } },
        PmtInf: {
          PmtInfId: messageId,
          PmtMtd: 'TRF',
          BtchBookg: 'true',
          ...totals,
          PmtTpInf: { SvcLvl: { Cd: 'SEPA' } },
          ReqdExctnDt: { Dt: executionDate },
          Dbtr: { Nm: name },
          DbtrAcct: { Id: { IBAN: debtor.iban } },
          DbtrAgt: { FinInstnId: debtor.bic ? { BICFI: debtor.bic } : { Othr: { Id: 'NOTPROVIDED' } } },
          ChrgBr: 'SLEV',
          CdtTrfTxInf: transfers.map(transferXml),
        },
      },
    },
  };
  return new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true }).build(document);
}

const transferXml = ({ endToEndId, amountCents, name, taxCode, iban, text }: CreditTransfer): object => ({
  // Banks that report by InstrId alone name the transfer all the same.
  PmtId: { InstrId: endToEndId, EndToEndId: endToEndId },
  Amt: { InstdAmt: { '@Ccy': 'EUR', '#text': toDecimal(cents(amountCents)) } },
  Cdtr: { Nm: creditorName(name, taxCode) },
  CdtrAcct: { Id: { IBAN: iban } },
  RmtInf: { Ustrd: sepaText(text, TEXT_LENGTH) },
});

const PAGES_A_MEBIBYTE = 16;

/** Checks a bank file against its schema. @throws Error naming what is wrong: it is a programmer's error. */
export async function assertValid(xml: string, schemaText: string, kind: string): Promise<void> {
  const pages = 16 * PAGES_A_MEBIBYTE + Math.ceil((xml.length / 2 ** 20) * 20) * PAGES_A_MEBIBYTE;
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'batch.xml', contents: xml }],
    schema: [schemaText],
    initialMemoryPages: 256,
    maxMemoryPages: Math.max(256, pages),
  });
  if (!valid)
    throw new Error(
      `the bank file is not valid ${kind}: ${errors
        .map(({ message }) => message)
        .slice(0, 3)
        .join('; ')}`,
    );
}

/** Checks a pain.001.001.09 file against its schema. @throws Error */
export const assertPain001 = (xml: string): Promise<void> => assertValid(xml, schema, 'pain.001.001.09');
