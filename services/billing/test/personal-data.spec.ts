import { billingRefundsRpc } from '#libs/api/billing/refunds.js';
import { billingPersonalDataRpc } from '#libs/api/kernel/personal-data.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import type { Account } from '../src/accounts/account.schema.js';
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
    await books.accounts.updateOne(
      { _id: of._id },
      {
        $set: {
          formerHolders: [
            {
              customerId: former.customerId,
              holder: { ...HOLDER, identity: PERSON },
              until: new Date('2027-04-02T10:00:00Z'),
            },
          ],
        },
      },
    );
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
      identity: { ...PERSON, address: { ...PERSON.address!, street: `Via Vecchia ${index}` } },
      until: new Date('2027-03-01T10:00:00Z'),
    }));
    await books.accounts.updateOne(
      { _id: of._id },
      {
        $set: {
          formerHolders: [
            {
              customerId: former.customerId,
              holder: { ...HOLDER, identity: PERSON },
              until: new Date('2027-03-02T10:00:00Z'),
            },
          ],
          formerIdentities: [theirs!, own!],
        },
      },
    );
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

  it('with the accounting go the names and accounts that statements told, and those of refunds', async () => {
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
          .find({ _id: /ROSSI-1/ as never })
          .toArray(),
        await billing.database.collection('refunds').find({ contractId: of._id }).toArray(),
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

  it('an account that was never paid goes at once', async () => {
    const of = await books.active({ state: 'closed', closeReason: 'not_activated' });
    expect(await erase(of)).toEqual({ erased: [{ what: 'lapsed_registrations', count: 1 }], kept: [] });
    expect(await books.accounts.countDocuments({ _id: of._id })).toBe(0);
  });
});
