import 'reflect-metadata';
import { XMLParser } from 'fast-xml-parser';
import { cbiRequest, provenCbiRequest } from './cbi.format.js';
import { readRefundsConfig } from '../config/refunds.config.js';
import type { CreditTransfer, TransferBatch } from './sepa.format.js';

const OURS = 'IT60X0542811101000000123456';
const transfer = (over: Partial<CreditTransfer> = {}): CreditTransfer => ({
  endToEndId: '01K000000000000000000000AB-1',
  amountCents: 12_345,
  name: 'Niccolò D’Amico & figli',
  taxCode: 'RSSMRA85T10A562S',
  iban: 'DE89370400440532013000',
  text: 'Rimborso credito residuo C00000042',
  ...over,
});
const batch = (over: Partial<TransferBatch> = {}): TransferBatch => ({
  messageId: '01K0000000000000000000BATCH',
  createdAt: new Date('2026-12-10T09:00:00Z'),
  executionDate: '2026-12-10',
  debtor: { name: 'OpenVOIP S.r.l.', iban: OURS, bic: 'BCITITMM' },
  transfers: [transfer(), transfer({ endToEndId: 'E2', amountCents: 5 })],
  ...over,
});
const read = (xml: string) =>
  new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false }).parse(xml)
    .CBIPaymentRequest;

describe('the bank file in the dialect of CBI', () => {
  it.each(['00.04.00', '00.04.01'] as const)(
    '%s is proven, names its sender by CUC and its bank by ABI, and no BIC',
    async (version) => {
      const xml = await provenCbiRequest(batch(), 'ABCD1234', version);
      const { '@xmlns': namespace, GrpHdr, PmtInf } = read(xml);
      expect(namespace).toBe(`urn:CBI:xsd:CBIPaymentRequest.${version}`);
      expect(GrpHdr).toEqual({
        MsgId: '01K0000000000000000000BATCH',
        CreDtTm: '2026-12-10T10:00:00+01:00',
        NbOfTxs: '2',
        CtrlSum: '123.50',
        InitgPty: { Nm: 'OpenVOIP S.r.l.', Id: { OrgId: { Othr: { Id: 'ABCD1234', Issr: 'CBI' } } } },
      });
      expect(PmtInf).toMatchObject({
        PmtTpInf: { InstrPrty: 'NORM', SvcLvl: { Cd: 'SEPA' } },
        ReqdExctnDt: version === '00.04.00' ? '2026-12-10' : { Dt: '2026-12-10' },
        DbtrAgt: { FinInstnId: { ClrSysMmbId: { MmbId: '05428' } } },
        ChrgBr: 'SLEV',
      });
      expect(Object.keys(PmtInf)).toEqual([
        'PmtInfId',
        'PmtMtd',
        'BtchBookg',
        'PmtTpInf',
        'ReqdExctnDt',
        'Dbtr',
        'DbtrAcct',
        'DbtrAgt',
        'ChrgBr',
        'CdtTrfTxInf',
      ]);
      expect(PmtInf.CdtTrfTxInf[0]).toEqual({
        PmtId: { InstrId: '01K000000000000000000000AB-1', EndToEndId: '01K000000000000000000000AB-1' },
        PmtTpInf: { CtgyPurp: { Cd: 'SUPP' } },
        Amt: { InstdAmt: { '@Ccy': 'EUR', '#text': '123.45' } },
        Cdtr: { Nm: "Niccolo D'Amico + figli" },
        CdtrAcct: { Id: { IBAN: 'DE89370400440532013000' } },
        RmtInf: { Ustrd: 'Rimborso credito residuo C00000042' },
      });
      expect(xml).not.toContain('BIC');
    },
  );

  it('the two versions differ in name space and execution date alone', () => {
    const [before, after] = (['00.04.00', '00.04.01'] as const).map((version) =>
      cbiRequest(batch(), 'ABCD1234', version).replace(/\s+/g, ''),
    );
    expect(
      before!
        .replace('00.04.00', '00.04.01')
        .replace(/<ReqdExctnDt>(.*?)<\/ReqdExctnDt>/, '<ReqdExctnDt><Dt>$1</Dt></ReqdExctnDt>'),
    ).toBe(after);
  });

  it('is not handed out when it breaks the schema', async () => {
    await expect(provenCbiRequest(batch({ messageId: 'M'.repeat(36) }), 'ABCD1234', '00.04.00')).rejects.toThrow(
      'CBIPaymentRequest',
    );
    await expect(provenCbiRequest(batch({ transfers: [] }), 'ABCD1234', '00.04.01')).rejects.toThrow(
      'CBIPaymentRequest',
    );
  });

  it('is chosen by configuration, which is refused at the start where something is missing', () => {
    expect(readRefundsConfig({ PAYMENT_DIALECT: 'cbi', CBI_CUC: 'ABCD1234', OPERATOR_IBAN: OURS })).toMatchObject({
      PAYMENT_DIALECT: 'cbi',
      CBI_VERSION: '00.04.00',
    });
    expect(readRefundsConfig({})).toMatchObject({ PAYMENT_DIALECT: 'sepa' });
    expect(() => readRefundsConfig({ PAYMENT_DIALECT: 'cbi', OPERATOR_IBAN: OURS })).toThrow('CBI_CUC');
    expect(() => readRefundsConfig({ PAYMENT_DIALECT: 'cbi', CBI_CUC: 'ABCD1234' })).toThrow('OPERATOR_IBAN');
    expect(() =>
      readRefundsConfig({ PAYMENT_DIALECT: 'cbi', CBI_CUC: 'ABCD1234', OPERATOR_IBAN: 'DE89370400440532013000' }),
    ).toThrow('OPERATOR_IBAN');
    expect(() => readRefundsConfig({ PAYMENT_DIALECT: 'swift' })).toThrow('PAYMENT_DIALECT');
    expect(() => readRefundsConfig({ CBI_CUC: 'too long for it' })).toThrow('CBI_CUC');
  });
});
