import { readBankStatus } from './bank-status.js';

const E1 = '01K000000000000000000000AB-1';
const pain002 = (inner: string, version = '10'): string => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.${version}"><CstmrPmtStsRpt><GrpHdr><MsgId>BANK1</MsgId><CreDtTm>2026-12-11T08:00:00</CreDtTm></GrpHdr>${inner}</CstmrPmtStsRpt></Document>`;

describe('the bank’s status report', () => {
  it('is read from pain.002, each transfer with its reason', () => {
    const file = pain002(`<OrgnlGrpInfAndSts><OrgnlMsgId>BATCH1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
      <OrgnlPmtInfAndSts><OrgnlPmtInfId>BATCH1</OrgnlPmtInfId>
        <TxInfAndSts><OrgnlEndToEndId>${E1}</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
        <TxInfAndSts><OrgnlEndToEndId>OTHER</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf></TxInfAndSts>
      </OrgnlPmtInfAndSts>`);
    expect(readBankStatus(file)).toEqual([{ endToEndId: E1, status: 'executed' }, { endToEndId: 'OTHER', status: 'rejected', reason: 'AC01' }]);
  });

  it('is read for a whole file that was refused', () => {
    expect(readBankStatus(pain002('<OrgnlGrpInfAndSts><OrgnlMsgId>BATCH1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf></OrgnlGrpInfAndSts>', '03')))
      .toEqual([{ messageId: 'BATCH1', status: 'rejected', reason: 'FF01' }]);
  });

  it('is read from CSV with comma or semicolon', () => {
    expect(readBankStatus(`end_to_end_id;status;reason\n${E1};RJCT;AC04\n`)).toEqual([{ endToEndId: E1, status: 'rejected', reason: 'AC04' }]);
    expect(readBankStatus(`\uFEFFEnd_To_End_Id,Status,Reason\n${E1},executed,\n`)).toEqual([{ endToEndId: E1, status: 'executed' }]);
  });

  it('is refused whole when anything in it is not understood', () => {
    expect(() => readBankStatus('<Document><Broken>')).toThrow('cannot be read');
    expect(() => readBankStatus('<Document/>')).toThrow('pain.002');
    expect(() => readBankStatus(`end_to_end_id,status,reason\n${E1},MAYBE,\n`)).toThrow('MAYBE');
    expect(() => readBankStatus('a,b\n1,2\n')).toThrow('cannot be read');
  });
});
