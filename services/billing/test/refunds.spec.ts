import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import { billingRefundsRpc, refundChanged, refundQuestioned, type RefundView } from '#libs/api/billing/refunds.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import type { Account } from '../src/account/account.schema.js';
import { BillingModule } from '../src/billing.module.js';
import { HouseAccounts } from '../src/credit/ledger/house-accounts.service.js';
import { LedgerVerifier } from '../src/credit/ledger/ledger-verifier.service.js';
import { topUpPostings } from '../src/credit/ledger/ledger.rules.js';
import { Ledger } from '../src/credit/ledger/ledger.service.js';
import { Refunds } from '../src/refunds/refunds.service.js';
import { assertPain001 } from '../src/refunds/sepa.format.js';

const IBAN = 'IT60X0542811101000000123456';
const OTHER_IBAN = 'DE89370400440532013000';
let statements = 0;
const staff = (): Actor => ({ kind: 'staff', id: newId('usr'), roles: ['billing_operator'], since: 0 });

describe('R13: refunds on the real broker and database', () => {
  let billing: ServiceUnderTest;
  let accounts: Model<Account>;
  const anna = staff();
  const bruno = staff();

  beforeAll(async () => {
    process.env.OPERATOR_IBAN = 'IT60X0542811101000000123456';
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-12-10T09:00:00Z');
    accounts = billing.app.get(getModelToken('Account'));
  });
  afterAll(() => billing.stop());

  /** A contract that has ended with this much credit. */
  const ended = async (creditCents: number, name = 'Mario Rossi') => {
    const id = newId('con');
    const customerId = newId('cus');
    await accounts.create({
      _id: id,
      customerId,
      contractNumber: 'C00000042',
      paymentReference: id,
      holder: { kind: 'private', name, taxCode: 'RSSMRA80A01F205X' },
      state: 'closed',
      numbers: [],
      services: [],
      openedAt: new Date(),
    });
    await billing.get(UnitOfWork).run((tx) =>
      billing.get(Ledger).post(tx, {
        key: newId('key'),
        contractId: id,
        cause: 'top_up',
        postings: topUpPostings('bank', cents(creditCents)),
      }),
    );
    return { id, customer: { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId } satisfies Actor };
  };
  type Ended = Awaited<ReturnType<typeof ended>>;
  const balance = async (id: string): Promise<number> => (await accounts.findById(id).lean().orFail()).balanceCents;
  const opened = ({ id, customer }: Ended, iban: string | undefined = IBAN) =>
    billing.call(
      billingRefundsRpc.openRefund,
      { contractId: id, ...(iban ? { iban, accountHolder: 'ROSSI MARIO' } : {}) },
      customer,
    );
  /** Whoever approves has read the refund, with its whole IBAN. */
  const approve = async (refund: RefundView, by = anna) =>
    billing.call(billingRefundsRpc.approveRefund, { refundId: refund.id, iban: (await get(refund)).iban! }, by);
  const exportAll = () => billing.call(billingRefundsRpc.exportRefunds, {}, anna);
  const report = (content: string) => billing.call(billingRefundsRpc.importBankStatus, { content }, anna);
  const get = (refund: RefundView) => billing.call(billingRefundsRpc.getRefund, { refundId: refund.id }, anna);
  const csv = (...rows: [RefundView, string, string?][]) =>
    [
      'end_to_end_id,status,reason',
      ...rows.map(([{ endToEndId }, status, reason = '']) => `${endToEndId},${status},${reason}`),
    ].join('\n');
  const exported = async (creditCents = 1_000): Promise<RefundView> => {
    const refund = await opened(await ended(creditCents));
    await approve(refund);
    await exportAll();
    return get(refund);
  };
  const payable = async (): Promise<number> =>
    (await billing.get(HouseAccounts).totals())
      .filter(({ account }) => account === 'refunds_payable')
      .reduce((total, row) => total + row.cents, 0);

  it('moves the whole residual credit to what is owed, once', async () => {
    const contract = await ended(1_234);
    const before = await payable();
    const refund = await opened(contract);
    expect(refund).toMatchObject({
      state: 'requested',
      amountCents: 1_234,
      issue: 1,
      iban: expect.stringMatching(/^•+3456$/),
    });
    expect(await balance(contract.id)).toBe(0);
    expect(await payable()).toBe(before + 1_234);
    await expect(opened(contract)).rejects.toMatchObject({ code: 'nothing_to_refund' });
    expect(await billing.sent(refundChanged, refund.id)).toMatchObject({ state: 'requested', amountCents: 1_234 });
  });

  it('opens one refund for one cause, however often it is asked for', async () => {
    const { id } = await ended(500);
    const open = () =>
      billing
        .get(UnitOfWork)
        .run((tx) => billing.get(Refunds).open(tx, { key: `cancellation:${id}`, contractId: id, creditCents: 500 }));
    const first = await open();
    expect((await open())._id).toBe(first._id);
    expect(first.state).toBe('awaiting_iban');
    expect(await balance(id)).toBe(0);
  });

  it('takes only a valid IBAN in the holder’s name', async () => {
    const refund = await opened(await ended(900), undefined);
    const set = (iban: string, accountHolder: string) =>
      billing.call(billingRefundsRpc.setRefundIban, { refundId: refund.id, iban, accountHolder }, anna);
    await expect(set(IBAN, 'Luigi Verdi')).rejects.toMatchObject({ code: 'iban_not_in_holders_name', status: 422 });
    await expect(
      billing
        .get(UnitOfWork)
        .run((tx) => billing.get(Refunds).setIban(tx, refund.id, 'IT60X0542811101000000123457', 'Mario Rossi', anna)),
    ).rejects.toThrow(RangeError);
    expect(await set('it60 x054 2811 1010 0000 0123 456', 'Mario Rossi')).toMatchObject({
      state: 'requested',
      iban: IBAN,
    });
    await expect(approve(refund, anna)).rejects.toMatchObject({ code: 'second_person_needed' });
    expect(await approve(refund, bruno)).toMatchObject({ state: 'approved' });
  });

  it('another customer’s refund does not exist', async () => {
    const refund = await opened(await ended(100));
    const stranger: Actor = { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: newId('cus') };
    await expect(billing.call(billingRefundsRpc.getRefund, { refundId: refund.id }, stranger)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      billing.call(
        billingRefundsRpc.setRefundIban,
        { refundId: refund.id, iban: IBAN, accountHolder: 'Mario Rossi' },
        stranger,
      ),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      billing.call(billingRefundsRpc.approveRefund, { refundId: refund.id, iban: IBAN }, stranger),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect((await billing.call(billingRefundsRpc.listRefunds, {}, stranger)).items).toEqual([]);
  });

  it('needs four eyes above the threshold', async () => {
    const refund = await opened(await ended(50_001));
    expect(await approve(refund, anna)).toMatchObject({ state: 'requested' });
    await expect(approve(refund, anna)).rejects.toMatchObject({ code: 'second_person_needed' });
    expect(await approve(refund, bruno)).toMatchObject({ state: 'approved' });
    await exportAll();
  });

  it('is approved by who was here when it was opened: a colleague made since does not count, not even once the IBAN is written down anew', async () => {
    const refund = await opened(await ended(50_001));
    await approve(refund, anna);
    const made = { ...staff(), since: billing.clock.now().getTime() };
    await expect(approve(refund, made)).rejects.toMatchObject({ code: 'approver_too_new', status: 409 });
    await billing.call(
      billingRefundsRpc.setRefundIban,
      { refundId: refund.id, iban: OTHER_IBAN, accountHolder: 'Mario Rossi' },
      anna,
    );
    await expect(approve(refund, made)).rejects.toMatchObject({ code: 'approver_too_new' });
    expect(await get(refund)).toMatchObject({ state: 'requested', approvals: [] });
  });

  it('is approved for the IBAN that was reviewed: none that the customer gives meanwhile slips through', async () => {
    const contract = await ended(450);
    const refund = await opened(contract);
    const reviewed = (by: Actor) =>
      billing.call(
        billingRefundsRpc.approveRefund,
        { refundId: refund.id, iban: 'IT60 X054 2811 1010 0000 0123 456' },
        by,
      );
    await billing.call(
      billingRefundsRpc.setRefundIban,
      { refundId: refund.id, iban: OTHER_IBAN, accountHolder: 'Mario Rossi' },
      contract.customer,
    );
    await expect(reviewed(anna)).rejects.toMatchObject({ code: 'refund_iban_changed', status: 409 });
    expect(await get(refund)).toMatchObject({ state: 'requested', approvals: [] });
    await billing.call(
      billingRefundsRpc.setRefundIban,
      { refundId: refund.id, iban: IBAN, accountHolder: 'Mario Rossi' },
      contract.customer,
    );
    expect(await reviewed(anna)).toMatchObject({ state: 'approved' });
    await exportAll();
  });

  it('whoever wrote the IBAN down does not approve the rest that goes there either', async () => {
    const { id: contractId, customer } = await ended(300);
    const refund = await billing.call(billingRefundsRpc.openRefund, { contractId }, customer);
    await billing.call(
      billingRefundsRpc.setRefundIban,
      { refundId: refund.id, iban: IBAN, accountHolder: 'Mario Rossi' },
      anna,
    );
    await approve(refund, bruno);
    const rest = await billing.get(UnitOfWork).run(async (tx) => {
      await billing
        .get(Ledger)
        .post(tx, { key: newId('key'), contractId, cause: 'top_up', postings: topUpPostings('bank', cents(70)) });
      return billing.get(Refunds).openRest(tx, contractId, { kind: 'system', id: 'traffic', roles: [] });
    });
    const view = await billing.call(billingRefundsRpc.getRefund, { refundId: rest._id }, anna);
    expect(view).toMatchObject({ state: 'requested', amountCents: 70, iban: IBAN });
    await expect(approve(view, anna)).rejects.toMatchObject({ code: 'second_person_needed' });
    expect(await approve(view, bruno)).toMatchObject({ state: 'approved' });
    await exportAll();
  });

  it('puts every approved refund into one bank file that is valid, and hands the same file out again', async () => {
    const refunds = await Promise.all([300, 700].map(async (amount) => opened(await ended(amount))));
    for (const refund of refunds) await approve(refund);
    const file = await exportAll();
    await assertPain001(file.xml);
    expect(file).toMatchObject({ transfers: 2, totalCents: 1_000 });
    for (const refund of refunds)
      expect(file.xml).toContain(`<EndToEndId>${refund.id.slice(4).toUpperCase()}-1</EndToEndId>`);
    await expect(exportAll()).rejects.toMatchObject({ code: 'nothing_to_export' });
    expect(await billing.call(billingRefundsRpc.getRefundBatch, { batchId: file.batchId }, anna)).toEqual(file);
    expect((await billing.call(billingRefundsRpc.listRefundBatches, { limit: 1 }, anna)).items[0]!.batchId).toBe(
      file.batchId,
    );
  });

  it('a holder whose name has no Latin letters holds up nobody’s refund', async () => {
    const contract = await ended(800, '山田太郎');
    await approve(
      await billing.call(
        billingRefundsRpc.openRefund,
        { contractId: contract.id, iban: IBAN, accountHolder: '山田太郎' },
        contract.customer,
      ),
    );
    await approve(await opened(await ended(200)));
    const { xml, transfers } = await exportAll();
    expect([transfers, xml.includes('<Nm>RSSMRA80A01F205X</Nm>'), xml.includes('<Nm>Mario Rossi</Nm>')]).toEqual([
      2,
      true,
      true,
    ]);
  });

  it('an export that is repeated with its key is the same file, also when more was approved meanwhile', async () => {
    const as = { actor: anna, idempotencyKey: newId('key') };
    const again = () => billing.call(billingRefundsRpc.exportRefunds, {}, as);
    await approve(await opened(await ended(400)));
    const file = await again();
    const later = await opened(await ended(600));
    await approve(later);
    expect(await again()).toEqual(file);
    expect(await get(later)).toMatchObject({ state: 'approved' });
    await exportAll();
  });

  it('exports a refund once when two people export at once', async () => {
    for (const amount of [11, 12, 13]) await approve(await opened(await ended(amount)));
    const outcomes = await Promise.allSettled([exportAll(), exportAll(), exportAll()]);
    const files = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(files.reduce((total, { transfers }) => total + transfers, 0)).toBe(3);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'nothing_to_export' });
  });

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
