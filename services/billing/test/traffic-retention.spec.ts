import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import type { Actor } from '#libs/api/kernel/actor.js';
import { billingCallLimitsRpc } from '#libs/api/billing/call-limits.js';
import { billingTrafficRpc, callsRecorded } from '#libs/api/billing/traffic.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { BillingModule } from '../src/billing.module.js';
import { CallFiles } from '../src/calls/traffic/call-file.service.js';
import { TrafficRetentionModule } from '../src/calls/retention/traffic-retention.module.js';
import { TrafficRetention } from '../src/calls/retention/traffic-retention.service.js';
import { Callers, MOBILE, switchActor } from './support-traffic.js';

@Module({ imports: [BillingModule, TrafficRetentionModule] })
class BillingWithRetention {}

const OLD = '+393357654321';
const COLLECTIONS = ['calls', 'call_rejects', 'refused_calls', 'call_reservations', 'traffic_days', 'allowance_uses'];

describe('R28: traffic data is removed after 72 months', () => {
  let billing: ServiceUnderTest;
  let callers: Callers;
  let database: Connection;
  let contractId: string;

  /** A day of traffic of every kind. */
  const traffic = async (day: string, to: string): Promise<void> => {
    billing.clock.moveTo(new Date(`${day}T12:00:00Z`));
    const startedAt = `${day}T10:00:00Z`;
    const charged = callers.call(contractId, { startedAt, to });
    await callers.record(
      charged,
      { ...charged, seconds: 0 },
      ...Array.from({ length: 600 }, () => callers.call(contractId, { startedAt, to, seconds: 1 })),
    );
    const flat = await callers.contract(0, 'traffic_flat');
    await callers.record(callers.call(flat, { startedAt, to }));
    const ask = (over: object) =>
      billing.call(billingTrafficRpc.authorise, { callId: newId('call'), contractId, to, ...over }, switchActor);
    await ask({});
    await ask({ to: '+39899123456' });
    billing.clock.moveTo(new Date(`${day.slice(0, 8)}28T12:00:00Z`));
    await callers.postDays();
  };
  const counts = async () =>
    Object.fromEntries(
      await Promise.all(
        COLLECTIONS.map(async (name) => [name, await database.collection(name).countDocuments()] as const),
      ),
    );
  /** Everything that the database holds, as text, but for leases, which the time of day moves. */
  const everything = async (): Promise<string> => {
    const collections = await database.db!.listCollections().toArray();
    return JSON.stringify(
      await Promise.all(
        collections
          .filter(({ name }) => name !== 'leases')
          .map(async ({ name }) => [name, await database.collection(name).find().toArray()]),
      ),
    );
  };
  const expire = () => billing.get(TrafficRetention).expire();

  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingWithRetention, '2026-12-10T09:00:00Z');
    callers = new Callers(billing);
    database = billing.app.get(getConnectionToken());
    contractId = await callers.contract(10_000);
    const owner: Actor = {
      kind: 'customer',
      id: newId('usr'),
      roles: ['customer'],
      customerId: (await callers.books.account(contractId)).customerId,
    };
    await billing.call(billingCallLimitsRpc.showNumbers, { contractId, calledNumbers: 'clear' }, owner);
    await traffic('2026-12-10', OLD);
    await traffic('2027-03-10', MOBILE);
  });
  afterAll(() => billing.stop());

  it('not a day before', async () => {
    billing.clock.moveTo(new Date('2032-12-10T22:00:00Z'));
    const before = await counts();
    const report = await expire();
    expect(report).toMatchObject({ _id: '2026-12-10', months: 72 });
    expect(Object.values(report.parts).map(({ removed }) => removed)).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(await counts()).toEqual(before);
  });

  it('on the day after, killed midway and started again, or twice at once, all of it goes once and the report proves it', async () => {
    billing.clock.moveTo(new Date('2032-12-10T23:00:00Z'));
    const before = await counts();
    const died = billing.get(TrafficRetention).expire(() => {
      throw new Error('pulled the plug');
    });
    await expect(died).rejects.toThrow('plug');
    expect((await counts()).calls).toBe(before.calls! - 500);
    await Promise.all([expire(), expire()]);
    const { _id, parts, finishedAt, months } = await expire();
    expect([_id, months, finishedAt]).toEqual(['2026-12-11', 72, expect.any(Date)]);
    expect(
      Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, [part.before, part.removed, part.after]])),
    ).toEqual({
      calls: [1_204, 602, 602],
      callRejects: [2, 1, 1],
      refusedCalls: [2, 1, 1],
      reservations: [2, 1, 1],
      trafficDays: [4, 2, 2],
      allowanceUses: [2, 0, 2],
      callFiles: [0, 0, 0],
    });
    expect(parts.calls).toMatchObject({
      oldestLeft: '2027-03-10T10:00:00.000Z',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(parts.trafficDays!.oldestLeft).toBe('2027-03-10');
  });

  it('nothing keeps a called number for longer, and run again it changes nothing', async () => {
    const text = await everything();
    expect([text.includes(OLD), text.includes(OLD.slice(0, -3)), text.includes(MOBILE)]).toEqual([false, false, true]);
    await expire();
    expect((await everything()) === text).toBe(true);
  });

  it('amounts stay in the ledger, which proves itself', async () => {
    expect((await callers.postings(contractId)).map(({ details }) => details.day)).toEqual([
      '2026-12-10',
      '2027-03-10',
    ]);
    await callers.books.prove();
  });

  it('sums of a month go when the whole month has gone', async () => {
    billing.clock.moveTo(new Date('2033-01-01T12:00:00Z'));
    expect((await expire()).parts.allowanceUses).toMatchObject({
      before: 2,
      removed: 1,
      after: 1,
      oldestLeft: '2027-03',
    });
  });

  it('a record that old is not taken any more: it would be charged again', async () => {
    const old = callers.call(contractId, { startedAt: '2026-12-10T10:00:00Z' });
    expect(await callers.record(old)).toEqual({
      rated: 0,
      repeated: 0,
      rejects: [{ callId: old.callId, reason: 'too_old' }],
    });
    await billing.publish(callsRecorded, contractId, { records: [old] });
    await eventually('the reject', async () => (await counts()).call_rejects === 2);
    billing.clock.moveTo(new Date('2033-01-02T12:00:00Z'));
    expect((await expire()).parts.callRejects).toMatchObject({ before: 2, removed: 1, after: 1 });
  });

  it('a rejects file that was written beside a loaded file goes too', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'cdr-')), 'calls.csv');
    writeFileSync(
      path,
      `call_id,contract_id,from,to,started_at,seconds\nx,${contractId},+390212345678,${OLD},never,60\n`,
    );
    await billing.get(CallFiles).load(path, `${path}.rejects`);
    billing.clock.moveTo(new Date('2039-01-02T12:00:00Z'));
    await expire();
    expect(existsSync(`${path}.rejects`)).toBe(true);
    billing.clock.moveTo(new Date('2039-01-03T12:00:00Z'));
    expect((await expire()).parts.callFiles).toMatchObject({ removed: 1 });
    expect([existsSync(`${path}.rejects`), existsSync(path)]).toEqual([false, true]);
  });
});
