import { DomainError, Forbidden, ServiceUnavailable } from '#libs/api/kernel/domain-error.js';
import { activationCharged, type ActivationCharged } from '#libs/api/billing/billing.js';
import type { Role } from '#libs/api/kernel/actor.js';
import type { Caller } from '#libs/api/kernel/callers.js';
import { numberAssigned, numbersRpc } from '#libs/api/numbers/numbers.js';
import { Broker } from '#libs/messaging/broker.js';
import { DeadLetters } from '#libs/messaging/dead-letters.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { backgroundContext } from '#libs/platform/context.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { assignment, charge, Probe, probeAssign, ProbeModule } from './probe.js';

/** As an RPC that takes a key is asked. */
const keyed = (key: string) => ({ idempotencyKey: key, rpc: { name: `numbers.${key}`, key: true } });

describe('messaging on the real broker and database', () => {
  let numbers: ServiceUnderTest;
  beforeAll(async () => (numbers = await ServiceUnderTest.start('numbers', ProbeModule)));
  afterAll(() => numbers.stop());
  const probe = (): Probe => numbers.get(Probe);

  it('answers nobody but the service that an RPC is for, not even an administrator', async () => {
    const contract = newId('con');
    const ask = (by: Caller, roles: Role[] = []) =>
      numbers.call(
        numbersRpc.reserve,
        { contractId: contract, customerId: newId('cus'), district: '02', expiresAt: new Date().toISOString() },
        { kind: 'staff', id: newId('usr'), roles },
        by,
      );
    await expect(ask('gateway', ['admin'])).rejects.toBeInstanceOf(Forbidden);
    await expect(ask('console')).rejects.toBeInstanceOf(Forbidden);
    await expect(ask('billing')).rejects.toBeInstanceOf(Forbidden);
    expect(await ask('accounts')).toMatchObject({ district: '02' });
  });

  it('answers an RPC', async () => {
    const reply = await numbers.call(numbersRpc.reserve, {
      contractId: newId('con'),
      customerId: newId('cus'),
      district: '02',
      expiresAt: '2026-12-01T00:00:00Z',
    });
    expect(reply.number).toBe('+390212345678');
  });

  it('carries a domain error across the broker with its code, status and details', async () => {
    const refused = numbers.call(numbersRpc.reserve, {
      contractId: newId('con'),
      customerId: newId('cus'),
      district: '099',
      expiresAt: '2026-12-01T00:00:00Z',
    });
    await expect(refused).rejects.toMatchObject({
      code: 'no_number',
      status: 409,
      details: { district: '099' },
      text: { it: 'Nessun numero' },
    });
  });

  it('fails an RPC at its deadline when nobody answers', async () => {
    const { billingRpc } = await import('#libs/api/billing/billing.js');
    const context = { deadline: Date.now() + 300 };
    await expect(numbers.call(billingRpc.quote, { services: [] }, context)).rejects.toBeInstanceOf(ServiceUnavailable);
  });

  it('handles a message delivered twice once', async () => {
    const contract = newId('con');
    const id = newId('evt');
    await numbers.publish(activationCharged, contract, charge(contract), id);
    await numbers.publish(activationCharged, contract, charge(contract), id);
    const last = newId('con');
    await numbers.publish(activationCharged, contract, charge(last));
    await eventually('the last message', () => probe().tally(last));
    expect(await probe().tally(contract)).toBe(1);
  });

  it('sends a message only with its transaction, and once for a repeated idempotency key', async () => {
    const contract = newId('con');
    const ask = () => numbers.call(probeAssign, assignment(contract), { idempotencyKey: 'same-key' });
    expect([await ask(), await ask()]).toEqual([{ done: 'assigned' }, { done: 'assigned' }]);
    await numbers.sent(numberAssigned, contract);
    expect(await probe().tally(contract)).toBe(1);
  });

  it('answers concurrent requests with one key by doing the work once', async () => {
    const contract = newId('con');
    const ask = () => numbers.call(probeAssign, assignment(contract), { idempotencyKey: 'race-key' });
    await Promise.all([ask(), ask(), ask(), ask()]);
    expect(await probe().tally(contract)).toBe(1);
  });

  it('answers concurrent requests with one key alike, though what the first of them changed refuses the others', async () => {
    const _id = newId('con');
    const tallies = numbers.database.models.Tally!;
    await tallies.create([{ _id, count: 0 }]);
    const take = () =>
      numbers.get(UnitOfWork).once({ ...backgroundContext('test'), ...keyed('take') }, { _id }, async () => {
        const { modifiedCount } = await tallies.updateOne({ _id, count: 0 }, { $inc: { count: 1 } });
        if (modifiedCount === 0)
          throw new DomainError({ code: 'taken', status: 409, text: { it: 'Preso', en: 'Taken' } });
        return { done: 'taken' };
      });
    expect(await Promise.all([take(), take(), take()])).toEqual([
      { done: 'taken' },
      { done: 'taken' },
      { done: 'taken' },
    ]);
  });

  it('refuses an idempotency key that comes back with another request', async () => {
    await numbers.call(probeAssign, assignment(newId('con')), { idempotencyKey: 'reused-key' });
    await expect(
      numbers.call(probeAssign, assignment(newId('con')), { idempotencyKey: 'reused-key' }),
    ).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('answers work of many transactions as it was; what died midway is done again', async () => {
    let runs = 0;
    const load = (file: string) =>
      numbers.get(UnitOfWork).answerOnce({ ...backgroundContext('test'), ...keyed('load') }, { file }, async () => {
        if (++runs === 1) throw new Error('died midway');
        return { runs };
      });
    await expect(load('one')).rejects.toThrow('died midway');
    expect([await load('one'), await load('one')]).toEqual([{ runs: 2 }, { runs: 2 }]);
    await expect(load('another')).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('tries a failed message again, later', async () => {
    probe().failures = 2;
    const contract = newId('con');
    await numbers.publish(activationCharged, contract, charge(contract));
    await eventually('the third attempt', async () => (await probe().tally(contract)) === 1);
  });

  it('dead-letters a message that breaks its contract, and an operator lists and replays it', async () => {
    const contract = newId('con');
    await numbers.publish(activationCharged, contract, { contractId: contract } as ActivationCharged);
    const letters = await DeadLetters.open(numbers.config.RABBITMQ_URL, numbers.config.OPENVOIP_NAMESPACE);
    const letter = await eventually('the dead letter', async () =>
      (await letters.list()).find((row) => row.subject === contract),
    );
    expect(letter).toMatchObject({ type: activationCharged.name, service: 'numbers' });
    expect(letter.reason).toContain('customerId');
    // The desk looks every half minute for as long as nobody acts: more often than the broker redelivers by itself.
    let seen = 0;
    for (let looks = 0; looks < 25; looks++)
      await eventually(
        'it to be there again',
        async () => (await letters.list()).some(({ id }) => id === letter.id) && ++seen,
      );
    expect(seen).toBe(25);
    // What `list` gave back to the queue may take a moment to be there again.
    await eventually('the replay', async () => (await letters.replay(letter.id)) === 1);
    await letters.close();
  });

  it('goes on after its connection is closed by force', async () => {
    const broker = numbers.get(Broker);
    const { connection } = broker as unknown as {
      connection: { connection: { stream: { destroy(error: Error): void } } };
    };
    connection.connection.stream.destroy(new Error('cable pulled'));
    await eventually('the loss to be noticed', () => !broker.isConnected);
    await eventually('the reconnection', () => broker.isConnected);
    const contract = newId('con');
    await numbers.publish(activationCharged, contract, charge(contract));
    await eventually('the message', () => probe().tally(contract));
  });
});
