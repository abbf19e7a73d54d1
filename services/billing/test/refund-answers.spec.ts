import type { Actor } from '#libs/api/kernel/actor.js';
import { billingRefundsRpc, refundQuestioned, type RefundView } from '#libs/api/billing/refunds.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { LedgerVerifier } from '../src/credit/ledger/ledger-verifier.service.js';
import { IBAN, OTHER_IBAN, RefundDesk, staff } from './refund-desk.js';

let statements = 0;

describe('R13: what the bank answers to refunds', () => {
  const desk = new RefundDesk();
  const { anna, ended, balance, opened, approve, exportAll, report, get, csv, exported, payable } = desk;
  const bruno = staff();
  let billing: ServiceUnderTest;

  beforeAll(async () => {
    await desk.start();
    ({ billing } = desk);
  });
  afterAll(() => billing.stop());

  it('is executed once however often the bank says so', async () => {
    const refund = await exported(2_000);
    const before = await payable();
    expect((await report(csv([refund, 'ACSP']))).rows[0]!.outcome).toBe('noted');
    expect((await report(csv([refund, 'ACSC']))).rows[0]!.outcome).toBe('executed');
    expect((await report(csv([refund, 'ACSC']))).rows[0]!.outcome).toBe('already');
    expect(await get(refund)).toMatchObject({ state: 'executed', executedAt: expect.any(String) });
    expect(await payable()).toBe(before - 2_000);
  });

  it('a rejected transfer is still owed, and is issued again to a corrected IBAN after a new approval', async () => {
    const refund = await exported(3_000);
    const before = await payable();
    expect((await report(csv([refund, 'RJCT', 'AC01']))).rows).toMatchObject([{ outcome: 'rejected', reason: 'AC01' }]);
    expect((await report(csv([refund, 'RJCT', 'AC01']))).rows[0]!.outcome).toBe('already');
    expect(await payable()).toBe(before);
    expect(await billing.call(billingRefundsRpc.listRefunds, { state: 'rejected' }, anna)).toMatchObject({
      items: [{ id: refund.id, rejectionReason: 'AC01' }],
    });
    await billing.call(
      billingRefundsRpc.setRefundIban,
      { refundId: refund.id, iban: OTHER_IBAN, accountHolder: 'Mario Rossi' },
      { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: refund.customerId },
    );
    // Whoever said that it was refused does not send it out again alone: the bank may have paid it.
    await expect(approve(refund)).rejects.toMatchObject({ code: 'own_credit' });
    await approve(refund, bruno);
    const file = await exportAll();
    expect(file.xml).toContain(OTHER_IBAN);
    const again = await get(refund);
    expect(again).toMatchObject({ state: 'exported', issue: 2 });
    expect(again.endToEndId).not.toBe(refund.endToEndId);
    expect((await report(csv([refund, 'RJCT']))).rows[0]!.outcome).toBe('already');
    expect((await report(csv([refund, 'ACSC']))).rows[0]!.outcome).toBe('conflict');
    expect((await report(csv([again, 'ACSC']))).rows[0]!.outcome).toBe('executed');
    expect(await payable()).toBe(before - 3_000);
  });

  it('money that came back after it was paid is owed again', async () => {
    const refund = await exported(400);
    const before = await payable();
    await report(csv([refund, 'ACSC']));
    expect((await report(csv([refund, 'RJCT', 'AC04']))).rows[0]!.outcome).toBe('returned');
    expect(await payable()).toBe(before);
    expect(await get(refund)).toMatchObject({ state: 'rejected' });
  });

  it('a file that the bank refuses whole rejects each of its transfers, and unknown transfers change nothing', async () => {
    const refund = await exported(600);
    const { messageId } = await billing.call(billingRefundsRpc.getRefundBatch, { batchId: refund.batchId! }, anna);
    const pain002 = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>${messageId}</OrgnlMsgId><GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>`;
    expect((await report(pain002)).rows).toMatchObject([{ refundId: refund.id, outcome: 'rejected' }]);
    expect((await report('end_to_end_id,status,reason\nNOTPROVIDED,ACSC,\n')).rows).toEqual([
      { endToEndId: 'NOTPROVIDED', outcome: 'unknown', code: 'ACSC' },
    ]);
  });

  const cameBack = (
    { endToEndId, amountCents }: RefundView,
    message = 'BkToCstmrStmt',
    inner = 'Stmt',
    at = ++statements,
  ): string => `<Document><${message}><${inner}><Id>S${at}</Id><Acct><Id><IBAN>${IBAN}</IBAN></Id></Acct><Ntry><Amt Ccy="EUR">${(amountCents / 100).toFixed(2)}</Amt>
    <CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-12-12</Dt></BookgDt><AcctSvcrRef>BACK-${at}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>${endToEndId}</EndToEndId></Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry></${inner}></${message}></Document>`;
  const load = async (content: string) =>
    (await billing.call(billingRefundsRpc.importStatement, { content }, anna)).transfers;
  const unmatched = async () => (await billing.call(billingRefundsRpc.listUnmatched, {}, anna)).items;

  it.each([
    ['camt.053', 'BkToCstmrStmt', 'Stmt'],
    ['camt.054', 'BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
  ])(
    'R13: a transfer of ours that came back (%s) is owed again, once, and no money in, whatever tells it again',
    async (_, message, inner) => {
      const refund = await exported(1_100);
      const before = await payable();
      await report(csv([refund, 'ACSC']));
      const file = cameBack(refund, message, inner);
      expect(await load(file)).toMatchObject([{ outcome: 'returned', refundId: refund.id }]);
      expect(await get(refund)).toMatchObject({ state: 'rejected', rejectionReason: 'AC04' });
      expect(await payable()).toBe(before);
      for (const again of [file, cameBack(refund, message, inner), cameBack(refund)])
        expect(await load(again)).toMatchObject([{ outcome: 'already', refundId: refund.id }]);
      expect(
        (await report(csv([refund, 'RJCT', 'AC04'], [refund, 'ACSC'], [refund, 'ACSP']))).rows.map(
          ({ outcome }) => outcome,
        ),
      ).toEqual(['already', 'noted', 'noted']);
      expect(await get(refund)).toMatchObject({ state: 'rejected', rejectionReason: 'AC04' });
      expect([await payable(), await balance(refund.contractId), await unmatched()]).toEqual([before, 0, []]);
    },
  );

  it('R13: the same return told by pain.002 first, by a statement before the payment was told, or of an issue long past, changes nothing more', async () => {
    const [first, early] = [await exported(1_200), await exported(1_300)];
    const before = await payable();
    await report(csv([first, 'ACSC']));
    expect((await report(csv([first, 'RJCT', 'AC04']))).rows[0]!.outcome).toBe('returned');
    expect(await load(cameBack(first))).toMatchObject([{ outcome: 'already' }]);
    expect(await load(cameBack(early))).toMatchObject([{ outcome: 'returned' }]);
    expect((await report(csv([early, 'ACSC']))).rows[0]!.outcome).toBe('noted');
    expect(await payable()).toBe(before);
    await billing.call(
      billingRefundsRpc.setRefundIban,
      { refundId: first.id, iban: OTHER_IBAN, accountHolder: 'Mario Rossi' },
      { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: first.customerId },
    );
    await approve(first, bruno);
    await exportAll();
    const again = await get(first);
    expect(await load(cameBack(first))).toMatchObject([{ outcome: 'already' }]);
    expect((await report(csv([again, 'ACSC'], [first, 'ACSC']))).rows.map(({ outcome }) => outcome)).toEqual([
      'executed',
      'noted',
    ]);
    expect(await get(first)).toMatchObject({ state: 'executed', issue: 2 });
    expect(await payable()).toBe(before - 1_200);
  });

  it('R13: a return that no refund explains waits for staff, and becomes credit of nobody', async () => {
    const requested = await opened(await ended(150));
    const never = { ...requested, endToEndId: `${requested.id.slice(4).toUpperCase()}-1` };
    const nobodys = { ...requested, endToEndId: '01K000000000000000000000AB-1' };
    const outcomes = [
      ...(await load(cameBack(never))),
      ...(await load(cameBack(nobodys))),
      ...(await load(cameBack({ ...requested, endToEndId: 'SUPPLIER' }))),
    ];
    expect(outcomes.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['unmatched', 'return_in_conflict'],
      ['unmatched', 'returned_not_ours'],
      ['unmatched', 'returned_not_ours'],
    ]);
    expect(await get(requested)).toMatchObject({ state: 'requested' });
    for (const { id: transferId } of await unmatched())
      await expect(
        billing.call(billingRefundsRpc.assignTransfer, { transferId, contractId: requested.contractId }, anna),
      ).rejects.toMatchObject({ code: 'transfer_not_assignable' });
    await approve(requested);
    await exportAll();
  });

  const pain002 = (...rows: string[]): string =>
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><OrgnlPmtInfAndSts>${rows.join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
  const row = (status: string, about: string, reason = ''): string =>
    `<TxInfAndSts>${about}<TxSts>${status}</TxSts>${reason ? `<StsRsnInf><Rsn><Cd>${reason}</Cd></Rsn></StsRsnInf>` : ''}</TxInfAndSts>`;
  const named = ({ endToEndId }: RefundView): string => `<OrgnlEndToEndId>${endToEndId}</OrgnlEndToEndId>`;

  it('16-pain002-status-codes: RVNM for A is noted and shown to staff, RJCT for B rejects it, and rows that nobody understands stop neither', async () => {
    const [a, b] = [await exported(210), await exported(220)];
    const file = pain002(
      row('RVNM', named(a)),
      row('PATC', named(b)),
      row('XYZW', named(a)),
      row('ACSC', ''),
      row('RJCT', named(b), 'AC01'),
    );
    for (let times = 0; times < 2; times++) {
      const { rows } = await report(file);
      expect(rows.map(({ refundId, outcome, code }) => [refundId, outcome, code])).toEqual([
        [a.id, 'noted', 'RVNM'],
        [b.id, 'noted', 'PATC'],
        [b.id, times === 0 ? 'rejected' : 'already', 'RJCT'],
        [undefined, 'unknown', 'XYZW'],
        [undefined, 'unknown', 'ACSC'],
      ]);
      expect(rows.slice(3).map(({ problem }) => problem)).toEqual([
        expect.stringContaining('XYZW'),
        expect.stringContaining('OrgnlEndToEndId'),
      ]);
    }
    expect(await get(a)).toMatchObject({ state: 'exported', bankStatus: 'RVNM', question: 'RVNM' });
    expect(await get(b)).toMatchObject({ state: 'rejected', rejectionReason: 'AC01' });
    expect(await billing.sent(refundQuestioned, a.id)).toMatchObject({ code: 'RVNM', endToEndId: a.endToEndId });
    const customer: Actor = { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: a.customerId };
    expect(await billing.call(billingRefundsRpc.getRefund, { refundId: a.id }, customer)).not.toHaveProperty(
      'question',
    );
    expect((await report(csv([a, 'ACSC']))).rows[0]!.outcome).toBe('executed');
    expect((await report(csv([a, 'RVNM'], [a, 'ACSP']))).rows.map(({ outcome }) => outcome)).toEqual([
      'noted',
      'noted',
    ]);
    expect(await get(a)).toMatchObject({ state: 'executed' });
    expect(await get(a)).not.toHaveProperty('question');
  });

  it('a file that says of all its transfers that they were executed, and of some that nobody can tell something else, executes none', async () => {
    const refund = await exported(230);
    const { messageId } = await billing.call(billingRefundsRpc.getRefundBatch, { batchId: refund.batchId! }, anna);
    const whole = `<OrgnlPmtInfId>${messageId}</OrgnlPmtInfId><PmtInfSts>ACSC</PmtInfSts>`;
    expect((await report(pain002(whole, row('RJCT', '<OrgnlTxId>7</OrgnlTxId>')))).rows).toMatchObject([
      { outcome: 'unknown', code: 'RJCT' },
      { outcome: 'unknown', messageId, code: 'ACSC', problem: expect.any(String) },
    ]);
    expect(await get(refund)).toMatchObject({ state: 'exported' });
    expect((await report(pain002(whole))).rows).toMatchObject([{ refundId: refund.id, outcome: 'executed' }]);
  });

  it('the ledger proves itself after all of it', async () => {
    expect((await billing.get(LedgerVerifier).verify(() => undefined)).problems).toEqual([]);
  });
});
