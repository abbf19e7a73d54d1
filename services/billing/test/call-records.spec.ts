import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getModelToken } from '@nestjs/mongoose';
import { parse } from 'csv-parse/sync';
import type { Model } from 'mongoose';
import { billingCallRejectsRpc, type CallRejectView } from '#libs/api/billing/call-rejects.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingTrafficRpc, callsRecorded, type CallRecord } from '#libs/api/billing/traffic.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { BillingModule } from '../src/billing.module.js';
import { CallFiles } from '../src/calls/traffic/call-file.service.js';
import type { CallFile } from '../src/calls/traffic/call-file.schema.js';
import { CallIntake } from '../src/calls/traffic/call-intake.service.js';
import type { CallRejectRow } from '../src/calls/traffic/call-reject.schema.js';
import { CallRejects } from '../src/calls/traffic/call-rejects.service.js';
import type { AllowanceUse } from '../src/calls/traffic/traffic.schema.js';
import { operator } from './support.js';
import { Callers, switchActor } from './support-traffic.js';

const HEAD = 'call_id,contract_id,from,to,started_at,seconds';

describe('records of calls on the real broker and database', () => {
  let billing: ServiceUnderTest;
  let callers: Callers;
  beforeAll(async () => {
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-12-10T09:00:00Z');
    callers = new Callers(billing);
  });
  afterAll(() => billing.stop());
  beforeEach(() => billing.clock.moveTo(new Date('2026-12-10T09:00:00Z')));

  const contract = (creditCents: number, traffic?: 'traffic_flat') => callers.contract(creditCents, traffic);
  const call = (contractId: string, over: Partial<CallRecord> = {}) => callers.call(contractId, over);
  const record = (...records: CallRecord[]) => callers.record(...records);
  const seconds = async (contractId: string) => (await callers.calls(contractId)).map((each) => each.seconds);
  const waiting = async (contractId: string): Promise<CallRejectView[]> => {
    const { items } = await billing.call(billingCallRejectsRpc.list, { limit: 200 }, operator);
    return items.filter((each) => each.contractId === contractId);
  };
  const file = (name: string, content: string): string => {
    const path = join(mkdtempSync(join(tmpdir(), 'cdr-')), name);
    writeFileSync(path, content);
    return path;
  };
  const fixture = (name: string, contractId: string): string =>
    file(
      name,
      readFileSync(new URL(`fixtures/cdr/${name}`, import.meta.url), 'utf8').replaceAll('con_REPLACE', contractId),
    );
  const load = (path: string, progress?: (done: number, of: number) => void): Promise<CallFile> =>
    billing.get(CallFiles).load(path, `${path}.rejects`, progress);
  /** The rows of a rejects file: line, call id, reason, row. */
  const rejectsOf = (path: string): string[][] => parse(readFileSync(`${path}.rejects`, 'utf8')).slice(1);
  const row = (each: CallRecord): string =>
    [each.callId, each.contractId, each.from, each.to, each.startedAt, each.seconds].join(',');
  const rows = (...lines: string[]): string => [HEAD, ...lines].join('\n');

  describe('a CSV file', () => {
    it('04-cdr-quoted-comma: is read by RFC 4180, so that a comma in a name shifts no column', async () => {
      const id = await contract(1_000);
      expect(await load(fixture('04-cdr-quoted-comma.csv', id))).toMatchObject({ rowsDone: 2, rated: 2, rejected: 0 });
      expect((await callers.calls(id)).map((each) => [each.callId, each.seconds]).toSorted()).toEqual([
        ['w4', 60],
        ['w5', 0],
      ]);
    });

    it('04-cdr-quoted-comma: is refused where a column is there twice or missing, and takes nothing', async () => {
      const id = await contract(1_000);
      const path = file('twice.csv', `${HEAD},Seconds\n${row(call(id))},1\n`);
      await expect(load(path)).rejects.toThrow('the column seconds is there twice');
      await expect(load(file('less.csv', `${HEAD.replace(',seconds', '')}\n${row(call(id))}\n`))).rejects.toThrow(
        'the header lacks seconds',
      );
      await expect(load(file('open.csv', `"${HEAD}\n${row(call(id))}\n`))).rejects.toThrow(
        'the header is no row of CSV',
      );
      expect(await seconds(id)).toEqual([]);
    });

    it('04-cdr-quoted-comma: has a reject for a row with other columns than its header, kept as it came with its line', async () => {
      const id = await contract(1_000);
      const [short, long, lines] = [
        call(id, { callId: 'short' }),
        call(id, { callId: 'long' }),
        call(id, { callId: 'lines' }),
      ];
      const path = file(
        'columns.csv',
        `${HEAD},name\r\n${row(short)}\r\n${row(long)},Rossi, Mario\r\n${row(lines)},"Rossi\r\n""Mario"", son"\r\n${row(call(id))},x\r\n`,
      );
      expect(await load(path)).toMatchObject({ rowsDone: 4, rated: 2, rejected: 2 });
      expect(rejectsOf(path)).toEqual([
        ['2', 'short', 'columns: the row has 6, the header 7', row(short)],
        ['3', 'long', 'columns: the row has 8, the header 7', `${row(long)},Rossi, Mario`],
      ]);
    });

    it('is taken once, with the rows that cannot be and their reason in a file of their own', async () => {
      const id = await contract(1_000);
      const good = Array.from({ length: 1_200 }, () => call(id, { seconds: 1 }));
      const path = file(
        'calls.csv',
        rows(
          ...good.map(row),
          row(call(id, { callId: 'x', to: '+88212345' })),
          row(call(id, { callId: 'y' })).replace(/,60$/, ',sixty'),
          'z,nobody,1,2,now,5',
          row(good[0]!),
        ),
      );
      const progress: number[] = [];
      const again = () => load(path, (done, of) => progress.push(done / of));
      expect(await again()).toMatchObject({ rowsDone: 1_204, rated: 1_200, repeated: 1, rejected: 3 });
      expect(rejectsOf(path).map((each) => each.slice(0, 3))).toEqual([
        ['1202', 'x', 'no_rate'],
        ['1203', 'y', 'seconds: must be whole seconds'],
        ['1204', 'z', expect.any(String)],
      ]);
      expect(rejectsOf(path)[2]![3]).toBe('z,nobody,1,2,now,5');
      expect(progress.at(-1)).toBe(1);
      expect(await again()).toMatchObject({ rowsDone: 1_204, rated: 1_200 });
    });

    it('a quote that is never closed spoils its own line only, which is told by its number in the file', async () => {
      const id = await contract(1_000);
      const good = Array.from({ length: 3 }, () => call(id, { seconds: 1 }));
      const path = file(
        'quotes.csv',
        rows(
          '',
          row(good[0]!),
          row(call(id, { from: '"+390212345678' })),
          '',
          row(good[1]!).replace(/[^,]+/g, '"$&"'),
          `w,${id},"`,
          row(good[2]!),
        ),
      );
      expect(await load(path)).toMatchObject({ rowsDone: 5, rated: 3, rejected: 2 });
      expect(rejectsOf(path).map(([line, , , raw]) => [line, raw!.split(',').length])).toEqual([
        ['4', 6],
        ['7', 3],
      ]);
    });

    it('a line that is far too long is a reject, and the rows after it are taken', async () => {
      const id = await contract(1_000);
      const path = file('long-line.csv', rows(row(call(id)), 'x'.repeat(300_000), row(call(id))));
      expect(await load(path)).toMatchObject({ rowsDone: 3, rated: 2, rejected: 1 });
      expect(rejectsOf(path)).toEqual([
        ['3', '', expect.stringContaining('longer than 65536 bytes'), 'x'.repeat(1_000)],
      ]);
    });

    it('names each reject once, though the process died after it was written and before the file was known to be taken so far', async () => {
      const id = await contract(1_000);
      const all = [
        ...Array.from({ length: 1_000 }, (_, index) =>
          call(id, { seconds: 1, ...(index === 7 ? { callId: 'p', to: '+88212345' } : {}) }),
        ),
        call(id, { callId: 'q', to: '+88212345' }),
        call(id),
      ];
      const path = file('killed.csv', rows(...all.map(row)));
      await expect(
        load(path, () => {
          throw new Error('pulled the plug');
        }),
      ).rejects.toThrow('plug');
      await billing.get(CallIntake).record(all.slice(1_000));
      appendFileSync(`${path}.rejects`, '1002,q,no_rate,q\n');
      expect(await load(path)).toMatchObject({ rowsDone: 1_002, rejected: 2, rated: 999, repeated: 1 });
      expect(rejectsOf(path).map(([line, id_]) => [line, id_])).toEqual([
        ['9', 'p'],
        ['1002', 'q'],
      ]);
    });

    it('goes on where it was interrupted', async () => {
      const id = await contract(1_000);
      const path = file('long.csv', rows(...Array.from({ length: 2_500 }, () => row(call(id, { seconds: 1 })))));
      await expect(
        load(path, () => {
          throw new Error('pulled the plug');
        }),
      ).rejects.toThrow('plug');
      expect(await load(path)).toMatchObject({ rowsDone: 2_500, rated: 2_500, repeated: 0 });
    });
  });

  describe('records that were not taken', () => {
    it('no number that is not E.164, which could be one in another country: refused by API, a reject by message and file', async () => {
      const id = await contract(1_000);
      const national = call(id, { to: '3351234567' });
      await expect(
        billing.call(billingTrafficRpc.authorise, { callId: 'n', contractId: id, to: national.to }, switchActor),
      ).rejects.toMatchObject({ code: 'invalid_input', fields: [{ field: 'to' }] });
      await expect(record(call(id), national)).rejects.toMatchObject({
        code: 'invalid_input',
        fields: [{ field: 'records.1.to' }],
      });
      await billing.publish(callsRecorded, id, { records: [call(id), national, call(id, { to: '117' })] });
      await eventually('the calls', async () => (await callers.calls(id)).length === 2);
      expect((await callers.calls(id)).map(({ netMicros }) => netMicros).toSorted()).toEqual([0, 35_000]);
      expect(await waiting(id)).toMatchObject([{ callId: national.callId, reason: 'not_a_number', state: 'waiting' }]);
      const path = file('national.csv', rows(`n,${id},+390212345678,3351234567,2026-12-09T10:00:00Z,60`));
      expect(await load(path)).toMatchObject({ rated: 0, rejected: 1 });
      expect(rejectsOf(path)).toMatchObject([['2', 'n', expect.stringMatching(/^to: /), expect.any(String)]]);
    });

    it('wait when they came by message, each once, until they can be taken', async () => {
      const id = await contract(1_000);
      const [soon, never, good] = [call(id, { startedAt: '2026-12-11T09:00:00Z' }), call(newId('con')), call(id)];
      const kept = async () =>
        (await billing.get(CallRejects).list(100))
          .map(({ reason, record: { callId, startedAt } }) => [callId, reason, startedAt])
          .filter(([callId]) => [soon.callId, never.callId].includes(callId!));
      await billing.publish(callsRecorded, id, { records: [soon, never, good] });
      await eventually('the call', async () => (await callers.calls(id)).length === 1);
      await billing.publish(callsRecorded, id, { records: [soon, call(id)] });
      await eventually('the second message', async () => (await callers.calls(id)).length === 2);
      const unknown = [never.callId, 'unknown_contract', never.startedAt];
      expect(await kept()).toEqual([[soon.callId, 'in_the_future', soon.startedAt], unknown]);
      expect(await billing.get(CallRejects).retry()).toMatchObject({ rated: 0, known: 0 });
      billing.clock.moveTo(new Date('2026-12-11T10:00:00Z'));
      expect(await billing.get(CallRejects).retry()).toMatchObject({ rated: 1, known: 0 });
      expect(await kept()).toEqual([unknown]);
      expect(await callers.calls(id)).toHaveLength(3);
      await record(call(id, { callId: never.callId }));
      await billing.get(CallRejects).retry();
      expect(await kept()).toEqual([[never.callId, 'different_record', never.startedAt]]);
    });

    it('that were kept before rejects had ids of their own are taken like the others', async () => {
      const id = await contract(1_000);
      const old = call(id);
      await billing.app
        .get<Model<CallRejectRow>>(getModelToken('CallReject'))
        .create({ _id: old.callId, record: old, reason: 'unknown_contract', at: new Date() });
      await billing.get(CallRejects).retry();
      expect([await seconds(id), await waiting(id)]).toEqual([[60], []]);
    });
  });

  describe('another record of a call that is known', () => {
    /** The three roads of a record, each as a batch of its own for each list. */
    const roads = {
      api: async (batches: CallRecord[][]) => {
        for (const batch of batches) await record(...batch);
      },
      file: async (batches: CallRecord[][]) => {
        for (const batch of batches) await load(file('batch.csv', rows(...batch.map(row))));
      },
      message: async (batches: CallRecord[][], id: string) => {
        for (const [index, batch] of batches.entries()) {
          const marker = call(id, { callId: `marker-${index}-${id}`, startedAt: '2026-12-08T10:00:00Z', seconds: 1 });
          await billing.publish(callsRecorded, id, { records: [...batch, marker] });
          await eventually('the message', async () =>
            (await callers.calls(id)).some(({ callId }) => callId === marker.callId),
          );
        }
      },
    };
    const outcome = async (id: string) => [
      (await callers.calls(id)).filter(({ callId }) => !callId.startsWith('marker')).map((each) => each.seconds),
      (await waiting(id)).map((each) => [each.seconds, each.reason]),
    ];

    it.each(Object.keys(roads) as (keyof typeof roads)[])(
      '05-cdr-same-id-different-seconds: is a reject for staff by %s, in one batch or in two; the same again changes nothing',
      async (road) => {
        const ids = [await contract(1_000), await contract(1_000)];
        for (const [index, id] of ids.entries()) {
          const first = call(id, { seconds: 120 });
          const different = { ...first, seconds: 0 };
          await roads[road](index === 0 ? [[first, different]] : [[first], [different]], id);
          expect(await outcome(id)).toEqual([[120], [[0, 'different_record']]]);
          await roads[road]([[different, first, different], [first]], id);
          expect(await outcome(id)).toEqual([[120], [[0, 'different_record']]]);
        }
      },
    );

    it('05-cdr-same-id-different-seconds: in one file or in two, the first stands and the other is told as rejected', async () => {
      const [a, b] = [await contract(1_000), await contract(1_000)];
      const path = fixture('05-a.csv', a);
      expect(await load(path)).toMatchObject({ rated: 1, repeated: 0, rejected: 1 });
      expect(rejectsOf(path)).toMatchObject([['3', 'w10', 'different_record', expect.stringMatching(/,0$/)]]);
      expect(await load(fixture('05-b1.csv', b))).toMatchObject({ rated: 1, rejected: 0 });
      expect(await load(fixture('05-b2.csv', b))).toMatchObject({ rated: 0, repeated: 0, rejected: 1 });
      expect([await outcome(a), await outcome(b)]).toEqual([
        [[120], [[0, 'different_record']]],
        [[0], [[120, 'different_record']]],
      ]);
    });

    it('05-cdr-same-id-different-seconds: sent at once by two switches, one stands and the other waits', async () => {
      const id = await contract(1_000);
      const first = call(id, { seconds: 120 });
      await Promise.all([record(first), record({ ...first, seconds: 0 })]);
      expect(
        [...(await seconds(id)), ...(await waiting(id)).map((each) => each.seconds)].toSorted((x, y) => x - y),
      ).toEqual([0, 120]);
    });
  });

  describe('what staff decide about a reject', () => {
    const decide = (how: 'accept' | 'dismiss', rejectId: string, actor = operator) =>
      billing.call(billingCallRejectsRpc[how], { rejectId, reason: 'The switch wrote it twice' }, actor);
    /** A call that was charged with 600 seconds, and the reject that says that it had none. */
    const disputed = async (creditCents = 1_000, traffic?: 'traffic_flat') => {
      const id = await contract(creditCents, traffic);
      const charged = call(id, { seconds: 600 });
      await record(charged, { ...charged, seconds: 0 });
      const [reject] = await waiting(id);
      return { id, charged, rejectId: reject!.id };
    };

    it('R18: taken in the place of what was charged, the ledger gets an entry for the difference, and all is kept', async () => {
      const { id, charged, rejectId } = await disputed();
      await callers.postDays();
      expect(await callers.books.balance(id)).toBe(1_000 - 43);
      expect(await decide('accept', rejectId)).toMatchObject({
        state: 'accepted',
        decidedBy: operator.id,
        decision: 'The switch wrote it twice',
      });
      expect([await seconds(id), await callers.books.balance(id), await waiting(id)]).toEqual([[0], 1_000, []]);
      const [, correction, ...others] = await callers.postings(id);
      expect([correction!.creditCents, correction!.details.correctedBy, others]).toEqual([43, rejectId, []]);
      const { items } = await billing.call(billingCallRejectsRpc.list, { state: 'replaced', limit: 200 }, operator);
      expect(items.filter((each) => each.contractId === id)).toMatchObject([
        { callId: charged.callId, seconds: 600, decidedBy: operator.id },
      ]);
      await expect(decide('accept', rejectId)).rejects.toMatchObject({ code: 'call_reject_decided' });
      expect(await record(charged, { ...charged, seconds: 0 })).toEqual({ rated: 0, repeated: 2, rejects: [] });
      await callers.postDays();
      expect([await seconds(id), await callers.books.balance(id)]).toEqual([[0], 1_000]);
    });

    it('a day that is not over yet is posted once, as corrected; what the call used of FLAT comes back', async () => {
      const { id, rejectId } = await disputed(0, 'traffic_flat');
      const uses = billing.app.get<Model<AllowanceUse>>(getModelToken('AllowanceUse'));
      expect((await uses.findById(`${id}:2026-12`).lean())!.coveredSeconds).toBe(600);
      await decide('accept', rejectId);
      expect((await uses.findById(`${id}:2026-12`).lean())!.coveredSeconds).toBe(0);
      const today = await contract(1_000);
      const first = call(today, { startedAt: '2026-12-10T08:00:00Z', seconds: 0 });
      await record(first, { ...first, seconds: 60 });
      await decide('accept', (await waiting(today))[0]!.id);
      expect(await callers.postings(today)).toEqual([]);
      billing.clock.moveTo(new Date('2026-12-11T09:00:00Z'));
      await callers.postDays();
      expect((await callers.postings(today)).map(({ creditCents }) => creditCents)).toEqual([-5]);
    });

    it('left out for good, it changes nothing, also when it is sent again', async () => {
      const { id, charged, rejectId } = await disputed();
      expect(await decide('dismiss', rejectId)).toMatchObject({ state: 'dismissed' });
      expect(await record({ ...charged, seconds: 0 })).toEqual({ rated: 0, repeated: 1, rejects: [] });
      expect([await seconds(id), await waiting(id)]).toEqual([[600], []]);
      await expect(decide('accept', rejectId)).rejects.toMatchObject({ code: 'call_reject_decided' });
    });

    it('two people at once decide it once', async () => {
      const { id, rejectId } = await disputed();
      const decisions = await Promise.allSettled([decide('accept', rejectId), decide('dismiss', rejectId)]);
      expect(decisions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await waiting(id)).toEqual([]);
    });

    it('one that cannot be rated is not taken: the call stays as it was charged', async () => {
      const id = await contract(1_000);
      const charged = call(id);
      await record(charged, { ...charged, to: '+88212345' });
      await expect(decide('accept', (await waiting(id))[0]!.id)).rejects.toMatchObject({
        code: 'call_record_not_takeable',
        details: { reason: 'no_rate' },
      });
      expect([await seconds(id), (await waiting(id)).length]).toEqual([[60], 1]);
    });

    it('R14: of a contract that has ended never more is charged, and less goes back as a refund', async () => {
      const { id, rejectId } = await disputed(43);
      const longer = (await callers.calls(id))[0]!;
      await record({ ...call(id), callId: longer.callId, seconds: 900 });
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
      expect(await callers.books.balance(id)).toBe(0);
      await decide('accept', (await waiting(id)).find((each) => each.seconds === 900)!.id);
      expect([await seconds(id), await callers.books.balance(id)]).toEqual([[900], 0]);
      await decide('accept', rejectId);
      expect(await seconds(id)).toEqual([0]);
      expect(
        (await callers.entries.find({ contractId: id, cause: 'refund' }).lean()).map(({ creditCents }) => creditCents),
      ).toEqual([-43]);
    });

    it('is for staff alone', async () => {
      const { rejectId } = await disputed();
      await expect(
        decide('accept', rejectId, {
          kind: 'customer',
          id: newId('usr'),
          roles: ['customer'],
          customerId: newId('cus'),
        }),
      ).rejects.toMatchObject({ code: 'forbidden' });
      await expect(decide('dismiss', 'rej_nobody')).rejects.toMatchObject({ code: 'not_found' });
    });
  });

  it('the ledger proves itself after all of it', () => callers.books.prove());
});
