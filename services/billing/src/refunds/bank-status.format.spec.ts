import fc from 'fast-check';
import { UnreadableBankFile } from '#libs/api/errors/billing/refunds.errors.js';
import { readBankStatus } from './bank-status.format.js';

const E1 = '01K000000000000000000000AB-1';
const pain002 = (inner: string, version = '10'): string => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.${version}"><CstmrPmtStsRpt><GrpHdr><MsgId>BANK1</MsgId><CreDtTm>2026-12-11T08:00:00</CreDtTm></GrpHdr>${inner}</CstmrPmtStsRpt></Document>`;

describe('the bank’s status report', () => {
  it('is read from pain.002, each transfer with its reason', () => {
    const file =
      pain002(`<OrgnlGrpInfAndSts><OrgnlMsgId>BATCH1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
      <OrgnlPmtInfAndSts><OrgnlPmtInfId>BATCH1</OrgnlPmtInfId>
        <TxInfAndSts><OrgnlEndToEndId>${E1}</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
        <TxInfAndSts><OrgnlEndToEndId>OTHER</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf></TxInfAndSts>
      </OrgnlPmtInfAndSts>`);
    expect(readBankStatus(file)).toEqual([
      { endToEndId: E1, code: 'ACSC', status: 'executed' },
      { endToEndId: 'OTHER', code: 'RJCT', status: 'rejected', reason: 'AC01' },
    ]);
  });

  it('is read for a whole file that was refused', () => {
    expect(
      readBankStatus(
        pain002(
          '<OrgnlGrpInfAndSts><OrgnlMsgId>BATCH1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts>',
          '03',
        ),
      ),
    ).toEqual([{ messageId: 'BATCH1', code: 'RJCT', status: 'rejected', reason: 'FF01' }]);
  });

  it('is read from CSV with comma or semicolon', () => {
    expect(readBankStatus(`end_to_end_id;status;reason\n${E1};RJCT;AC04\n`)).toEqual([
      { endToEndId: E1, code: 'RJCT', status: 'rejected', reason: 'AC04' },
    ]);
    expect(readBankStatus(`\uFEFFEnd_To_End_Id,Status,Reason\n${E1},executed,\n`)).toEqual([
      { endToEndId: E1, code: 'executed', status: 'executed' },
    ]);
  });

  const rows = (...of: string[]): string =>
    pain002(`<OrgnlPmtInfAndSts><OrgnlPmtInfId>BATCH1</OrgnlPmtInfId>${of.join('')}</OrgnlPmtInfAndSts>`);
  const row = (status: string, about = `<OrgnlEndToEndId>${E1}</OrgnlEndToEndId>`): string =>
    `<TxInfAndSts>${about}<TxSts>${status}</TxSts></TxInfAndSts>`;

  it.each([
    'ACTC',
    'ACCP',
    'ACSP',
    'ACWC',
    'ACWP',
    'PDNG',
    'RCVD',
    'ACFC',
    'ACFW',
    'ACIS',
    'ACPD',
    'CPUC',
    'PATC',
    'PRES',
    'RCVC',
    'RVNA',
    'RVNC',
    'RVCM',
    'RCVM',
  ])('16-pain002-status-codes: %s tells nothing final', (code) =>
    expect(readBankStatus(rows(row(code)))).toEqual([{ endToEndId: E1, code, status: 'accepted' }]),
  );
  it.each(['RVNM', 'RVMC', 'BLCK'])('16-pain002-status-codes: %s is a doubt for staff', (code) =>
    expect(readBankStatus(rows(row(code)))).toEqual([{ endToEndId: E1, code, status: 'questioned' }]),
  );
  it.each([
    ['ACSC', 'executed'],
    ['ACCC', 'executed'],
    ['RJCT', 'rejected'],
    ['CANC', 'rejected'],
  ])('16-pain002-status-codes: %s is final', (code, status) =>
    expect(readBankStatus(rows(row(code)))).toEqual([{ endToEndId: E1, code, status }]),
  );

  it('16-pain002-status-codes: a status that nobody knows, and a row that names no transfer, are their rows’ problem', () => {
    expect(
      readBankStatus(
        rows(
          row('XYZW'),
          row('RJCT', '<OrgnlInstrId>7</OrgnlInstrId>'),
          row('ACSC', ''),
          row('ACSC', '<OrgnlEndToEndId>NOTPROVIDED</OrgnlEndToEndId>'),
          '<TxInfAndSts><OrgnlEndToEndId>A</OrgnlEndToEndId></TxInfAndSts>',
          row('ACSC'),
        ),
      ),
    ).toEqual([
      { endToEndId: E1, code: 'XYZW', problem: expect.stringContaining('XYZW') },
      { endToEndId: '7', code: 'RJCT', status: 'rejected' },
      { code: 'ACSC', problem: expect.stringContaining('OrgnlEndToEndId') },
      { endToEndId: 'NOTPROVIDED', code: 'ACSC', status: 'executed' },
      { endToEndId: 'A', problem: expect.stringContaining('no status') },
      { endToEndId: E1, code: 'ACSC', status: 'executed' },
    ]);
  });

  it('knows a transfer by its InstrId too, which our files give it', () =>
    expect(
      readBankStatus(
        rows(row('RJCT', `<OrgnlInstrId>${E1}</OrgnlInstrId><OrgnlEndToEndId>NOTPROVIDED</OrgnlEndToEndId>`)),
      ),
    ).toEqual([{ endToEndId: E1, code: 'RJCT', status: 'rejected' }]));

  it('a row without a status has that of its payments', () =>
    expect(
      readBankStatus(
        rows(
          `<PmtInfSts>RJCT</PmtInfSts><TxInfAndSts><OrgnlEndToEndId>${E1}</OrgnlEndToEndId><StsRsnInf><Rsn><Cd>AM04</Cd></Rsn></StsRsnInf></TxInfAndSts>`,
        ),
      )[0],
    ).toEqual({ endToEndId: E1, code: 'RJCT', status: 'rejected', reason: 'AM04' }));

  it('16-pain002-status-codes: CSV is taken line by line', () => {
    expect(
      readBankStatus(`end_to_end_id,status,reason\n,\n${E1},MAYBE,\n,,\n"${E1},RJCT,AC01\n\n  \n${E1},ACSC,\n`),
    ).toEqual([
      { problem: expect.stringContaining('columns') },
      { endToEndId: E1, code: 'MAYBE', problem: expect.stringContaining('MAYBE') },
      { problem: expect.stringContaining('end_to_end_id') },
      { problem: expect.stringContaining('columns') },
      { endToEndId: E1, code: 'ACSC', status: 'executed' },
    ]);
  });

  it('is read in an envelope', () =>
    expect(
      readBankStatus(`<BizMsgEnvlp><AppHdr/>${rows(row('ACSC')).replace(/<\?.*\?>/, '')}</BizMsgEnvlp>`),
    ).toHaveLength(1));

  it('whatever is broken in a file, it is read or refused, never an error of ours', () => {
    const files = [
      rows('<PmtInfSts>RJCT</PmtInfSts>', row('ACSC'), row('RJCT', '<OrgnlInstrId>7</OrgnlInstrId>')),
      `end_to_end_id,status,reason\n${E1},RJCT,AC01\n`,
    ];
    const bits = fc.constantFrom(
      '',
      '<',
      '"',
      ',',
      '\n',
      '&#0;',
      '</TxInfAndSts>',
      '<TxSts/>',
      '\u0000',
      '\ud800',
      '<![CDATA[',
      ';',
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.record({ at: fc.nat(500), length: fc.nat(30), bit: bits }), { minLength: 1, maxLength: 3 }),
        (file, cuts) => {
          try {
            readBankStatus(
              cuts.reduce((text, { at, length, bit }) => text.slice(0, at) + bit + text.slice(at + length), file),
            );
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableBankFile);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('is refused whole only when it is no file of a bank', () => {
    for (const none of [
      '<Document><Broken>',
      `<!DOCTYPE a [<!ENTITY b "c">]>${rows(row('ACSC')).replace(/<\?.*\?>/, '')}`,
      `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`,
      'a,b\n1,2\n',
      'end_to_end_id,status,status\n',
      '',
    ])
      expect(() => readBankStatus(none)).toThrow('cannot be read');
    expect(() => readBankStatus('<Document/>')).toThrow('pain.002');
  });
});
