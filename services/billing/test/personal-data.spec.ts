import { billingAdjustmentsRpc } from '#libs/api/billing/adjustments.js';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { billingPaymentsRpc } from '#libs/api/billing/payments.js';
import { billingRefundsRpc } from '#libs/api/billing/refunds.js';
import { billingPersonalDataRpc } from '#libs/api/kernel/personal-data.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import { BankPapers } from '../src/personal-data/bank-papers.service.js';
import type { Account } from '../src/account/account.schema.js';
import { Books, customerOf, HOLDER, operator, PERSON } from './support.js';

describe('R29: what billing keeps of a customer', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, '2027-04-01T10:00:00Z');
    books = new Books(billing);
  });
  beforeEach(() => billing.clock.moveTo(new Date('2027-04-01T10:00:00Z')));
  afterEach(() => books.prove());
  afterAll(() => billing.stop());

  async function copied(of: Pick<Account, 'customerId'>): Promise<Map<string, any[]>> {
    const files = new Map<string, any[]>();
    for (let cursor: string | undefined, more = true; more; ) {
      const { part, nextCursor } = await billing.call(
        billingPersonalDataRpc.read,
        { customerId: of.customerId, ...(cursor ? { cursor } : {}) },
        customerOf(of),
      );
      if (part)
        files.set(part.name, [
          ...(files.get(part.name) ?? []),
          ...(part.kind === 'rows' ? (JSON.parse(part.content) as any[]) : [part.content]),
        ]);
      [cursor, more] = [nextCursor, nextCursor !== undefined];
    }
    return files;
  }
  const erase = (of: Pick<Account, 'customerId'>) =>
    billing.call(billingPersonalDataRpc.erase, { customerId: of.customerId });
  const handOver = (
    of: Account,
    { customerId }: Pick<Account, 'customerId'>,
    until: Date,
    over: Partial<Account> = {},
  ) =>
    books.accounts.updateOne(
      { _id: of._id },
      { $set: { formerHolders: [{ customerId, holder: { ...HOLDER, identity: PERSON }, until }], ...over } },
    );
  const ended = async (): Promise<Account> => {
    const of = await books.active({ creditCents: 100 });
    await books.accounts.updateOne(
      { _id: of._id },
      { $set: { state: 'closed', closedAt: billing.clock.now(), closeReason: 'cancelled' } },
    );
    return books.account(of._id);
  };

  it('a contract that changed hands is in the copy of each holder for its own time', async () => {
    const of = await books.active({ creditCents: 100 });
    const former = { customerId: newId('cus') };
    billing.clock.moveTo(new Date('2027-04-03T10:00:00Z'));
    await handOver(of, former, new Date('2027-04-02T10:00:00Z'));
    await books.topUp(of._id, 250);
    const amounts = async (whose: Pick<Account, 'customerId'>): Promise<number[]> =>
      ((await copied(whose)).get('movements.json') ?? []).map(({ creditCents }) => creditCents);
    expect([await amounts(former), await amounts(of)]).toEqual([[100], [250]]);
    expect((await copied(former)).get('accounts.json')).toEqual([
      {
        _id: of._id,
        contractNumber: of.contractNumber,
        held: [expect.objectContaining({ customerId: former.customerId })],
      },
    ]);
  });

  it('what was corrected before a contract changed hands is in the copy of who corrected it, and in no other', async () => {
    const of = await books.active();
    const former = { customerId: newId('cus') };
    const [theirs, own] = [former, of].map(({ customerId }, index) => ({
      customerId,
      identity: { ...PERSON, address: { ...PERSON.address, street: `Via Vecchia ${index}` } },
      until: new Date('2027-03-01T10:00:00Z'),
    }));
    await handOver(of, former, new Date('2027-03-02T10:00:00Z'), { formerIdentities: [theirs!, own!] });
    const streets = async (whose: Pick<Account, 'customerId'>): Promise<string[]> =>
      JSON.stringify((await copied(whose)).get('accounts.json')).match(/Via Vecchia \d/g) ?? [];
    expect([await streets(former), await streets(of)]).toEqual([['Via Vecchia 0'], ['Via Vecchia 1']]);
  });

  it('nobody reads, or erases, another’s', async () => {
    const [mine, other] = [await books.active(), await books.active()];
    const { read, obstacles, erase: eraser } = billingPersonalDataRpc;
    const asked = { customerId: other.customerId };
    for (const call of [
      () => billing.call(read, asked, customerOf(mine)),
      () => billing.call(obstacles, asked, customerOf(mine)),
      () => billing.call(eraser, asked, customerOf(mine)),
    ]) {
      await expect(call()).rejects.toMatchObject({ status: 404 });
    }
    await expect(
      billing.call(billingPersonalDataRpc.read, { customerId: mine.customerId, cursor: 'junk' }, customerOf(mine)),
    ).rejects.toMatchObject({ status: 422 });
  });

  it('credit and debts stand in the way', async () => {
    const of = await books.active({ creditCents: 100 });
    expect(await billing.call(billingPersonalDataRpc.obstacles, { customerId: of.customerId })).toEqual({
      items: [{ code: 'credit_left', about: of._id }],
    });
  });

  it('accounting stays for ten years, and then names nobody; the ledger is still proven', async () => {
    const of = await ended();
    expect(await erase(of)).toEqual({ erased: [], kept: [{ what: 'accounting', count: 1, until: '2037-04-02' }] });
    expect((await books.account(of._id)).holder.name).toBe('Mario Rossi');
    billing.clock.moveTo(new Date('2037-04-02T10:00:00Z'));
    expect(await erase(of)).toEqual({ erased: [{ what: 'accounting', count: 1 }], kept: [] });
    expect(await erase(of)).toEqual({ erased: [], kept: [] });
    expect((await books.account(of._id)).holder).toEqual({ kind: 'private', name: '—', taxCode: '—' });
  });

  it('with the accounting go the names and accounts that statements told, in the ledger too, and those of refunds', async () => {
    const of = await books.active({ paymentReference: 'RF18539007547034' });
    const content = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></Acct>
      <Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2027-04-01</Dt></BookgDt><AcctSvcrRef>ROSSI-1</AcctSvcrRef>
      <NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Mario Rossi</Nm></Dbtr></RltdPties><RmtInf><Ustrd>Mario Rossi ${of.paymentReference}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`;
    await billing.call(billingRefundsRpc.importStatement, { content }, operator);
    await books.accounts.updateOne(
      { _id: of._id },
      { $set: { state: 'closed', closedAt: billing.clock.now(), closeReason: 'cancelled' } },
    );
    const { id } = await billing.call(
      billingRefundsRpc.openRefund,
      { contractId: of._id, iban: 'IT60X0542811101000000123456', accountHolder: of.holder.name },
      customerOf(of),
    );
    await billing.call(
      billingRefundsRpc.setRefundIban,
      { refundId: id, iban: 'IT60X0542811101000000123456', accountHolder: of.holder.name },
      customerOf(of),
    );
    await billing.database
      .collection('refunds')
      .updateOne({ _id: id as never }, { $set: { state: 'executed', executedAt: billing.clock.now() } });
    const kept = async (): Promise<string> =>
      JSON.stringify([
        await billing.database
          .collection('bank_bookings')
          .find({ _id: /ROSSI-1/ })
          .toArray(),
        await billing.database.collection('refunds').find({ contractId: of._id }).toArray(),
        await billing.database.collection('entries').find({ contractId: of._id }).toArray(),
      ]);
    expect(await kept()).toMatch(/Mario Rossi[\s\S]*IT60X0542811101000000123456/);
    billing.clock.moveTo(new Date('2037-04-02T10:00:00Z'));
    await erase(of);
    expect(
      (await kept())
        .replaceAll('IT60X0542811101000000123456:ROSSI-1', '')
        .replace('"account":"IT60X0542811101000000123456"', ''),
    ).not.toMatch(/Rossi|IT60X/);
  });

  it('what staff wrote of a payment and of a correction is shown, lies beside the hash, and goes with the accounting', async () => {
    const of = await books.active();
    await billing.call(
      billingPaymentsRpc.bookBankTransfer,
      {
        contractId: of._id,
        amountCents: 900,
        bankReference: `hand-${of._id}`,
        receivedOn: '2027-04-01',
        payer: 'Zia Pina',
      },
      operator,
    );
    const reason = 'Mario Rossi paid twice at the counter';
    await billing.call(
      billingAdjustmentsRpc.book,
      { contractId: of._id, amountCents: 100, reason },
      { ...operator, roles: ['supervisor'] },
    );
    const shown = async (): Promise<string[]> =>
      (
        await billing.call(billingCreditRpc.statement, { contractId: of._id }, { actor: customerOf(of), locale: 'en' })
      ).items.map(({ description }) => description);
    expect((await shown())[0]).toContain(reason);
    const movements = async (): Promise<object[]> =>
      (await copied(of)).get('movements.json')!.toSorted((one, other) => one.seq - other.seq);
    expect(await movements()).toMatchObject([{ words: { payer: 'Zia Pina' } }, { words: { reason } }]);
    await books.accounts.updateOne({ _id: of._id }, { $set: { state: 'closed', closedAt: billing.clock.now() } });
    await erase(of);
    expect(await movements()).toMatchObject([{ words: { payer: 'Zia Pina' } }, { words: { reason } }]);
    billing.clock.moveTo(new Date('2037-04-02T10:00:00Z'));
    await erase(of);
    const left = JSON.stringify([await books.entries.find({ contractId: of._id }).lean(), await shown()]);
    expect(left).not.toMatch(/Pina|Rossi/);
  });

  it('of a contract that another has, a former holder’s accounting goes ten years after the change, and nothing of the other’s', async () => {
    const of = await books.active();
    const former = { customerId: newId('cus') };
    const words = { payer: 'Mario Rossi', text: 'ricarica' };
    const pay = (key: string) => books.topUp(of._id, 100, { key: `${key}:${of._id}`, words });
    await pay('before');
    billing.clock.moveTo(new Date('2027-04-02T10:00:00Z'));
    await handOver(of, former, billing.clock.now());
    billing.clock.moveTo(new Date('2036-04-02T10:00:00Z'));
    await pay('after');
    expect(await erase(former)).toEqual({ erased: [], kept: [{ what: 'accounting', count: 1, until: '2037-04-03' }] });
    billing.clock.moveTo(new Date('2037-04-03T00:00:00Z'));
    expect(await erase(former)).toEqual({ erased: [{ what: 'accounting', count: 1 }], kept: [] });
    const { holder, formerHolders } = await books.account(of._id);
    expect([holder.name, formerHolders![0]!.holder.name]).toEqual(['Mario Rossi', '—']);
    const entries = await books.entries.find({ contractId: of._id }).sort({ seq: 1 }).lean();
    expect(entries.map((entry) => entry.words)).toEqual([undefined, words]);
  });

  it('files handed to the bank and payers nobody knows go after ten years, whoever asks; until then an erasure tells of them', async () => {
    const of = await ended();
    await books.accounts.updateOne({ _id: of._id }, { $set: { lastEntryAt: new Date('2016-01-01T00:00:00Z') } });
    const batchId = newId('bat');
    const createdAt = billing.clock.now();
    const { database } = billing;
    await database.collection('refund_batches').insertOne({ _id: batchId as never, createdAt, xml: 'Mario Rossi' });
    await database.collection('refunds').insertOne({
      _id: newId('ref') as never,
      key: newId('ref'),
      customerId: of.customerId,
      state: 'rejected',
      history: [{ details: { batchId } }],
    });
    await database.collection('unmatched_transfers').insertOne({
      _id: newId('trf') as never,
      bankReference: batchId,
      bookedOn: '2027-04-01',
      debtorName: 'Luigi Verdi',
      text: 'Verdi',
    });
    await database.collection('bank_bookings').insertMany([
      { _id: batchId as never, bookedOn: '', debtorName: 'Luigi Verdi', text: 'Verdi' },
      { _id: `${batchId}-2` as never, bookedOn: '2027-04-01', debtorName: 'Luigi Verdi', text: 'Verdi' },
    ]);
    const named = async (): Promise<number> =>
      (
        JSON.stringify([
          await database
            .collection('refund_batches')
            .find({ _id: batchId as never })
            .toArray(),
          await database.collection('unmatched_transfers').find({ bankReference: batchId }).toArray(),
          await database
            .collection('bank_bookings')
            .find({ _id: { $in: [batchId, `${batchId}-2`] as never[] } })
            .toArray(),
        ]).match(/Verdi|Rossi/g) ?? []
      ).length;
    expect((await erase(of)).kept).toEqual([{ what: 'bank_papers', count: 1, until: '2037-04-02' }]);
    billing.clock.moveTo(new Date('2037-04-01T10:00:00Z'));
    await billing.get(BankPapers).removeDue();
    expect(await named()).toBe(7);
    billing.clock.moveTo(new Date('2037-04-02T10:00:00Z'));
    expect(await erase(of)).toEqual({ erased: [{ what: 'bank_papers', count: 1 }], kept: [] });
    expect(await billing.get(BankPapers).removeDue()).toBeGreaterThan(0);
    expect([await named(), await billing.get(BankPapers).removeDue()]).toEqual([0, 0]);
  });

  it('an account that was never paid goes at once', async () => {
    const of = await books.active({ state: 'closed', closeReason: 'not_activated' });
    expect(await erase(of)).toEqual({ erased: [{ what: 'lapsed_registrations', count: 1 }], kept: [] });
    expect(await books.accounts.countDocuments({ _id: of._id })).toBe(0);
  });
});
