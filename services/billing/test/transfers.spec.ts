import type { Actor } from '#libs/contracts/actor.js';
import { billingCreditRpc } from '#libs/contracts/billing-credit.js';
import { billingPaymentsRpc } from '#libs/contracts/billing-payments.js';
import { billingRefundsRpc } from '#libs/contracts/billing-refunds.js';
import { activationCharged, billingRpc } from '#libs/contracts/billing.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import { PERSON } from './support.js';

const operator: Actor = { kind: 'staff', id: newId('usr'), roles: ['billing_operator'] };
const OURS = 'IT60X0542811101000000123456';
let contracts = 7_000;
let entries = 0;

describe('incoming bank transfers on the real broker and database', () => {
  let billing: ServiceUnderTest;
  beforeAll(async () => (billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z')));
  afterAll(() => billing.stop());

  const open = async () => {
    const contractId = newId('con');
    const { paymentReference } = await billing.call(billingRpc.openAccount, {
      contractId, customerId: newId('cus'), contractNumber: `C${String(++contracts).padStart(8, '0')}`, number: '+390212345678', services: [], holder: { kind: 'private', name: 'Mario Rossi', taxCode: 'RSSMRA80A01F205X' }, identity: PERSON,
    });
    return { contractId, paymentReference };
  };
  const entry = (text: string, amount = '25.00', reference = `BANK-${++entries}`): string => `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>
    <AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Mario Rossi</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
  const statement = (...rows: string[]): string => `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>${OURS}</IBAN></Id></Acct>${rows.join('')}</Stmt></BkToCstmrStmt></Document>`;
  const load = (content: string) => billing.call(billingRefundsRpc.importStatement, { content }, operator);
  const balance = async (contractId: string) => (await billing.call(billingCreditRpc.credit, { contractId }, operator)).balanceCents;
  const unmatched = async (assigned = false) => (await billing.call(billingRefundsRpc.listUnmatched, { assigned }, operator)).items;

  it('R6, R15: a transfer that quotes its RF reference tops up its contract and activates it', async () => {
    const { contractId, paymentReference } = await open();
    expect((await load(statement(entry(`Ricarica ${paymentReference}`)))).transfers).toMatchObject([{ outcome: 'booked', contractId, amountCents: 2_500 }]);
    await billing.sent(activationCharged, contractId);
    expect(await balance(contractId)).toBe(2_500 - 82);
  });

  it('credits once however often the statement is loaded, alone, at once or in an overlapping one', async () => {
    const { contractId, paymentReference } = await open();
    const first = entry(paymentReference, '10.00');
    await Promise.all([load(statement(first)), load(statement(first)), load(statement(first))]);
    const again = await load(statement(first, entry(paymentReference, '5.00')));
    expect(again.transfers.map(({ outcome }) => outcome)).toEqual(['already', 'booked']);
    expect(await balance(contractId)).toBe(1_500 - 82);
  });

  it('credits nothing that staff have booked by hand before the statement came', async () => {
    const { contractId, paymentReference } = await open();
    await billing.call(billingPaymentsRpc.bookBankTransfer, { paymentReference, amountCents: 2_500, bankReference: 'BY-HAND-1', receivedOn: '2026-11-20' }, operator);
    expect((await load(statement(entry(paymentReference, '25.00', 'BY-HAND-1')))).transfers[0]!.outcome).toBe('already');
    expect(await balance(contractId)).toBe(2_500 - 82);
  });

  it('keeps what names no contract, or two, until staff say which; then it is credited once', async () => {
    const [one, other] = [await open(), await open()];
    const file = statement(entry('Ricarica telefono', '40.00', 'LOST'), entry(`${one.paymentReference} ${other.paymentReference}`, '1.00', 'BOTH'));
    expect((await load(file)).transfers.map(({ outcome }) => outcome)).toEqual(['unmatched', 'unmatched']);
    await load(file);
    const waiting = await unmatched();
    expect(waiting.map(({ bankReference }) => bankReference.split(':')[1]).sort()).toEqual(['BOTH', 'LOST']);
    const lost = waiting.find(({ amountCents }) => amountCents === 4_000)!;
    const assign = (contractId: string) => billing.call(billingRefundsRpc.assignTransfer, { transferId: lost.id, contractId }, operator);
    await Promise.all([assign(one.contractId), assign(one.contractId)]);
    expect(await balance(one.contractId)).toBe(4_000 - 82);
    await expect(assign(other.contractId)).rejects.toMatchObject({ code: 'transfer_assigned' });
    expect((await load(file)).transfers[0]).toMatchObject({ outcome: 'already', contractId: one.contractId });
    expect(await unmatched(true)).toMatchObject([{ id: lost.id, contractId: one.contractId, assignedBy: operator.id }]);
  });

  it('loses no money of a reference that the bank uses again: within a statement it is booked, later it waits for staff, once', async () => {
    const { contractId, paymentReference } = await open();
    const twice = statement(entry(paymentReference, '10.00', 'AGAIN'), entry(paymentReference, '20.00', 'AGAIN'));
    expect((await load(twice)).transfers.map(({ outcome }) => outcome)).toEqual(['booked', 'booked']);
    expect((await load(twice)).transfers.map(({ outcome }) => outcome)).toEqual(['already', 'already']);
    const otherAmount = entry(paymentReference, '30.00', 'AGAIN');
    const otherDay = entry(paymentReference, '10.00', 'AGAIN').replace('2026-11-20', '2026-11-21');
    for (const file of [statement(otherAmount), statement(otherDay), statement(otherAmount)]) expect((await load(file)).transfers).toMatchObject([{ outcome: 'unmatched' }]);
    expect(await balance(contractId)).toBe(3_000 - 82);
    const waiting = (await unmatched()).filter(({ bankReference }) => bankReference.includes(':AGAIN'));
    expect(waiting.map(({ amountCents, bookedOn }) => [amountCents, bookedOn]).sort()).toEqual([[1_000, '2026-11-21'], [3_000, '2026-11-20']]);
    for (const { id: transferId } of waiting) await billing.call(billingRefundsRpc.assignTransfer, { transferId, contractId }, operator);
    expect((await load(statement(otherAmount))).transfers).toMatchObject([{ outcome: 'already', contractId }]);
    expect(await balance(contractId)).toBe(7_000 - 82);
  });

  it('tells other money from what waits under the same reference', async () => {
    for (const amount of ['7.00', '8.00', '8.00']) await load(statement(entry('Ricarica', amount, 'WAITS')));
    expect((await unmatched()).filter(({ bankReference }) => bankReference.includes(':WAITS')).map(({ amountCents }) => amountCents).sort()).toEqual([700, 800]);
  });

  it('credits each of several payments without a reference, and each once', async () => {
    const { contractId, paymentReference } = await open();
    const file = statement(entry(paymentReference, '10.00', 'NONREF'), entry(paymentReference, '10.00', 'NONREF'), entry(`${paymentReference} bis`, '10.00', 'NOTPROVIDED'));
    await load(file);
    expect((await load(file)).transfers.map(({ outcome }) => outcome)).toEqual(['already', 'already', 'already']);
    expect(await balance(contractId)).toBe(3_000 - 82);
  });

  it('is for staff only', async () => {
    const customer: Actor = { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: newId('cus') };
    await expect(billing.call(billingRefundsRpc.listUnmatched, {}, customer)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(billing.call(billingRefundsRpc.importStatement, { content: statement() }, customer)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
