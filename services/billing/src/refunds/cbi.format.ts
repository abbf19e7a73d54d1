import { readFileSync } from 'node:fs';
import { XMLBuilder } from 'fast-xml-parser';
import { abiOf } from '#libs/italy/iban.js';
import { romeDateTime } from '#libs/italy/rome-time.js';
import { cents, sum, toDecimal } from '#libs/money/money.js';
import type { CbiVersion } from '../config/refunds.config.js';
import {
  assertValid,
  creditorName,
  NAME_LENGTH,
  sepaText,
  TEXT_LENGTH,
  type CreditTransfer,
  type TransferBatch,
} from './sepa.format.js';

/** The kind of a transfer that is no salary and none of those that the law names: causale bancaria, as banks propose it. */
const CATEGORY = 'SUPP';
const schema = readFileSync(new URL('CBIPaymentRequest.00.04.01.xsd', import.meta.url), 'utf8');
const namespaceOf = (version: CbiVersion): string => `urn:CBI:xsd:CBIPaymentRequest.${version}`;

/**
 * The batch as CBIPaymentRequest, as Italian banks take credit transfers through CBI (Disposizioni di pagamento SEPA,
 * STIP-ST-001): ISO 20022 with rules of its own. The sender is named by its CUC, the bank by the ABI of the account, which
 * is in Italy or San Marino; each transfer has its number and its kind.
 */
export function cbiRequest(batch: TransferBatch, cuc: string, version: CbiVersion): string {
  const { messageId, createdAt, executionDate, debtor, transfers } = batch;
  const name = sepaText(debtor.name, NAME_LENGTH);
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    CBIPaymentRequest: {
      '@xmlns': namespaceOf(version),
      GrpHdr: {
        MsgId: messageId,
        CreDtTm: romeDateTime(createdAt),
        NbOfTxs: transfers.length,
        CtrlSum: toDecimal(sum(transfers.map(({ amountCents }) => cents(amountCents)))),
        InitgPty: { Nm: name, Id: { OrgId: { Othr: { Id: cuc, Issr: 'CBI' } } } },
      },
      PmtInf: {
        PmtInfId: messageId,
        PmtMtd: 'TRF',
        BtchBookg: 'true',
        PmtTpInf: { InstrPrty: 'NORM', SvcLvl: { Cd: 'SEPA' } },
        ReqdExctnDt: version === '00.04.00' ? executionDate : { Dt: executionDate },
        Dbtr: { Nm: name },
        DbtrAcct: { Id: { IBAN: debtor.iban } },
        DbtrAgt: { FinInstnId: { ClrSysMmbId: { MmbId: abiOf(debtor.iban) } } },
        ChrgBr: 'SLEV',
        CdtTrfTxInf: transfers.map(transferXml),
      },
    },
  };
  return new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true }).build(document);
}

const transferXml = ({ endToEndId, amountCents, name, taxCode, iban, text }: CreditTransfer): object => ({
  PmtId: { InstrId: endToEndId, EndToEndId: endToEndId },
  PmtTpInf: { CtgyPurp: { Cd: CATEGORY } },
  Amt: { InstdAmt: { '@Ccy': 'EUR', '#text': toDecimal(cents(amountCents)) } },
  Cdtr: { Nm: creditorName(name, taxCode) },
  CdtrAcct: { Id: { IBAN: iban } },
  RmtInf: { Ustrd: sepaText(text, TEXT_LENGTH) },
});

/**
 * The batch as CBIPaymentRequest, proven. The schema at hand is that of 00.04.01; a file of 00.04.00, which differs from it in its
 * name space and the form of the execution date alone, is proven by its twin. @throws Error: it is a programmer's error.
 */
export async function provenCbiRequest(batch: TransferBatch, cuc: string, version: CbiVersion): Promise<string> {
  await assertValid(cbiRequest(batch, cuc, '00.04.01'), schema, 'CBIPaymentRequest.00.04.01');
  return cbiRequest(batch, cuc, version);
}
