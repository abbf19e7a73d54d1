import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingRefundsRpc } from '#libs/api/billing/refunds.js';
import { billingTrafficRpc, callsRecorded, type CallRecord } from '#libs/api/billing/traffic.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { cents } from '#libs/money/money.js';
import { newId } from '#libs/platform/ids.js';
import { LOGGER } from '#libs/platform/tokens.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import type { Account } from '../src/account/account.schema.js';
import { BillingModule } from '../src/billing.module.js';
import { LedgerVerifier } from '../src/credit/ledger/ledger-verifier.service.js';
import type { LedgerEntry } from '../src/credit/ledger/entry.schema.js';
import { topUpPostings } from '../src/credit/ledger/ledger.rules.js';
import { Ledger } from '../src/credit/ledger/ledger.service.js';
import { CallIntake } from '../src/calls/traffic/call-intake.service.js';
import { TrafficPosting } from '../src/calls/traffic/traffic-posting.service.js';
import { Workers } from '#libs/messaging/worker.js';
import { TrafficSchedule } from '../src/calls/traffic/traffic.worker.js';
import type { Reservation } from '../src/credit/held/reservation.schema.js';

const MOBILE = '+393351234567';
const MOBILE_MICROS_A_SECOND = 35_000 / 60;
const switchActor: Actor = { kind: 'system', id: 'switch', roles: [] };

describe('traffic on the real broker and database', () => {
  let billing: ServiceUnderTest;
  let accounts: Model<Account>;
  let entries: Model<LedgerEntry>;
  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-12-10T09:00:00Z');
    accounts = billing.app.get(getModelToken('Account'));
    entries = billing.app.get(getModelToken('LedgerEntry'));
  });
  afterAll(() => billing.stop());
  beforeEach(() => billing.clock.moveTo(new Date('2026-12-10T09:00:00Z')));

  const contract = async (creditCents: number, traffic: 'traffic_metered' | 'traffic_flat' = 'traffic_metered') => {
    const id = newId('con');
    await accounts.create({
      _id: id,
      customerId: newId('cus'),
      contractNumber: 'C00000042',
      paymentReference: id,
      holder: { kind: 'private', name: 'Mario Rossi', taxCode: 'RSSMRA80A01F205X' },
      state: 'active',
      numbers: ['+390212345678'],
      services: [{ product: traffic, quantity: 1 }],
      chargedThrough: '2026-12',
      openedAt: new Date('2026-10-01'),
      activatedAt: new Date('2026-10-01'),
    });
    if (creditCents > 0)
      await billing.get(UnitOfWork).run((tx) =>
        billing.get(Ledger).post(tx, {
          key: newId('key'),
          contractId: id,
          cause: 'top_up',
          postings: topUpPostings('bank', cents(creditCents)),
        }),
      );
    return id;
  };
  const call = (contractId: string, over: Partial<CallRecord> = {}): CallRecord => ({
    callId: newId('call'),
    contractId,
    from: '+390212345678',
    to: MOBILE,
    startedAt: '2026-12-09T10:00:00Z',
    seconds: 60,
    ...over,
  });
  const record = (...records: CallRecord[]) => billing.call(billingTrafficRpc.recordCalls, { records }, switchActor);
  const calls = async (contractId: string) =>
    (await billing.call(billingTrafficRpc.listCalls, { contractId }, switchActor)).items;
  const balance = async (id: string): Promise<number> => (await accounts.findById(id).lean().orFail()).balanceCents;
  const postDays = () => billing.get(TrafficPosting).postDaysBefore();
  const authorise = (contractId: string, over: { callId?: string; to?: string; elapsedSeconds?: number } = {}) =>
    billing.call(billingTrafficRpc.authorise, { callId: newId('call'), contractId, to: MOBILE, ...over }, switchActor);
  const postingsOf = (contractId: string) =>
    entries.find({ contractId, cause: 'traffic' }).sort({ seq: 1 }).lean<LedgerEntry[]>();

  it('the same CDR twice, by message and by RPC, is charged once (nasty case 11)', async () => {
    const id = await contract(1_000);
    const one = call(id, { seconds: 600 });
    await billing.publish(callsRecorded, id, { records: [one, one] });
    await eventually('the call', async () => (await calls(id)).length === 1);
    expect(await record(one)).toMatchObject({ rated: 0, repeated: 1 });
    await Promise.all([postDays(), postDays()]);
    await postDays();
    expect(await balance(id)).toBe(1_000 - 35 - 8);
    expect(await postingsOf(id)).toHaveLength(1);
  });

  it('takes the same records sent at once by two switches once', async () => {
    const id = await contract(1_000);
    const records = Array.from({ length: 20 }, () => call(id));
    const taken = await Promise.all([record(...records), record(...records), record(...records)]);
    expect(taken.reduce((total, { rated }) => total + rated, 0)).toBe(20);
    expect(await calls(id)).toHaveLength(20);
  });

  it('posts a day once with all its calls, and a late call as one more entry, to the cent of the whole day', async () => {
    const id = await contract(1_000);
    await record(...Array.from({ length: 7 }, () => call(id, { seconds: 10 })));
    await record(call(id, { startedAt: '2026-12-10T08:00:00Z' }));
    await postDays();
    const [posted, ...others] = await postingsOf(id);
    expect(others).toEqual([]);
    expect(posted!.details).toMatchObject({
      day: '2026-12-09',
      period: '2026-12',
      calls: 7,
      lines: [
        { product: 'traffic_metered', netCents: Math.round((7 * Math.round(10 * MOBILE_MICROS_A_SECOND)) / 10_000) },
      ],
    });
    await record(call(id, { seconds: 3 }));
    await postDays();
    expect(await balance(id)).toBe(1_000 - 4 - 1);
  });

  it('while outgoing calls are suspended for a debt no call may start, save to emergency numbers', async () => {
    const id = await contract(1_000);
    await accounts.updateOne({ _id: id }, { $set: { suspendedAt: new Date() } });
    expect(await authorise(id)).toEqual({ allowed: false, maxSeconds: 0, reason: 'suspended', reservedCents: 0 });
    expect(await authorise(id, { to: '112' })).toMatchObject({ allowed: true });
    await accounts.updateOne({ _id: id }, { $unset: { suspendedAt: 1 } });
    expect(await authorise(id)).toMatchObject({ allowed: true });
  });

  it('R7: metered traffic already carried may take credit below zero', async () => {
    const id = await contract(10);
    await record(call(id, { seconds: 600 }));
    await postDays();
    expect(await balance(id)).toBe(10 - 43);
    expect(await authorise(id)).toMatchObject({ allowed: false, reason: 'credit' });
    expect(await authorise(id, { to: '+39800123456' })).toMatchObject({ allowed: true, reservedCents: 0 });
  });

  it('a call that ends after midnight of the 1st belongs to the month it began in (nasty case 11)', async () => {
    const id = await contract(1_000, 'traffic_flat');
    await accounts.updateOne(
      { _id: id },
      {
        $set: {
          chargedThrough: '2026-12',
          scheduled: { from: '2027-01', services: [{ product: 'traffic_metered', quantity: 1 }] },
        },
      },
    );
    billing.clock.moveTo(new Date('2027-01-01T00:10:00Z'));
    await record(
      call(id, { startedAt: '2026-12-31T22:50:00Z', seconds: 1_200 }),
      call(id, { startedAt: '2026-12-31T23:00:00Z', seconds: 60 }),
    );
    const [metered, flat] = await calls(id);
    expect(flat).toMatchObject({ seconds: 1_200, coveredSeconds: 1_200, netMicros: 0 });
    expect(metered).toMatchObject({ seconds: 60, coveredSeconds: 0, netMicros: 35_000 });
  });

  it('a record that comes after the renewal is rated by what was charged for its own month', async () => {
    const id = await contract(5_000);
    await billing.get(UnitOfWork).run((tx) =>
      billing.get(Ledger).post(tx, {
        key: `renewal:${id}:2026-11`,
        contractId: id,
        cause: 'renewal',
        details: { period: '2026-11', lines: [{ product: 'traffic_flat' }] },
        postings: [
          { account: 'customer_credit', amountCents: -1_220 },
          { account: 'revenue', amountCents: 1_220 },
        ],
      }),
    );
    await record(call(id, { startedAt: '2026-11-30T20:00:00Z' }));
    expect((await calls(id))[0]).toMatchObject({ coveredSeconds: 60, netMicros: 0 });
  });

  it('R8: FLAT covers its allowance and the rest is metered, whatever order records come in', async () => {
    const id = await contract(1_000, 'traffic_flat');
    await record(call(id, { seconds: 119_990, startedAt: '2026-12-01T10:00:00Z' }));
    await Promise.all([record(call(id, { seconds: 30 })), record(call(id, { seconds: 30 }))]);
    const covered = (await calls(id)).reduce((total, { coveredSeconds }) => total + coveredSeconds, 0);
    expect(covered).toBe(2_000 * 60);
    await postDays();
    expect((await postingsOf(id))[0]!.details.lines).toMatchObject([
      { netCents: Math.round((50 * MOBILE_MICROS_A_SECOND) / 10_000) },
    ]);
  });

  it('names what cannot be rated and why, and takes the rest', async () => {
    const id = await contract(1_000);
    const taken = await record(
      call(id),
      call(newId('con'), { callId: 'a' }),
      call(id, { callId: 'b', to: '+88212345' }),
      call(id, { callId: 'c', startedAt: '2026-12-11T09:00:00Z' }),
      call(id, { callId: 'd', startedAt: '2026-09-01T09:00:00Z' }),
    );
    expect(taken.rated).toBe(1);
    expect(Object.fromEntries(taken.rejects.map(({ callId, reason }) => [callId, reason]))).toEqual({
      a: 'unknown_contract',
      b: 'no_rate',
      c: 'in_the_future',
      d: 'before_activation',
    });
  });

  it('lists calls in pages, and another customer’s contract does not exist', async () => {
    const id = await contract(1_000);
    await record(
      ...Array.from({ length: 5 }, (_, index) =>
        call(id, { startedAt: `2026-12-09T10:00:0${Math.floor(index / 2)}Z` }),
      ),
    );
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await billing.call(
        billingTrafficRpc.listCalls,
        { contractId: id, limit: 2, ...(cursor ? { cursor } : {}) },
        switchActor,
      );
      seen.push(...page.items.map(({ callId }) => callId));
      if (!(cursor = page.nextCursor)) break;
    }
    expect(new Set(seen).size).toBe(5);
    const stranger: Actor = { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: newId('cus') };
    await expect(billing.call(billingTrafficRpc.listCalls, { contractId: id }, stranger)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  describe('authorising calls', () => {
    it('gives as many seconds as credit pays for, VAT included', async () => {
      const id = await contract(43);
      const granted = await authorise(id);
      expect(granted.allowed).toBe(true);
      expect(granted.maxSeconds).toBeGreaterThanOrEqual(598);
      expect(granted.reservedCents).toBeLessThanOrEqual(43);
      expect(await authorise(await contract(0))).toMatchObject({ allowed: false, reason: 'credit' });
      expect(await authorise(id, { to: '+88212345' })).toMatchObject({ allowed: false, reason: 'unknown' });
      expect(await authorise(await contract(0), { to: '112' })).toMatchObject({ allowed: true });
    });

    it('concurrent calls never reserve the same cent twice', async () => {
      const id = await contract(100);
      const granted = await Promise.all(Array.from({ length: 6 }, () => authorise(id)));
      expect(
        granted.reduce((total, { maxSeconds }) => total + maxSeconds, 0) * MOBILE_MICROS_A_SECOND,
      ).toBeLessThanOrEqual(820_000);
      expect(granted.filter(({ allowed }) => allowed).length).toBeGreaterThanOrEqual(2);
      expect(granted.some(({ reason }) => reason === 'credit')).toBe(true);
    });

    it('is the same question asked again for the same call, and goes on while it lasts', async () => {
      const id = await contract(1_000);
      const callId = newId('call');
      expect(await authorise(id, { callId })).toEqual(await authorise(id, { callId }));
      expect((await authorise(id, { callId, elapsedSeconds: 590 })).maxSeconds).toBe(1_190);
    });

    it('what a call reserved is given back by its record, by release, and when no record ever comes', async () => {
      const id = await contract(43);
      const callId = newId('call');
      const again = async () => (await authorise(id)).allowed;
      await authorise(id, { callId });
      expect(await again()).toBe(false);
      await record(call(id, { callId, startedAt: '2026-12-10T09:00:00Z', seconds: 1 }));
      const next = newId('call');
      expect((await authorise(id, { callId: next })).allowed).toBe(true);
      expect(await again()).toBe(false);
      await billing.call(billingTrafficRpc.release, { callId: next, contractId: id }, switchActor);
      expect(await again()).toBe(true);
      expect(await again()).toBe(false);
      billing.clock.moveTo(new Date('2026-12-12T10:00:00Z'));
      await billing.get(TrafficPosting).releaseExpired();
      expect(await again()).toBe(true);
    });

    it('FLAT calls share the allowance, and credit beyond it', async () => {
      const id = await contract(0, 'traffic_flat');
      await record(call(id, { seconds: 119_000, startedAt: '2026-12-01T10:00:00Z' }));
      const granted = [await authorise(id), await authorise(id), await authorise(id)];
      expect(granted.map(({ maxSeconds }) => maxSeconds)).toEqual([600, 400, 0]);
    });
  });

  describe('a call in progress at cancellation (nasty case 11)', () => {
    const end = (contractId: string) =>
      billing.call(
        billingLifecycleRpc.terminate,
        {
          contractId,
          endedAt: billing.clock.now().toISOString(),
          reason: 'cancelled',
          iban: 'IT60X0542811101000000123456',
          accountHolder: 'Mario Rossi',
        },
        switchActor,
      );
    const sweep = () =>
      new TrafficSchedule(billing.get(TrafficPosting), billing.get(Workers), billing.app.get(LOGGER)).refundForgotten();
    const refunds = async (contractId: string) =>
      (await billing.call(billingRefundsRpc.listRefunds, { contractId }, switchActor)).items;

    it('is charged from what was kept for it, and the rest is refunded when it has ended', async () => {
      const id = await contract(1_000);
      const callId = newId('call');
      await record(call(id));
      await authorise(id, { callId });
      const { refundCents } = await end(id);
      expect(await postingsOf(id)).toHaveLength(1);
      expect(await end(id)).toMatchObject({ refundCents });
      expect(await balance(id)).toBe(1_000 - 5 - refundCents);
      expect(await balance(id)).toBeGreaterThan(40);
      await record(call(id, { callId, startedAt: '2026-12-10T08:59:00Z', seconds: 120 }));
      expect(await balance(id)).toBe(0);
      expect((await refunds(id)).map(({ amountCents, state }) => [amountCents, state])).toEqual([
        [1_000 - 5 - 9 - refundCents, 'requested'],
        [refundCents, 'requested'],
      ]);
    });

    it('R14: is charged no more than was kept for it, though it went on for longer: no debt comes after the end', async () => {
      const id = await contract(43);
      const callId = newId('call');
      const { maxSeconds, reservedCents } = await authorise(id, { callId });
      expect(await end(id)).toMatchObject({ refundCents: 43 - reservedCents });
      await record(call(id, { callId, startedAt: '2026-12-10T08:59:00Z', seconds: maxSeconds + 600 }));
      expect(await balance(id)).toBe(0);
      const paid = (await postingsOf(id)).reduce((total, { creditCents }) => total - creditCents, 0);
      expect(paid + (await refunds(id)).reduce((total, { amountCents }) => total + amountCents, 0)).toBe(43);
    });

    it('R14: a refund asked for meanwhile leaves what is kept for it, so that its record makes no debt', async () => {
      const id = await contract(1_000);
      const callId = newId('call');
      await authorise(id, { callId });
      await end(id);
      const kept = await balance(id);
      const { customerId } = await accounts.findById(id).lean().orFail();
      const holder: Actor = { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId };
      const ask = () => billing.call(billingRefundsRpc.openRefund, { contractId: id }, holder);
      await expect(ask()).rejects.toMatchObject({ code: 'nothing_to_refund' });
      await billing.get(UnitOfWork).run((tx) =>
        billing.get(Ledger).post(tx, {
          key: newId('key'),
          contractId: id,
          cause: 'top_up',
          postings: topUpPostings('bank', cents(500)),
        }),
      );
      expect(await ask()).toMatchObject({ amountCents: 500 });
      expect(await balance(id)).toBe(kept);
      await record(call(id, { callId, startedAt: '2026-12-10T08:59:00Z', seconds: 600 }));
      expect(await balance(id)).toBe(0);
    });

    it('R14: is charged what credit is left for, where VAT on the whole day comes to a cent more than was kept', async () => {
      const id = await contract(3);
      const callId = newId('call');
      await record(call(id, { startedAt: '2026-12-10T08:00:00Z', seconds: 34 }));
      await billing.app.get<Model<Reservation>>(getModelToken('Reservation')).create({
        _id: callId,
        contractId: id,
        period: '2026-12',
        seconds: 17,
        coveredSeconds: 0,
        netMicros: 9_917,
        expiresAt: new Date('2026-12-10T10:00:00Z'),
      });
      await end(id);
      expect(await balance(id)).toBe(1);
      await record(call(id, { callId, startedAt: '2026-12-10T08:50:00Z', seconds: 17 }));
      expect((await calls(id))[0]).toMatchObject({ state: 'rated', netMicros: 9_917 });
      expect(await balance(id)).toBe(0);
      await postDays();
      expect((await postingsOf(id)).map(({ creditCents }) => creditCents)).toEqual([-2, -1]);
    });

    it('R13: what was kept for it is refunded once, though the process died between its record and the refund', async () => {
      const id = await contract(1_000);
      const callId = newId('call');
      await authorise(id, { callId });
      const { refundCents } = await end(id);
      await sweep();
      expect(await refunds(id)).toHaveLength(1);
      await billing.get(CallIntake).record([call(id, { callId, startedAt: '2026-12-10T08:59:00Z', seconds: 60 })]);
      await Promise.all([sweep(), sweep()]);
      await sweep();
      expect((await refunds(id)).map(({ amountCents, state }) => [amountCents, state])).toEqual([
        [1_000 - 5 - refundCents, 'requested'],
        [refundCents, 'requested'],
      ]);
      expect(await balance(id)).toBe(0);
    });

    it('R13: credit of a contract that was never active waits for its payer to ask for it', async () => {
      const id = await contract(500);
      await accounts.updateOne(
        { _id: id },
        { $set: { state: 'closed', closedAt: new Date(), closeReason: 'not_activated' } },
      );
      await sweep();
      expect([await balance(id), await refunds(id)]).toEqual([500, []]);
    });

    it('R14: past the end of its last month no call starts or is charged, though the cancellation is late to close the account', async () => {
      const id = await contract(500);
      await accounts.updateOne({ _id: id }, { $set: { endsAt: new Date('2026-12-10T08:30:00Z') } });
      expect(await authorise(id)).toMatchObject({ allowed: false, reason: 'ended' });
      await record(call(id, { startedAt: '2026-12-10T08:29:59Z' }), call(id, { startedAt: '2026-12-10T08:30:00Z' }));
      expect((await calls(id)).map(({ state, netMicros }) => [state, netMicros])).toEqual([
        ['waived', 0],
        ['rated', 35_000],
      ]);
    });

    it('R14: a record of an ended contract that nothing was kept for is readable and not charged', async () => {
      const id = await contract(500);
      await end(id);
      await record(call(id));
      expect((await calls(id))[0]).toMatchObject({ state: 'waived', netMicros: 0 });
      await postDays();
      expect(await postingsOf(id)).toEqual([]);
      expect(await authorise(id)).toMatchObject({ allowed: false, reason: 'ended' });
    });
  });

  it('the ledger proves itself after all of it', async () => {
    expect((await billing.get(LedgerVerifier).verify(() => undefined)).problems).toEqual([]);
  });
});
