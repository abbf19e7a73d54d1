import type { Actor } from '#libs/api/kernel/actor.js';
import { billingRefundsRpc, refundChanged } from '#libs/api/billing/refunds.js';
import { Forbidden } from '#libs/api/kernel/domain-error.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { LedgerVerifier } from '../src/credit/ledger/ledger-verifier.service.js';
import { topUpPostings } from '../src/credit/ledger/ledger.rules.js';
import { Ledger } from '../src/credit/ledger/ledger.service.js';
import { Refunds } from '../src/refunds/refunds.service.js';
import { assertPain001 } from '../src/refunds/sepa.format.js';
import { IBAN, OTHER_IBAN, RefundDesk, staff } from './refund-desk.js';

describe('R13: refunds, until the bank has them', () => {
  const desk = new RefundDesk();
  const { anna, ended, balance, opened, approve, exportAll, get, payable } = desk;
  const bruno = staff();
  let billing: ServiceUnderTest;

  beforeAll(async () => {
    await desk.start();
    ({ billing } = desk);
  });
  afterAll(() => billing.stop());

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
    await expect(approve(refund, stranger)).rejects.toBeInstanceOf(Forbidden);
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

  it('the ledger proves itself after all of it', async () => {
    expect((await billing.get(LedgerVerifier).verify(() => undefined)).problems).toEqual([]);
  });
});
