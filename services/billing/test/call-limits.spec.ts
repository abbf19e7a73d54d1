import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import {
  barredCallsMade,
  billingCallLimitsRpc,
  type CallLimits,
  type RefusedCall,
  type SetCallLimits,
} from '#libs/api/billing/call-limits.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingRatesRpc } from '#libs/api/billing/rates.js';
import { billingTrafficRpc, type CallAuthorisation, type CallRecord } from '#libs/api/billing/traffic.js';
import { billingPersonalDataRpc } from '#libs/api/kernel/personal-data.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import type { RefusedCallRow } from '../src/calls/limits/refused-call.schema.js';
import { customerOf, operator } from './support.js';
import { Callers, MOBILE, switchActor } from './support-traffic.js';

const PREMIUM = '+39899123456';
const SATELLITE = '+881612345678';
const FREE = '+39800123456';
const OPEN = ['national', 'public_service', 'international'];
/** What a minute to an Italian mobile costs: 35,000 millionths and VAT. */
const MINUTE_CENTS = 4.27;

describe('limits of calls on the real broker and database', () => {
  let billing: ServiceUnderTest;
  let callers: Callers;
  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-12-10T09:00:00Z');
    callers = new Callers(billing);
  });
  afterAll(() => billing.stop());
  beforeEach(() => billing.clock.moveTo(new Date('2026-12-10T09:00:00Z')));

  const contract = async (creditCents = 10_000, traffic?: 'traffic_flat') => {
    const id = await callers.contract(creditCents, traffic);
    return { id, owner: customerOf(await callers.books.account(id)) };
  };
  const call = (contractId: string, over: Partial<CallRecord> = {}) =>
    callers.call(contractId, { startedAt: '2026-12-10T08:00:00Z', ...over });
  const authorise = (
    contractId: string,
    over: { callId?: string; to?: string; elapsedSeconds?: number } = {},
  ): Promise<CallAuthorisation> =>
    billing.call(billingTrafficRpc.authorise, { callId: newId('call'), contractId, to: MOBILE, ...over }, switchActor);
  const limitsOf = (contractId: string, actor: Actor): Promise<CallLimits> =>
    billing.call(billingCallLimitsRpc.get, { contractId }, actor);
  const set = (contractId: string, owner: Actor, limits: Partial<SetCallLimits> = {}): Promise<CallLimits> =>
    billing.call(billingCallLimitsRpc.set, { contractId, openClasses: OPEN, ...limits }, owner);
  const refused = async (contractId: string, actor: Actor): Promise<RefusedCall[]> =>
    (await billing.call(billingCallLimitsRpc.refusedCalls, { contractId }, actor)).items;
  const history = async (contractId: string, actor: Actor) =>
    (await billing.call(billingCallLimitsRpc.history, { contractId }, actor)).items;
  const openOf = ({ classes }: CallLimits): string[] => classes.filter(({ open }) => open).map(({ code }) => code);

  describe('R27: classes of destinations', () => {
    it('premium, satellite and costly international ones are closed until the customer opens them', async () => {
      const { id, owner } = await contract();
      expect(openOf(await limitsOf(id, owner))).toEqual(OPEN);
      for (const to of [PREMIUM, SATELLITE, '+21671123456'])
        expect(await authorise(id, { to })).toEqual({
          allowed: false,
          maxSeconds: 0,
          reason: 'barred',
          reservedCents: 0,
        });
      await set(id, owner, { openClasses: [...OPEN, 'premium'] });
      expect(await authorise(id, { to: PREMIUM })).toMatchObject({ allowed: true });
      expect(await authorise(id, { to: SATELLITE })).toMatchObject({ reason: 'barred' });
      await set(id, owner, { openClasses: ['public_service'] });
      expect(await authorise(id)).toMatchObject({ reason: 'barred' });
    });

    it('emergency and free numbers always pass', async () => {
      const { id, owner } = await contract(0);
      await set(id, owner, { openClasses: [], ceilingPerMinuteCents: 1, dailyCapCents: 0, monthlyCapCents: 0 });
      for (const to of ['112', '1522', '1518', '116111', FREE])
        expect([to, (await authorise(id, { to })).allowed]).toEqual([to, true]);
    });

    it('one that does not exist is refused by name, and changes nothing', async () => {
      const { id, owner } = await contract();
      await expect(set(id, owner, { openClasses: ['premium', 'moon'] })).rejects.toMatchObject({
        code: 'invalid_input',
        details: { fields: [{ field: 'openClasses' }] },
      });
      expect(await history(id, owner)).toEqual([]);
    });

    it('calls that come by record although barred are charged as they were made; staff hear of them once', async () => {
      const { id, owner } = await contract();
      await callers.record(call(id, { to: PREMIUM, seconds: 61 }), call(id), call(id, { to: FREE }));
      const [made] = (await callers.calls(id)).filter(({ barred }) => barred);
      expect(made).toMatchObject({ destination: 'Italy premium numbers', netMicros: 300_000 + 2 * 1_200_000 });
      expect(await billing.allSent(barredCallsMade, id)).toMatchObject([
        { contractId: id, day: '2026-12-10', classes: ['premium'], calls: 1 },
      ]);
      // One that was authorised while its class was open is as it should be.
      await set(id, owner, { openClasses: [...OPEN, 'premium'] });
      const callId = newId('call');
      await authorise(id, { callId, to: PREMIUM });
      await set(id, owner);
      await callers.record(call(id, { callId, to: PREMIUM, startedAt: '2026-12-10T09:00:00Z' }));
      expect(await billing.allSent(barredCallsMade, id)).toHaveLength(1);
    });
  });

  describe('R27: caps and ceiling', () => {
    it('a grant never exceeds what the day’s and the month’s cap leave, to the cent', async () => {
      const { id, owner } = await contract();
      await callers.record(call(id, { startedAt: '2026-12-01T10:00:00Z', seconds: 600 }), call(id, { seconds: 600 }));
      expect(await set(id, owner, { dailyCapCents: 50, monthlyCapCents: 100 })).toMatchObject({
        spentTodayCents: 43,
        spentThisMonthCents: 86,
      });
      const callId = newId('call');
      const { maxSeconds } = await authorise(id, { callId });
      expect(maxSeconds).toBeGreaterThan((6 / MINUTE_CENTS) * 60);
      expect(await authorise(id)).toMatchObject({ allowed: false, reason: 'cap' });
      await callers.record(call(id, { callId, seconds: maxSeconds }));
      expect((await limitsOf(id, owner)).spentTodayCents).toBe(50);
      await set(id, owner, { dailyCapCents: 1_000, monthlyCapCents: 93 });
      expect(await authorise(id)).toMatchObject({ allowed: false, reason: 'cap' });
      await set(id, owner, { dailyCapCents: 1_000, monthlyCapCents: 200 });
      expect(await authorise(id)).toMatchObject({ allowed: true });
    });

    it('a cap reached in the middle of a call ends it with the seconds that were granted', async () => {
      const { id, owner } = await contract();
      await set(id, owner, { dailyCapCents: 50 });
      const callId = newId('call');
      const { maxSeconds } = await authorise(id, { callId });
      expect(maxSeconds).toBe(600);
      const more = await authorise(id, { callId, elapsedSeconds: 600 });
      expect([more.allowed, more.maxSeconds > 600, more.maxSeconds <= (50 / MINUTE_CENTS) * 60 + 10]).toEqual([
        true,
        true,
        true,
      ]);
      expect(await authorise(id, { callId, elapsedSeconds: more.maxSeconds })).toMatchObject({
        allowed: false,
        reason: 'cap',
      });
      await callers.record(call(id, { callId, startedAt: '2026-12-10T08:45:00Z', seconds: more.maxSeconds }));
      expect((await limitsOf(id, owner)).spentTodayCents).toBe(50);
      expect(await refused(id, owner)).toMatchObject([{ callId, reason: 'cap', elapsedSeconds: more.maxSeconds }]);
    });

    it('concurrent calls share what a cap leaves', async () => {
      const { id, owner } = await contract();
      await set(id, owner, { dailyCapCents: 100 });
      const granted = await Promise.all(Array.from({ length: 6 }, () => authorise(id)));
      const seconds = granted.reduce((total, { maxSeconds }) => total + maxSeconds, 0);
      expect([
        (seconds * MINUTE_CENTS) / 60 <= 101,
        granted.filter(({ allowed }) => allowed).length >= 2,
        granted.some(({ reason }) => reason === 'cap'),
      ]).toEqual([true, true, true]);
    });

    it('caps are of Rome’s days and months: at midnight they begin anew, and a call counts for the day it began on', async () => {
      const { id, owner } = await contract();
      await set(id, owner, { dailyCapCents: 43 });
      billing.clock.moveTo(new Date('2026-12-31T22:50:00Z'));
      const callId = newId('call');
      expect(await authorise(id, { callId })).toMatchObject({ maxSeconds: 600 });
      // What rounds down to nothing of the next cent.
      expect(await authorise(id)).toMatchObject({ maxSeconds: 8 });
      expect(await authorise(id)).toMatchObject({ reason: 'cap' });
      billing.clock.moveTo(new Date('2026-12-31T23:00:00Z'));
      expect(await authorise(id)).toMatchObject({ maxSeconds: 600 });
      expect(await authorise(id, { callId, elapsedSeconds: 600 })).toMatchObject({ allowed: false, reason: 'cap' });
    });

    it('are of metered traffic: what FLAT covers passes, and no second more', async () => {
      const { id, owner } = await contract(10_000, 'traffic_flat');
      await callers.record(call(id, { seconds: 119_900, startedAt: '2026-12-01T10:00:00Z' }));
      await set(id, owner, { ceilingPerMinuteCents: 1, dailyCapCents: 0 });
      expect(await authorise(id)).toMatchObject({ allowed: true, maxSeconds: 100, reservedCents: 0 });
      expect(await authorise(id)).toMatchObject({ allowed: false, reason: 'ceiling' });
    });

    it('a call that costs more a minute than the ceiling is refused, connection and VAT included', async () => {
      const { id, owner } = await contract();
      await set(id, owner, { ceilingPerMinuteCents: 4 });
      expect(await authorise(id)).toMatchObject({ allowed: false, reason: 'ceiling' });
      await set(id, owner, { ceilingPerMinuteCents: 5 });
      expect(await authorise(id)).toMatchObject({ allowed: true });
    });

    it('credit that is used up first is told as credit, also under caps', async () => {
      const { id, owner } = await contract(0);
      await set(id, owner, { dailyCapCents: 100 });
      expect(await authorise(id)).toMatchObject({ reason: 'credit' });
    });
  });

  describe('R27: a refusal says why', () => {
    it('to the switch by a stable code and to the customer in words, once for each call', async () => {
      const { id, owner } = await contract();
      const callId = newId('call');
      for (let times = 0; times < 2; times++) await authorise(id, { callId, to: PREMIUM });
      await authorise(id, { callId: 'to-nowhere', to: '+88212345' });
      const items = await refused(id, owner);
      expect(items.map((each) => [each.callId, each.reason, each.to, each.elapsedSeconds])).toEqual(
        expect.arrayContaining([
          [callId, 'barred', '+39899123***', 0],
          ['to-nowhere', 'unknown', '+88212***', 0],
        ]),
      );
      expect(items.find((each) => each.callId === callId)).toMatchObject({
        destinationClass: 'premium',
        text: expect.stringContaining('you can open it'),
      });
      expect(items).toHaveLength(2);
      expect(await refused(id, operator)).toEqual(items);
    });

    it('names a debt, the end of a contract, and a contract that is none', async () => {
      const { id } = await contract();
      await callers.accounts.updateOne({ _id: id }, { $set: { suspendedAt: new Date() } });
      expect(await authorise(id)).toMatchObject({ reason: 'suspended' });
      await callers.accounts.updateOne({ _id: id }, { $unset: { suspendedAt: 1 } });
      await billing.call(
        billingLifecycleRpc.terminate,
        {
          contractId: id,
          endedAt: billing.clock.now().toISOString(),
          reason: 'cancelled',
          iban: 'IT60X0542811101000000123456',
          accountHolder: 'Mario Rossi',
        },
        switchActor,
      );
      expect(await authorise(id)).toMatchObject({ reason: 'ended' });
      expect(await authorise(newId('con'))).toEqual({
        allowed: false,
        maxSeconds: 0,
        reason: 'unknown',
        reservedCents: 0,
      });
    });

    it('is paged, and a cursor that no page gave is refused', async () => {
      const { id, owner } = await contract();
      for (let index = 0; index < 3; index++) await authorise(id, { to: PREMIUM });
      const first = await billing.call(billingCallLimitsRpc.refusedCalls, { contractId: id, limit: 2 }, owner);
      const second = await billing.call(
        billingCallLimitsRpc.refusedCalls,
        { contractId: id, limit: 2, cursor: first.nextCursor! },
        owner,
      );
      expect([new Set([...first.items, ...second.items].map(({ callId }) => callId)).size, second.nextCursor]).toEqual([
        3,
        undefined,
      ]);
      await expect(
        billing.call(billingCallLimitsRpc.refusedCalls, { contractId: id, cursor: 'junk' }, owner),
      ).rejects.toMatchObject({ code: 'invalid_input' });
    });
  });

  describe('R27: changes of limits are audited', () => {
    it('each is kept with who, when, before and after, for customer and staff; the same again is none', async () => {
      const { id, owner } = await contract();
      const limits = { openClasses: [...OPEN, 'premium'], dailyCapCents: 500 };
      const view = await set(id, owner, limits);
      expect(await set(id, owner, limits)).toEqual(view);
      await Promise.all([1, 2, 3].map(() => set(id, owner, { ...limits, monthlyCapCents: 900 })));
      await set(id, owner);
      const changes = await history(id, owner);
      expect(
        changes.map(({ by, after }) => [
          by,
          after.openClasses.includes('premium'),
          after.dailyCapCents,
          after.monthlyCapCents,
        ]),
      ).toEqual([
        [owner.id, false, undefined, undefined],
        [owner.id, true, 500, 900],
        [owner.id, true, 500, undefined],
      ]);
      expect(changes.slice(0, 2).map(({ before }) => before)).toEqual(changes.slice(1).map(({ after }) => after));
      expect(await history(id, operator)).toEqual(changes);
    });

    it('a new holder begins anew: neither limits, nor their history, nor refusals of the one before (R16)', async () => {
      const { id, owner } = await contract();
      await set(id, owner, { openClasses: [...OPEN, 'premium'], dailyCapCents: 1 });
      await billing.call(billingCallLimitsRpc.showNumbers, { contractId: id, calledNumbers: 'clear' }, owner);
      await authorise(id);
      billing.clock.moveTo(new Date('2026-12-11T09:00:00Z'));
      const before = await callers.books.account(id);
      const heir: Actor = { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: newId('cus') };
      await callers.accounts.updateOne(
        { _id: id },
        {
          $set: {
            customerId: heir.customerId!,
            formerHolders: [{ customerId: before.customerId, holder: before.holder, until: billing.clock.now() }],
          },
        },
      );
      expect(openOf(await limitsOf(id, heir))).toEqual(OPEN);
      expect(await limitsOf(id, heir)).not.toHaveProperty('dailyCapCents');
      expect([await history(id, heir), await refused(id, heir)]).toEqual([[], []]);
      await set(id, heir, { dailyCapCents: 7 });
      expect((await history(id, heir)).map(({ after }) => after.dailyCapCents)).toEqual([7]);
      expect(await billing.call(billingCallLimitsRpc.shownNumbers, { contractId: id }, heir)).toEqual({
        calledNumbers: 'masked',
      });
    });

    it('nobody sees or sets those of another’s contract, and none of one that has ended', async () => {
      const { id, owner } = await contract();
      const stranger: Actor = { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: newId('cus') };
      for (const ask of [limitsOf(id, stranger), set(id, stranger), history(id, stranger), refused(id, stranger)])
        await expect(ask).rejects.toMatchObject({ code: 'not_found' });
      await callers.accounts.updateOne({ _id: id }, { $set: { state: 'closed', closedAt: new Date() } });
      await expect(set(id, owner, { dailyCapCents: 1 })).rejects.toMatchObject({ code: 'account_closed' });
    });
  });

  describe('R28: called numbers', () => {
    it('are shown without their last three digits until the customer wants them in clear, to staff too', async () => {
      const { id, owner } = await contract();
      const charged = call(id);
      await callers.record(charged, { ...charged, seconds: 0 });
      await authorise(id, { to: PREMIUM });
      const show = (calledNumbers: string) =>
        billing.call(
          billingCallLimitsRpc.showNumbers,
          { contractId: id, calledNumbers: calledNumbers as 'clear' },
          owner,
        );
      const shown = async () => [
        (await billing.call(billingTrafficRpc.listCalls, { contractId: id }, owner)).items[0]!.to,
        (await billing.call(billingTrafficRpc.listCalls, { contractId: id }, operator)).items[0]!.to,
        (await refused(id, owner))[0]!.to,
        (await refused(id, operator))[0]!.to,
      ];
      const copied = async (): Promise<string> => {
        const parts: string[] = [];
        for (let cursor: string | undefined; ; ) {
          const { part, nextCursor } = await billing.call(
            billingPersonalDataRpc.read,
            { customerId: owner.customerId!, ...(cursor ? { cursor } : {}) },
            owner,
          );
          if (part) parts.push(part.content);
          if (!(cursor = nextCursor)) return parts.join('\n');
        }
      };
      expect(await shown()).toEqual(['+393351234***', '+393351234***', '+39899123***', '+39899123***']);
      expect(await copied()).not.toMatch(/\+393351234567|\+39899123456/);
      expect(await show('clear')).toEqual({ calledNumbers: 'clear' });
      await show('clear');
      expect(await shown()).toEqual([MOBILE, MOBILE, PREMIUM, PREMIUM]);
      expect(await copied()).toMatch(/\+393351234567[^]*\+39899123456[^]*\+393351234567/);
      await show('masked');
      expect(await shown()).toEqual(['+393351234***', '+393351234***', '+39899123***', '+39899123***']);
      expect((await history(id, owner)).map(({ after }) => after.calledNumbers)).toEqual(['masked', 'clear']);
      const kept = await billing.app
        .get<Model<RefusedCallRow>>(getModelToken('RefusedCall'))
        .find({ contractId: id })
        .lean();
      expect(kept).toMatchObject([{ to: PREMIUM }]);
    });
  });

  describe('the price of a number, for everybody', () => {
    const rateOf = (number: string) =>
      billing.call(billingRatesRpc.rateOf, { number }, { kind: 'anonymous', id: 'anonymous', roles: [] });

    it('is told with destination and class, net, VAT and gross, whether FLAT covers it and whether it is closed', async () => {
      expect(await rateOf(MOBILE)).toEqual({
        number: MOBILE,
        destination: 'Italy mobile',
        destinationClass: 'national',
        className: 'National calls',
        vatBasisPoints: 2_200,
        perMinute: { netMicros: 35_000, vatMicros: 7_700, grossMicros: 42_700 },
        connection: { netMicros: 0, vatMicros: 0, grossMicros: 0 },
        firstSeconds: 1,
        stepSeconds: 1,
        includedInFlat: true,
        closedByDefault: false,
      });
      expect(await rateOf(PREMIUM)).toMatchObject({
        destinationClass: 'premium',
        perMinute: { grossMicros: 1_464_000 },
        connection: { netMicros: 300_000, grossMicros: 366_000 },
        includedInFlat: false,
        closedByDefault: true,
      });
      for (const number of ['112', '1518', FREE])
        expect(await rateOf(number)).toMatchObject({
          perMinute: { grossMicros: 0 },
          connection: { grossMicros: 0 },
          closedByDefault: false,
        });
    });

    it('is 404 where there is none, and 422 for what is no number', async () => {
      await expect(rateOf('+88212345')).rejects.toMatchObject({ code: 'number_without_rate', status: 404 });
      for (const number of ['3351234567', '+', '1200'])
        await expect(rateOf(number)).rejects.toMatchObject({ code: 'invalid_input' });
    });
  });

  it('the ledger proves itself after all of it', async () => {
    await callers.books.prove();
  });
});
