import { createHash } from 'node:crypto';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { creditChanged } from '#libs/api/billing/billing.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import type { Account } from '../src/account/account.schema.js';
import { BillingModule } from '../src/billing.module.js';
import { LedgerExport } from '../src/credit/ledger/ledger-export.service.js';
import { chargePostings, topUpPostings, type NewEntry } from '../src/credit/ledger/ledger.rules.js';
import { AlreadyPosted, Ledger } from '../src/credit/ledger/ledger.service.js';

describe('the ledger on the real database', () => {
  let billing: ServiceUnderTest;
  let accounts: Model<Account>;
  let ledger: Ledger;
  let work: UnitOfWork;

  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-12-10T09:00:00Z');
    accounts = billing.app.get(getModelToken('Account'));
    ledger = billing.get(Ledger);
    work = billing.get(UnitOfWork);
  });
  afterAll(() => billing.stop());

  const openAccount = async (): Promise<string> => {
    const id = newId('con');
    await accounts.create({
      _id: id,
      customerId: newId('cus'),
      contractNumber: id,
      paymentReference: id,
      holder: { kind: 'private', name: 'Mario Rossi', taxCode: 'RSSMRA80A01F205X' },
      state: 'active',
      numbers: [],
      services: [],
      openedAt: new Date(),
    });
    return id;
  };
  const topUp = (contractId: string, amount: number, key = newId('key')): NewEntry => ({
    key,
    contractId,
    cause: 'top_up',
    postings: topUpPostings('bank', cents(amount)),
  });
  const charge = (contractId: string, gross: number, cause: NewEntry['cause'] = 'upgrade'): NewEntry => ({
    key: newId('key'),
    contractId,
    cause,
    postings: chargePostings({ net: cents(gross), vat: cents(0), gross: cents(gross) }),
  });
  const post = (...entries: NewEntry[]) => work.run((tx) => ledger.post(tx, entries));
  const balance = async (id: string): Promise<number> => (await accounts.findById(id).lean().orFail()).balanceCents;

  it('R18: keeps the balance as the sum of entries, each chained to the one before', async () => {
    const id = await openAccount();
    const [first] = await post(topUp(id, 1_000));
    const [second] = await post(charge(id, 300));
    expect(second).toMatchObject({ seq: 2, balanceCents: 700, previousHash: first!.hash, period: '2026-12' });
    expect(await balance(id)).toBe(700);
  });

  it('R18: an auditor proves a chain from its export with plain JSON tools, half a character of a payer’s reference included', async () => {
    const id = await openAccount();
    const key = `bank:${'👍'.repeat(3).slice(0, 5)}/${id}`;
    await post({ ...topUp(id, 1_000, key), details: { reference: key, at: new Date() }, words: { payer: 'Zia Pina' } });
    await post(charge(id, 300));
    let previous = '';
    for await (const line of billing.get(LedgerExport).lines(id)) {
      expect(line).not.toContain('Pina');
      const { hash, ...entry } = JSON.parse(line) as Record<string, unknown> & { hash: string };
      const keys: string[] = [];
      JSON.stringify(entry, (name, value: unknown) => (keys.push(name), value));
      expect(entry).toMatchObject({ chainVersion: 2, previousHash: previous });
      expect(hash).toBe(createHash('sha256').update(JSON.stringify(entry, keys.toSorted())).digest('hex'));
      previous = hash;
    }
    expect(previous).toBe((await accounts.findById(id).lean().orFail()).lastHash);
  });

  it('R18: dates no entry before the one before it, when the clock of a host is behind', async () => {
    const id = await openAccount();
    billing.clock.moveTo(new Date('2027-01-01T00:00:10Z'));
    await post(topUp(id, 1_000));
    billing.clock.moveTo(new Date('2026-12-31T22:59:59Z'));
    const [late] = await post(charge(id, 300));
    expect(late).toMatchObject({ seq: 2, period: '2027-01' });
    expect(late!.at.getTime()).toBeGreaterThanOrEqual(Date.parse('2027-01-01T00:00:10Z'));
    billing.clock.moveTo(new Date('2026-12-10T09:00:00Z'));
  });

  it('tells one credit change for a transaction, whatever it books and however often it posts', async () => {
    const id = await openAccount();
    await work.run(async (tx) => {
      await ledger.post(tx, [topUp(id, 1_000), charge(id, 300)]);
      await ledger.post(tx, charge(id, 200));
    });
    const told = await billing.sent(creditChanged, id);
    expect(told).toMatchObject({
      balanceCents: 500,
      movements: [{ amountCents: 1_000 }, { amountCents: -300 }, { amountCents: -200 }],
    });
    expect(await billing.allSent(creditChanged, id)).toHaveLength(1);
  });

  it('R9: refuses a charge that credit does not cover, with what is missing, and changes nothing', async () => {
    const id = await openAccount();
    await post(topUp(id, 500));
    await expect(post(charge(id, 501))).rejects.toMatchObject({
      code: 'credit_short',
      status: 402,
      details: { missingCents: 1, balanceCents: 500 },
    });
    await expect(post(topUp(id, 1), charge(id, 502))).rejects.toMatchObject({ code: 'credit_short' });
    expect(await balance(id)).toBe(500);
  });

  it('R7: lets renewal and metered traffic take credit below zero, and remembers since when', async () => {
    const id = await openAccount();
    await post(charge(id, 1_000, 'renewal'));
    expect(await accounts.findById(id).lean()).toMatchObject({ balanceCents: -1_000, debtSince: expect.any(Date) });
    await expect(post(charge(id, 1))).rejects.toMatchObject({ details: { missingCents: 1_001 } });
    await post(topUp(id, 1_000));
    expect((await accounts.findById(id).lean())?.debtSince).toBeUndefined();
  });

  it('books a key once, ever', async () => {
    const id = await openAccount();
    await post(topUp(id, 700, `twice:${id}`));
    await expect(post(topUp(id, 700, `twice:${id}`))).rejects.toBeInstanceOf(AlreadyPosted);
    expect(await balance(id)).toBe(700);
    expect(await ledger.find(`twice:${id}`)).toMatchObject({ creditCents: 700 });
  });

  it('serialises concurrent charges: credit that covers two of eight pays for two', async () => {
    const id = await openAccount();
    await post(topUp(id, 1_000));
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => post(charge(id, 500))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'credit_short' });
    expect(await balance(id)).toBe(0);
  });

  it('books entries of many accounts set-wise', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, openAccount));
    await post(...ids.map((id) => charge(id, 250, 'renewal')));
    for (const id of ids) expect(await balance(id)).toBe(-250);
  });
});
