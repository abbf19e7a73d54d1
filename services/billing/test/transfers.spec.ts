import { readFileSync } from 'node:fs';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { billingPaymentsRpc } from '#libs/api/billing/payments.js';
import { billingRefundsRpc } from '#libs/api/billing/refunds.js';
import { activationCharged, billingRpc } from '#libs/api/billing/billing.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import type { Booking } from '../src/bank/transfers/bookings.rules.js';
import { PERSON } from './support.js';

const operator: Actor = { kind: 'staff', id: newId('usr'), roles: ['billing_operator'], since: 0 };
const OURS = 'IT60X0542811101000000123456';
const fixture = (name: string): string =>
  readFileSync(new URL(`../src/bank/transfers/fixtures/${name}`, import.meta.url), 'utf8');
let contracts = 7_000;
let entries = 0;

describe('incoming bank transfers on the real broker and database', () => {
  let billing: ServiceUnderTest;
  beforeAll(async () => (billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z')));
  afterAll(() => billing.stop());

  const open = async () => {
    const contractId = newId('con');
    const { paymentReference } = await billing.call(billingRpc.openAccount, {
      contractId,
      customerId: newId('cus'),
      contractNumber: `C${String(++contracts).padStart(8, '0')}`,
      number: '+390212345678',
      services: [],
      holder: { kind: 'private', name: 'Mario Rossi', taxCode: 'RSSMRA80A01F205X' },
      identity: PERSON,
    });
    return { contractId, paymentReference };
  };
  const entry = (
    text: string,
    amount = '25.00',
    reference = `BANK-${++entries}`,
  ): string => `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt>
    <AcctSvcrRef>${reference}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>Mario Rossi</Nm></Pty></Dbtr></RltdPties><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`;
  const statement = (...rows: string[]): string =>
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>${OURS}</IBAN></Id></Acct>${rows.join('')}</Stmt></BkToCstmrStmt></Document>`;
  const load = (content: string) => billing.call(billingRefundsRpc.importStatement, { content }, operator);
  const balance = async (contractId: string) =>
    (await billing.call(billingCreditRpc.credit, { contractId }, operator)).balanceCents;
  const unmatched = async (assigned = false) =>
    (await billing.call(billingRefundsRpc.listUnmatched, { assigned }, operator)).items;

  it('R6, R15: a transfer that quotes its RF reference tops up its contract and activates it', async () => {
    const { contractId, paymentReference } = await open();
    expect((await load(statement(entry(`Ricarica ${paymentReference}`)))).transfers).toMatchObject([
      { outcome: 'booked', contractId, amountCents: 2_500 },
    ]);
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
    await billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { paymentReference, amountCents: 2_500, bankReference: 'BY-HAND-1', receivedOn: '2026-11-20' },
      operator,
    );
    expect((await load(statement(entry(paymentReference, '25.00', 'BY-HAND-1')))).transfers[0]!.outcome).toBe(
      'already',
    );
    expect(await balance(contractId)).toBe(2_500 - 82);
  });

  it('keeps what names no contract, or two, until staff say which; then it is credited once', async () => {
    const [one, other] = [await open(), await open()];
    const file = statement(
      entry('Ricarica telefono', '40.00', 'LOST'),
      entry(`${one.paymentReference} ${other.paymentReference}`, '1.00', 'BOTH'),
    );
    expect((await load(file)).transfers.map(({ outcome }) => outcome)).toEqual(['unmatched', 'unmatched']);
    await load(file);
    const waiting = await unmatched();
    expect(waiting.map(({ bankReference }) => bankReference.split(':')[1]).sort()).toEqual(['BOTH', 'LOST']);
    const lost = waiting.find(({ amountCents }) => amountCents === 4_000)!;
    const assign = (contractId: string) =>
      billing.call(billingRefundsRpc.assignTransfer, { transferId: lost.id, contractId }, operator);
    await Promise.all([assign(one.contractId), assign(one.contractId)]);
    expect(await balance(one.contractId)).toBe(4_000 - 82);
    await expect(assign(other.contractId)).rejects.toMatchObject({ code: 'transfer_assigned' });
    expect((await load(file)).transfers[0]).toMatchObject({ outcome: 'already', contractId: one.contractId });
    expect(await unmatched(true)).toMatchObject([{ id: lost.id, contractId: one.contractId, assignedBy: operator.id }]);
  });

  const byHand = (to: { contractId: string }, bankReference: string, amountCents = 2_500) =>
    billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { contractId: to.contractId, amountCents, bankReference, receivedOn: '2026-11-20' },
      operator,
    );
  const withId = (row: string, id: string): string =>
    row.replace('<TxDtls>', `<TxDtls><Refs><AcctSvcrRef>${id}</AcctSvcrRef></Refs>`);
  const assignTo = ({ contractId }: { contractId: string }, transferId: string) =>
    billing.call(billingRefundsRpc.assignTransfer, { transferId, contractId }, operator);
  const waitingFor = async (reference: string) =>
    (await unmatched()).filter(({ bankReference }) => bankReference.includes(`:${reference}`));

  it('R18: credits once what comes from a statement and by hand, by whichever of the bank’s names', async () => {
    const [one, other] = [await open(), await open()];
    const names = (entryReference: string) => [
      entryReference,
      `${entryReference}-TX`,
      `${entryReference}/${entryReference}-TX`,
      `${OURS}:${entryReference}/${entryReference}-TX`,
    ];
    const line = (reference: string) =>
      statement(withId(entry(one.paymentReference, '25.00', reference), `${reference}-TX`));
    await load(line('ST-FIRST'));
    for (const name of names('ST-FIRST')) {
      expect(await byHand(one, name)).toMatchObject({ contractId: one.contractId, amountCents: 2_500 });
      await expect(byHand(other, name)).rejects.toMatchObject({
        code: 'bank_reference_taken',
        status: 409,
        details: { contractId: one.contractId },
      });
      await expect(byHand(one, name, 1)).rejects.toMatchObject({ code: 'bank_reference_taken' });
    }
    expect(await balance(one.contractId)).toBe(2_500 - 82);
    const references = ['HAND-0', 'HAND-1', 'HAND-2', 'HAND-3'];
    for (const [index, reference] of references.entries()) await byHand(one, names(reference)[index]!);
    for (const reference of [...references, ...references])
      expect((await load(line(reference))).transfers).toMatchObject([
        { outcome: 'already', contractId: one.contractId },
      ]);
    for (const reference of references) for (const name of names(reference)) await byHand(one, name);
    expect(await balance(one.contractId)).toBe(5 * 2_500 - 82);
  });

  it('R18: credits once what comes by hand and from a statement at the same time', async () => {
    const of = await open();
    const references = ['RACE-1', 'RACE-2', 'RACE-3'];
    await Promise.all(
      references.flatMap((reference) => [
        byHand(of, reference),
        load(statement(entry(of.paymentReference, '25.00', reference))),
        byHand(of, `${OURS}:${reference}`),
      ]),
    );
    expect(await balance(of.contractId)).toBe(3 * 2_500 - 82);
  });

  it('R18: what was booked by hand while it waited is assigned without another credit, to its contract alone', async () => {
    const [one, other] = [await open(), await open()];
    await load(statement(entry('Ricarica', '25.00', 'WAITED'), entry('Ricarica', '25.00', 'WAITED-TOO')));
    await byHand(one, 'WAITED');
    await byHand(one, 'WAITED-TOO');
    const { id } = (await unmatched()).find(({ bankReference }) => bankReference.endsWith(':WAITED'))!;
    await expect(assignTo(other, id)).rejects.toMatchObject({
      code: 'transfer_assigned',
      details: { contractId: one.contractId },
    });
    expect(await assignTo(one, id)).toMatchObject({ assigned: true });
    expect(await balance(one.contractId)).toBe(5_000 - 82);
    expect((await load(statement(entry('Ricarica', '25.00', 'WAITED-TOO')))).transfers).toMatchObject([
      { outcome: 'already', contractId: one.contractId },
    ]);
    expect(await waitingFor('WAITED')).toEqual([]);
  });

  it('asks staff where what they booked by hand has another amount', async () => {
    const of = await open();
    await byHand(of, 'TYPO', 5_200);
    expect((await load(statement(entry(of.paymentReference, '25.00', 'TYPO')))).transfers).toMatchObject([
      { outcome: 'unmatched' },
    ]);
    for (const { id } of await waitingFor('TYPO')) await assignTo(of, id);
    expect(await balance(of.contractId)).toBe(5_200 + 2_500 - 82);
  });

  it('R18: each transaction of one entry is a payment of its own; one that was booked by the name of the entry is credited once', async () => {
    const [one, other] = [await open(), await open()];
    const part = (text: string, amount: string): string =>
      `<TxDtls><Amt Ccy="EUR">${amount}</Amt><RmtInf><Ustrd>${text}</Ustrd></RmtInf></TxDtls>`;
    const batch = (reference: string, ...parts: string[]): string =>
      statement(entry('', '25.00', reference).replace(/<TxDtls>.*<\/TxDtls>/s, parts.join('')));
    const parts = [
      part(one.paymentReference, '10.00'),
      part(one.paymentReference, '10.00'),
      part(other.paymentReference, '5.00'),
    ];
    expect((await load(batch('BATCH-1', ...parts))).transfers.map(({ outcome }) => outcome)).toEqual([
      'booked',
      'booked',
      'booked',
    ]);
    await byHand(one, 'BATCH-1', 1_000);
    await byHand(other, 'BATCH-1/3', 500);
    await expect(byHand(other, 'BATCH-1', 500)).rejects.toMatchObject({ code: 'bank_reference_taken' });
    expect([await balance(one.contractId), await balance(other.contractId)]).toEqual([2_000 - 82, 500 - 82]);

    await byHand(one, 'BATCH-2', 1_000);
    const again = batch('BATCH-2', ...parts);
    for (let times = 0; times < 2; times++)
      expect((await load(again)).transfers.map(({ outcome }) => outcome)).toEqual([
        'already',
        'unmatched',
        'unmatched',
      ]);
    for (const { id, amountCents } of await waitingFor('BATCH-2'))
      await assignTo(amountCents === 1_000 ? one : other, id);
    expect([await balance(one.contractId), await balance(other.contractId)]).toEqual([4_000 - 82, 1_000 - 82]);
  });

  it('loses no money of a reference that the bank uses again: within a statement it is booked, later it waits for staff, once', async () => {
    const { contractId, paymentReference } = await open();
    const twice = statement(entry(paymentReference, '10.00', 'AGAIN'), entry(paymentReference, '20.00', 'AGAIN'));
    expect((await load(twice)).transfers.map(({ outcome }) => outcome)).toEqual(['booked', 'booked']);
    expect((await load(twice)).transfers.map(({ outcome }) => outcome)).toEqual(['already', 'already']);
    const otherAmount = entry(paymentReference, '30.00', 'AGAIN');
    const otherDay = entry(paymentReference, '10.00', 'AGAIN').replace('2026-11-20', '2026-11-21');
    for (const file of [statement(otherAmount), statement(otherDay), statement(otherAmount)])
      expect((await load(file)).transfers).toMatchObject([{ outcome: 'unmatched' }]);
    expect(await balance(contractId)).toBe(3_000 - 82);
    const waiting = (await unmatched()).filter(({ bankReference }) => bankReference.includes(':AGAIN'));
    expect(waiting.map(({ amountCents, bookedOn }) => [amountCents, bookedOn]).sort()).toEqual([
      [1_000, '2026-11-21'],
      [3_000, '2026-11-20'],
    ]);
    await byHand({ contractId }, waiting[0]!.bankReference, waiting[0]!.amountCents);
    for (const { id: transferId } of waiting)
      await billing.call(billingRefundsRpc.assignTransfer, { transferId, contractId }, operator);
    expect((await load(statement(otherAmount))).transfers).toMatchObject([{ outcome: 'already', contractId }]);
    expect(await balance(contractId)).toBe(7_000 - 82);
  });

  it('R18: loses no money of a reference that staff once booked by hand: used again another day, or for another contract, it waits for staff', async () => {
    const [one, other] = [await open(), await open()];
    await byHand(one, 'HAND-AGAIN');
    const november = statement(entry(one.paymentReference, '25.00', 'HAND-AGAIN'));
    const december = statement(
      entry(other.paymentReference, '25.00', 'HAND-AGAIN').replace('2026-11-20', '2026-12-20'),
    );
    const outcomes = [];
    for (const file of [november, december, november, december])
      outcomes.push((await load(file)).transfers[0]!.outcome);
    expect(outcomes).toEqual(['already', 'unmatched', 'already', 'unmatched']);
    await byHand(one, 'HAND-OTHER');
    expect((await load(statement(entry(other.paymentReference, '25.00', 'HAND-OTHER')))).transfers).toMatchObject([
      { outcome: 'unmatched' },
    ]);
    const waits = async (reference: string) =>
      (await unmatched()).find(({ bankReference }) => bankReference.includes(reference))!.id;
    await assignTo(other, await waits('HAND-AGAIN'));
    // Staff booked this very payment for someone else: they are told, rather than credit it twice.
    await expect(assignTo(other, await waits('HAND-OTHER'))).rejects.toMatchObject({
      code: 'transfer_assigned',
      details: { contractId: one.contractId },
    });
    expect([await balance(one.contractId), await balance(other.contractId)]).toEqual([2 * 2_500 - 82, 2_500 - 82]);
  });

  it('tells other money from what waits under the same reference', async () => {
    for (const amount of ['7.00', '8.00', '8.00']) await load(statement(entry('Ricarica', amount, 'WAITS')));
    expect(
      (await unmatched())
        .filter(({ bankReference }) => bankReference.includes(':WAITS'))
        .map(({ amountCents }) => amountCents)
        .sort(),
    ).toEqual([700, 800]);
  });

  it('credits each of several payments without a reference, and each once', async () => {
    const { contractId, paymentReference } = await open();
    const file = statement(
      entry(paymentReference, '10.00', 'NONREF'),
      entry(paymentReference, '10.00', 'NONREF'),
      entry(`${paymentReference} bis`, '10.00', 'NOTPROVIDED'),
    );
    await load(file);
    expect((await load(file)).transfers.map(({ outcome }) => outcome)).toEqual(['already', 'already', 'already']);
    expect(await balance(contractId)).toBe(3_000 - 82);
  });

  it('03-camt-two-statements-same-day: two payments that differ in EndToEndId alone are two, in whatever order and however often they are told', async () => {
    const { contractId, paymentReference } = await open();
    const [morning, evening] = ['MORNING', 'EVENING'].map((name) =>
      fixture(`03-camt-two-statements-same-day/ST-${name}.xml`).replace('RF20C00000001', paymentReference),
    );
    const outcomes: string[] = [];
    for (const file of [evening!, morning!, evening!, morning!])
      outcomes.push((await load(file)).transfers[0]!.outcome);
    expect(outcomes).toEqual(['booked', 'booked', 'already', 'already']);
    expect(await balance(contractId)).toBe(2_000 - 82);
    // The end of the day tells both again, with a reference of its own for each.
    const day = morning!
      .replace(/ST-MORNING/g, 'ST-DAY')
      .replace(/<Ntry>.*<\/Ntry>/s, (one) =>
        [one, one.replace('MOBILE-0001', 'MOBILE-0002')]
          .map((each, index) => each.replace('<BkTxCd/>', `<AcctSvcrRef>EOD-${index}</AcctSvcrRef><BkTxCd/>`))
          .join(''),
      );
    expect((await load(day)).transfers.map(({ outcome }) => outcome)).toEqual(['already', 'already']);
    expect(await balance(contractId)).toBe(2_000 - 82);
  });

  it('R18: two alike payments without any reference in two statements of one day: staff say whether they are one', async () => {
    const { contractId, paymentReference } = await open();
    const bare = (id: string) =>
      fixture('03-camt-two-statements-same-day/ST-MORNING.xml')
        .replace('RF20C00000001', paymentReference)
        .replaceAll('ST-MORNING', id)
        .replace('MOBILE-0001', 'NOTPROVIDED')
        .replaceAll('10.00', '11.00');
    const outcomes = [];
    for (const id of ['BARE-1', 'BARE-2', 'BARE-1', 'BARE-2']) outcomes.push((await load(bare(id))).transfers[0]!);
    expect(outcomes.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
      'booked',
      'maybe_repeated',
      'already',
      'maybe_repeated',
    ]);
    const [line, ...more] = (await unmatched()).filter(({ reason }) => reason === 'maybe_repeated');
    expect([line, more]).toMatchObject([{ amountCents: 1_100, like: outcomes[0]!.bankReference }, []]);
    await assignTo({ contractId }, line!.id);
    expect((await load(bare('BARE-2'))).transfers).toMatchObject([{ outcome: 'already', contractId }]);
    expect(await balance(contractId)).toBe(2_200 - 82);
  });

  it('R18: what was booked before bookings were kept is known by its key, whatever it is told with', async () => {
    const { contractId, paymentReference } = await open();
    const { bankReference } = (await load(statement(entry(paymentReference, '13.00', 'NONREF')))).transfers[0]!;
    await load(statement(entry('Ricarica', '14.00', 'OLD-WAITS')));
    await billing.app.get<Model<Booking>>(getModelToken('BankBooking')).deleteMany({});
    const named = entry(paymentReference, '13.00', 'NONREF').replace(
      '<TxDtls>',
      '<TxDtls><Refs><EndToEndId>E-1</EndToEndId></Refs>',
    );
    expect((await load(statement(named))).transfers).toMatchObject([{ bankReference, outcome: 'already', contractId }]);
    expect(
      (await load(statement(entry('Ricarica', '14.00', 'OLD-WAITS'), entry('', '1.00')))).transfers[0],
    ).toMatchObject({ outcome: 'unmatched', reason: 'no_contract' });
    expect((await load(statement(named.replace('E-1', 'E-2')))).transfers).toMatchObject([
      { outcome: 'booked', contractId },
    ]);
    expect(await balance(contractId)).toBe(2_600 - 82);
  });

  it('R18: two exports that overlap, loaded at once, credit once what they tell with other references', async () => {
    const { contractId, paymentReference } = await open();
    const told = (refs: string, reference: string) =>
      statement(entry(paymentReference, '17.00', reference).replace('<TxDtls>', `<TxDtls><Refs>${refs}</Refs>`));
    const e2e = '<EndToEndId>OVERLAP</EndToEndId>';
    await Promise.all(
      [told(e2e, 'NONREF'), told(`${e2e}<TxId>T-1</TxId>`, 'NONREF'), told(e2e, 'OVERLAP-1')].map(load),
    );
    expect(await balance(contractId)).toBe(1_700 - 82);
  });

  it('10-camt-batch-with-charges: GOOD is credited, NET waits for staff as one line of 48.00', async () => {
    const { contractId, paymentReference } = await open();
    const file = fixture('10-camt-batch-with-charges/batch.xml').replace('RF20C00000001', paymentReference);
    for (let times = 0; times < 2; times++) await load(file);
    expect(await balance(contractId)).toBe(2_500 - 82);
    const lines = (await unmatched()).filter(({ reason }) => reason === 'net_of_charges');
    expect(lines).toMatchObject([{ amountCents: 4_800, currency: 'EUR' }]);
    expect(await assignTo({ contractId }, lines[0]!.id)).toMatchObject({ assigned: true });
    expect(await balance(contractId)).toBe(2_500 + 4_800 - 82);
  });

  it('09-camt-optional-fields-refuse-file: an entry without a day is credited with the statement’s, odd ones wait with their reason', async () => {
    const { contractId, paymentReference } = await open();
    const undated = (row: string) => row.replace('<BookgDt><Dt>2026-11-20</Dt></BookgDt>', '');
    const odd = [
      entry('', '5.00').replace('"EUR"', '"USD"'),
      entry(paymentReference, '0.00'),
      entry('', '6.00').replace('CRDT', 'BOTH'),
      undated(entry(paymentReference, '9.00')),
    ];
    const file = statement(undated(entry(paymentReference, '8.00')), ...odd).replace(
      '<Acct>',
      '<CreDtTm>2026-11-19T20:00:00</CreDtTm><Acct>',
    );
    expect((await load(file)).transfers.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
      'booked',
      'other_currency',
      'amount_not_positive',
      'direction_unknown',
      'booked',
    ]);
    expect(await balance(contractId)).toBe(1_700 - 82);
    expect((await load(statement(undated(entry(paymentReference, '9.00'))))).transfers).toMatchObject([
      { outcome: 'unmatched', reason: 'no_date' },
    ]);
  });

  it('staff dismiss what is no money of a contract, with a reason that is kept; it is not credited when it is told again', async () => {
    const { contractId } = await open();
    const file = statement(
      entry('Interessi attivi', '0.07', 'INTERESTS'),
      entry('', '5.00', 'DOLLARS').replace('"EUR"', '"USD"'),
    );
    await load(file);
    const [dollars, interests] = [(await waitingFor('DOLLARS'))[0]!, (await waitingFor('INTERESTS'))[0]!];
    await expect(assignTo({ contractId }, dollars.id)).rejects.toMatchObject({
      code: 'transfer_not_assignable',
      status: 409,
      details: { reason: 'other_currency' },
    });
    const dismiss = (transferId: string, reason: string) =>
      billing.call(billingRefundsRpc.dismissTransfer, { transferId, reason }, operator);
    const kept = {
      id: interests.id,
      dismissed: true,
      dismissal: 'Interests',
      dismissedBy: operator.id,
      dismissedAt: expect.any(String),
    };
    expect([await dismiss(interests.id, 'Interests'), await dismiss(interests.id, 'Again')]).toMatchObject([
      kept,
      kept,
    ]);
    expect(await waitingFor('INTERESTS')).toEqual([]);
    expect((await billing.call(billingRefundsRpc.listUnmatched, { dismissed: true }, operator)).items).toMatchObject([
      kept,
    ]);
    expect((await load(file)).transfers.map(({ outcome }) => outcome)).toEqual(['dismissed', 'unmatched']);
    // Somebody was wrong.
    expect(await assignTo({ contractId }, interests.id)).toMatchObject({
      assigned: true,
      dismissed: false,
      dismissal: 'Interests',
    });
    await expect(dismiss(interests.id, 'Not so')).rejects.toMatchObject({ code: 'transfer_assigned' });
    await expect(dismiss(newId('trf'), 'Not so')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is for staff only', async () => {
    const customer: Actor = { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: newId('cus') };
    await expect(billing.call(billingRefundsRpc.listUnmatched, {}, customer)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      billing.call(billingRefundsRpc.importStatement, { content: statement() }, customer),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});
