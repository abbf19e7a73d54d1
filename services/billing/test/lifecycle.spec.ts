import { detailsCorrected } from '#libs/api/accounts/details.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { billingPaymentsRpc } from '#libs/api/billing/payments.js';
import { billingRefundsRpc } from '#libs/api/billing/refunds.js';
import { billingRpc } from '#libs/api/billing/billing.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { BillingModule } from '../src/billing.module.js';
import { Renewals } from '../src/monthly/renewals/renewals.service.js';
import { Books, customerOf, HOLDER, operator, PERSON } from './support.js';

const MONTH = 244;

describe('how a contract ends and changes hands', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z');
    books = new Books(billing);
  });
  beforeEach(() => billing.clock.moveTo(new Date('2026-11-21T10:00:00Z')));
  afterEach(() => books.prove());
  afterAll(() => billing.stop());

  const terminate = (contractId: string, endedAt = billing.clock.now().toISOString(), reason = 'cancelled') =>
    billing.call(billingLifecycleRpc.terminate, { contractId, endedAt, reason });
  const balance = (contractId: string) => billing.call(billingLifecycleRpc.balance, { contractId });

  it('R13, R14: ends the account, makes all that is left a refund, and charges nothing afterwards; repeated, it answers the same', async () => {
    const of = await books.active({ creditCents: 1_500 });
    const answers = await Promise.all([terminate(of._id), terminate(of._id)]);
    expect([...answers, await terminate(of._id)]).toEqual(Array(3).fill({ refundCents: 1_500, ibanMissing: true }));
    expect(await books.account(of._id)).toMatchObject({ state: 'closed', balanceCents: 0, closeReason: 'cancelled' });
    expect(await billing.call(billingCreditRpc.credit, { contractId: of._id }, customerOf(of))).toMatchObject({
      state: 'closed',
      services: [],
      numbers: [],
      invoicing: 'consumption',
      monthlyGrossCents: 0,
      monthlyChargeCents: 0,
    });
    expect(await billing.call(billingCreditRpc.credit, { contractId: of._id }, customerOf(of))).not.toHaveProperty(
      'nextChargeOn',
    );
    const refunds = await billing.call(billingRefundsRpc.listRefunds, { contractId: of._id }, customerOf(of));
    expect(refunds.items).toMatchObject([{ amountCents: 1_500 }]);
    billing.clock.moveTo(new Date('2026-12-05T10:00:00Z'));
    await billing.get(Renewals).runDue();
    expect(await books.renewed(of._id)).toEqual([]);
  });

  it('R13: the refund goes to the IBAN that came with the cancellation, and waits for one where the account is not the holder’s', async () => {
    const [own, others] = [await books.active({ creditCents: 700 }), await books.active({ creditCents: 700 })];
    const end = (contractId: string, accountHolder: string) =>
      billing.call(billingLifecycleRpc.terminate, {
        contractId,
        endedAt: billing.clock.now().toISOString(),
        reason: 'cancelled',
        iban: 'IT60X0542811101000000123456',
        accountHolder,
      });
    expect(await end(own._id, 'ROSSI MARIO')).toEqual({ refundCents: 700, ibanMissing: false });
    expect(await end(others._id, 'Luigi Verdi')).toEqual({ refundCents: 700, ibanMissing: true });
    const state = async (of: typeof own) =>
      (await billing.call(billingRefundsRpc.listRefunds, { contractId: of._id }, customerOf(of))).items.map(
        (refund) => [refund.state, refund.iban?.slice(-4)],
      );
    expect([await state(own), await state(others)]).toEqual([[['requested', '3456']], [['awaiting_iban', undefined]]]);
  });

  it('R12, nasty 8: refuses to end one cent below zero, telling the debt, and accepts at zero', async () => {
    const of = await books.active({ creditCents: MONTH - 1 });
    billing.clock.moveTo(new Date('2026-12-05T10:00:00Z'));
    expect(await balance(of._id)).toEqual({ contractId: of._id, balanceCents: -1, debtCents: 1 });
    await expect(terminate(of._id)).rejects.toMatchObject({ code: 'debt_open', details: { debtCents: 1 } });
    await books.topUp(of._id, 1);
    expect(await terminate(of._id)).toEqual({ refundCents: 0 });
  });

  it('nasty 6: a contract whose last number was ported out ends in debt too, and the debt stays owed', async () => {
    const of = await books.active();
    billing.clock.moveTo(new Date('2026-12-05T10:00:00Z'));
    expect(await terminate(of._id, undefined, 'ported_out')).toEqual({ refundCents: 0 });
    expect(await books.account(of._id)).toMatchObject({ state: 'closed', balanceCents: -MONTH });
  });

  describe('R25: a consumer withdraws', () => {
    const withdraw = (contractId: string, immediateStart: boolean) =>
      billing.call(billingLifecycleRpc.terminate, {
        contractId,
        endedAt: billing.clock.now().toISOString(),
        reason: 'withdrawn',
        immediateStart,
      });
    const services = [
      { product: 'geographic_number', quantity: 1 },
      { product: 'pbx_basic', quantity: 1 },
      { product: 'traffic_metered', quantity: 1 },
    ];
    /** Renewed on the 1st for 854 cents, and nothing but that was paid in. */
    const renewed = async (creditCents: number) => {
      billing.clock.moveTo(new Date('2027-04-01T08:00:00Z'));
      const of = await books.active({ creditCents, services, chargedThrough: '2027-03' });
      await billing.get(Renewals).runDue();
      billing.clock.moveTo(new Date('2027-04-06T10:00:00Z'));
      return of;
    };

    it('on day 6 of a month of 30 days 171 of 854 cents are kept and 683 go back, once however often it is asked', async () => {
      const of = await renewed(854);
      const answers = await Promise.all([withdraw(of._id, true), withdraw(of._id, true)]);
      expect([...answers, await withdraw(of._id, true)]).toEqual(
        Array(3).fill({ refundCents: 683, ibanMissing: true, keptCents: 171 }),
      );
      expect(await books.entries.find({ contractId: of._id, cause: 'withdrawal' }).lean()).toMatchObject([
        {
          creditCents: 683,
          postings: [
            { account: 'customer_credit', amountCents: 683 },
            { account: 'revenue', amountCents: -560 },
            { account: 'output_vat', amountCents: -123 },
          ],
        },
      ]);
      expect(await books.account(of._id)).toMatchObject({ state: 'closed', closeReason: 'withdrawn', balanceCents: 0 });
    });

    it('without the express request to start at once, all of it goes back', async () => {
      const of = await renewed(1_000);
      expect(await withdraw(of._id, false)).toEqual({ refundCents: 1_000, ibanMissing: true, keptCents: 0 });
    });

    it('in debt it is not refused: the debt shrinks to what was used, and stays owed', async () => {
      const of = await renewed(100);
      expect(await withdraw(of._id, true)).toEqual({ refundCents: 0, keptCents: 171 });
      expect(await books.account(of._id)).toMatchObject({ state: 'closed', balanceCents: -71 });
    });

    it('a month that begins after the end, charged before the end was told, goes back whole and once', async () => {
      const of = await renewed(2_000);
      billing.clock.moveTo(new Date('2027-05-01T08:00:00Z'));
      await billing.get(Renewals).runDue();
      const answer = await billing.call(billingLifecycleRpc.terminate, {
        contractId: of._id,
        endedAt: '2027-04-06T10:00:00Z',
        reason: 'withdrawn',
        immediateStart: true,
      });
      expect(answer).toMatchObject({ refundCents: 2_000 - 171, keptCents: 171 });
    });
  });

  it('R12, R14: an end of month keeps the next month from being charged, even when the end comes late', async () => {
    const of = await books.active({ creditCents: 1_000 });
    const endsAt = '2026-11-30T23:00:00Z';
    await billing.call(billingLifecycleRpc.scheduleEnd, { contractId: of._id, endsAt });
    billing.clock.moveTo(new Date('2026-12-01T09:00:00Z'));
    expect(await billing.get(Renewals).run('2026-12')).toMatchObject({ remaining: 0 });
    expect(await terminate(of._id, endsAt)).toEqual({ refundCents: 1_000, ibanMissing: true });
    expect(await books.renewed(of._id)).toEqual([]);
  });

  it('R12, R14: an end that is past and not carried out yet lets no month begin: it makes no debt that would refuse the cancellation', async () => {
    const of = await books.active({ creditCents: MONTH - 1 });
    const endsAt = '2026-11-21T10:00:00.000Z';
    await billing.call(billingLifecycleRpc.scheduleEnd, { contractId: of._id, endsAt });
    billing.clock.moveTo(new Date('2026-12-01T09:00:00Z'));
    await billing.get(Renewals).runDue();
    expect(await balance(of._id)).toEqual({ contractId: of._id, balanceCents: MONTH - 1, debtCents: 0 });
    expect(await terminate(of._id, endsAt)).toEqual({ refundCents: MONTH - 1, ibanMissing: true });
  });

  it('R14: a month charged past an end that was told late is no debt that would refuse the cancellation', async () => {
    const of = await books.active({ creditCents: MONTH - 1 });
    billing.clock.moveTo(new Date('2026-12-01T09:00:00Z'));
    await billing.get(Renewals).runDue();
    await billing.call(billingLifecycleRpc.scheduleEnd, { contractId: of._id, endsAt: '2026-11-30T22:59:59Z' });
    expect([(await balance(of._id)).balanceCents, await books.balance(of._id)]).toEqual([MONTH - 1, -1]);
    expect(await terminate(of._id, '2026-11-30T22:59:59Z')).toEqual({ refundCents: MONTH - 1, ibanMissing: true });
    await books.accounts.updateOne({ _id: of._id }, { $set: { balanceCents: -5 } });
    expect((await balance(of._id)).balanceCents).toBe(0);
    await books.accounts.updateOne({ _id: of._id }, { $set: { balanceCents: 0 } });
  });

  it('R14: of two ends the earlier one stays, also when the other is taken back', async () => {
    const of = await books.active();
    const [left, asked] = ['2026-11-21T09:00:00.000Z', '2026-11-21T09:30:00.000Z'];
    const endsAt = async () => (await books.account(of._id)).endsAt?.toISOString();
    for (const end of [left, asked])
      await billing.call(billingLifecycleRpc.scheduleEnd, { contractId: of._id, endsAt: end });
    await billing.call(billingLifecycleRpc.scheduleEnd, { contractId: of._id, takenBack: asked });
    expect(await endsAt()).toBe(left);
    await billing.call(billingLifecycleRpc.scheduleEnd, { contractId: of._id, takenBack: left });
    expect(await endsAt()).toBeUndefined();
    await expect(billing.call(billingLifecycleRpc.scheduleEnd, { contractId: newId('con') })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('R12: an end that is taken back charges the month that was left out, once', async () => {
    const of = await books.active({ creditCents: 1_000 });
    await billing.call(billingLifecycleRpc.scheduleEnd, { contractId: of._id, endsAt: '2026-11-30T23:00:00Z' });
    billing.clock.moveTo(new Date('2026-12-01T09:00:00Z'));
    await billing.get(Renewals).runDue();
    await billing.call(billingLifecycleRpc.scheduleEnd, { contractId: of._id });
    await billing.get(Renewals).runDue();
    await billing.get(Renewals).runDue();
    expect([await books.renewed(of._id), await books.balance(of._id)]).toEqual([['2026-12'], 1_000 - MONTH]);
  });

  it('takes an activation back whose number could not be assigned: all credit is there again, and can be refunded', async () => {
    const account = {
      contractId: newId('con'),
      customerId: newId('cus'),
      contractNumber: 'C00009001',
      number: '+390212345678',
      services: [],
      holder: HOLDER,
      identity: PERSON,
    };
    await billing.call(billingRpc.openAccount, account);
    await books.topUp(account.contractId, 50);
    await billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { contractId: account.contractId, amountCents: 450, bankReference: newId('bnk'), receivedOn: '2026-11-21' },
      operator,
    );
    expect(await books.balance(account.contractId)).toBe(500 - 82);
    const reverse = () => billing.call(billingLifecycleRpc.reverseActivation, { contractId: account.contractId });
    await Promise.all([reverse(), reverse()]);
    expect(await books.account(account.contractId)).toMatchObject({ state: 'closed', balanceCents: 500 });
    await billing.call(billingRefundsRpc.openRefund, { contractId: account.contractId }, customerOf(account));
    expect(await books.balance(account.contractId)).toBe(0);
  });

  it('R16: bills someone else from an instant on, keeps who was billed before, and is undone by the former identity', async () => {
    const of = await books.active({ creditCents: 1_000 });
    const firm = newId('cus');
    const address = { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' };
    const company = { kind: 'company' as const, companyName: 'Esempio S.r.l.', partitaIva: '12345670017', address };
    const change = () =>
      billing.call(billingLifecycleRpc.changeIdentity, {
        contractId: of._id,
        customerId: firm,
        holder: company,
        effectiveAt: '2026-11-21T10:00:00Z',
      });
    await Promise.all([change(), change()]);
    expect(await books.account(of._id)).toMatchObject({
      customerId: firm,
      holder: { kind: 'company', name: 'Esempio S.r.l.', taxCode: '12345670017' },
      formerHolders: [{ customerId: of.customerId }],
      balanceCents: 1_000,
    });
    await expect(billing.call(billingCreditRpc.credit, { contractId: of._id }, customerOf(of))).rejects.toMatchObject({
      code: 'not_found',
    });
    const person = {
      kind: 'private' as const,
      givenName: 'Mario',
      familyName: 'Rossi',
      codiceFiscale: 'RSSMRA85T10A562S',
      address,
    };
    await billing.call(billingLifecycleRpc.changeIdentity, {
      contractId: of._id,
      customerId: of.customerId,
      holder: person,
      effectiveAt: '2026-11-21T10:00:00Z',
    });
    expect((await books.account(of._id)).customerId).toBe(of.customerId);
  });

  it('12-company-own-codice-fiscale: an account from before, which knows the second code only in its identity, is the same party as ever', async () => {
    const trader = {
      kind: 'company' as const,
      companyName: 'Ditta Rossi',
      partitaIva: '12345670017',
      codiceFiscale: 'RSSMRA85T10A562S',
      address: PERSON.address,
    };
    const of = await books.active({
      holder: { kind: 'company', name: 'Ditta Rossi', taxCode: '12345670017', identity: trader },
    });
    await billing.call(billingLifecycleRpc.changeIdentity, {
      contractId: of._id,
      customerId: of.customerId,
      holder: trader,
      effectiveAt: '2026-11-21T11:00:00Z',
    });
    expect((await books.account(of._id)).formerHolders).toBeUndefined();
    const moved = { ...trader, address: { ...PERSON.address, street: 'Via Nuova 2' } };
    await billing.publish(detailsCorrected, of.customerId, {
      customerId: of.customerId,
      holder: moved,
      at: '2026-11-21T12:00:00Z',
    });
    await eventually(
      'the correction',
      async () => (await books.account(of._id)).holder.identity?.address.street === 'Via Nuova 2',
    );
  });

  it('R29: bills a corrected address from its instant on, once however often and in whatever order it is told, and nobody else', async () => {
    const of = await books.active();
    const other = await books.active();
    const living = (street: string) => ({ ...PERSON, address: { ...PERSON.address, street } });
    const tell = (street: string, at: string, id = newId('evt')) =>
      billing.publish(detailsCorrected, of.customerId, { customerId: of.customerId, holder: living(street), at }, id);
    const once = newId('evt');
    await tell('Via Nuova 2', '2026-11-21T11:00:00Z', once);
    await tell('Via Nuova 2', '2026-11-21T11:00:00Z', once);
    await tell('Via Vecchia 9', '2026-11-21T10:30:00Z');
    await billing.publish(detailsCorrected, of.customerId, {
      customerId: of.customerId,
      holder: { kind: 'company', companyName: 'Acme S.r.l.', partitaIva: '00743110157', address: PERSON.address },
      at: '2026-11-21T12:00:00Z',
    });
    await tell('Via Ultima 3', '2026-11-21T13:00:00Z');
    await eventually(
      'the last correction',
      async () => (await books.account(of._id)).holder.identity?.address.street === 'Via Ultima 3',
    );
    expect(
      (await books.account(of._id)).formerIdentities?.map(({ identity, until }) => [
        identity.address.street,
        until.toISOString(),
      ]),
    ).toEqual([
      ['Via Roma 1', '2026-11-21T11:00:00.000Z'],
      ['Via Nuova 2', '2026-11-21T13:00:00.000Z'],
    ]);
    expect((await books.account(other._id)).holder.identity).toEqual(PERSON);
  });
});
