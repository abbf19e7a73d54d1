import { accountsRpc, type ContractView } from '#libs/api/accounts/accounts.js';
import {
  accountsEndingsRpc,
  cancellationDropped,
  cancellationScheduled,
  contractCancelled,
  type CancellationView,
} from '#libs/api/accounts/endings.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { lastNumberLeft, numbersLifecycleRpc } from '#libs/api/numbers/lifecycle.js';
import { accountsSagasRpc, type SagaView } from '#libs/api/kernel/sagas.js';
import { newId } from '#libs/platform/ids.js';
import { Peer, type Answer } from '#libs/testing/peer.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { mailsTo, mario, NUMBER, pay, startAccounts, willingBilling, willingNumbers } from './environment.js';

const refusal = (code: string, details?: Record<string, unknown>): DomainError =>
  new DomainError({ code, status: 409, text: { it: code, en: code }, details });

describe('cancellation on the real broker and database', () => {
  let accounts: ServiceUnderTest;
  let numbers: Peer;
  let billing: Peer;
  const world = {
    balanceCents: 500,
    port: 'none' as 'none' | 'cutover',
    away: false as boolean | string,
    closed: false,
  };
  const order: string[] = [];
  const say = (what: string): { done: string } => {
    if (world.away === true || world.away === what) throw new Error('the database blinked');
    order.push(what);
    return { done: what };
  };
  const endings: Answer[] = [
    [
      numbersLifecycleRpc.cancelPendingPorts,
      () => {
        if (world.port === 'cutover') throw refusal('port_in_cutover');
        return say('ports');
      },
    ],
    [
      numbersLifecycleRpc.quarantine,
      () => ({
        ...say('quarantine'),
        portable: [{ number: '+390255500509', migrationCode: 'OVPABCDEFGHIJK999X', portableUntil: '2027-02-08' }],
      }),
    ],
  ];
  const closings: Answer[] = [
    [
      billingLifecycleRpc.balance,
      ({ contractId }) => ({
        contractId,
        balanceCents: world.balanceCents,
        debtCents: Math.max(-world.balanceCents, 0),
      }),
    ],
    [billingLifecycleRpc.scheduleEnd, ({ endsAt }) => say(endsAt ? 'end scheduled' : 'end dropped')],
    [
      billingCreditRpc.credit,
      ({ contractId }) => ({
        contractId,
        customerId: newId('cus'),
        state: world.closed ? 'closed' : 'active',
        balanceCents: 0,
        paymentReference: 'RF',
        services: [],
        numbers: [],
        invoicing: 'consumption',
        monthlyGrossCents: 0,
        monthlyChargeCents: 0,
      }),
    ],
    [
      billingLifecycleRpc.terminate,
      ({ reason, iban }) => {
        if (world.balanceCents < 0 && reason === 'cancelled')
          throw refusal('debt_open', { debtCents: -world.balanceCents });
        say('closed');
        return { refundCents: Math.max(0, world.balanceCents), ibanMissing: !iban };
      },
    ],
  ];
  beforeAll(async () => {
    accounts = await startAccounts({}, '2026-12-10T10:00:00Z');
    numbers = await Peer.start(accounts, 'numbers', willingNumbers(endings));
    billing = await Peer.start(accounts, 'billing', willingBilling(closings));
  });
  afterAll(async () => {
    await Promise.all([numbers.stop(), billing.stop()]);
    await accounts.stop();
  });
  beforeEach(() => {
    Object.assign(world, { balanceCents: 500, port: 'none', away: false, closed: false });
    order.length = 0;
  });

  async function active(): Promise<{ contract: ContractView; actor: Actor; email: string }> {
    const request = mario();
    const { contract } = await accounts.call(accountsRpc.register, request);
    await pay(accounts, contract.id, contract.customerId);
    await state(contract.id, 'active');
    return {
      contract,
      email: request.email,
      actor: { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: contract.customerId },
    };
  }
  const state = (contractId: string, expected: string) =>
    eventually(
      `the contract to be ${expected}`,
      async () => (await accounts.call(accountsRpc.getContract, { contractId })).state === expected,
    );
  const cancel = (
    contractId: string,
    actor: Actor,
    when?: 'now' | 'end_of_month',
    idempotencyKey?: string,
  ): Promise<CancellationView> =>
    accounts.call(accountsEndingsRpc.requestCancellation, { contractId, when }, { actor, idempotencyKey });
  const follow = (contractId: string, actor: Actor): Promise<CancellationView> =>
    accounts.call(accountsEndingsRpc.getCancellation, { contractId }, actor);
  const becomes = (contractId: string, actor: Actor, expected: string) =>
    eventually(`the cancellation to be ${expected}`, async () => (await follow(contractId, actor)).state === expected);

  it('R12, nasty case 6: ends a contract at once: port-ins first, then the account, then the numbers', async () => {
    const { contract, actor, email } = await active();
    expect(await cancel(contract.id, actor)).toMatchObject({ when: 'now' });
    await becomes(contract.id, actor, 'completed');
    expect(order).toEqual(['end scheduled', 'ports', 'closed', 'quarantine']);
    expect(await follow(contract.id, actor)).toMatchObject({ refundCents: 500 });
    expect(await accounts.sent(contractCancelled, contract.id)).toMatchObject({ reason: 'cancelled' });
    expect(await accounts.call(accountsRpc.getContract, { contractId: contract.id }, actor)).toMatchObject({
      state: 'cancelled',
      endReason: 'cancelled',
    });
    const mail = await eventually('the mail', async () => (await mailsTo(email)).find((each) => each.includes('IBAN')));
    for (const told of ['OVPABCDEFGHIJK999X', '8 February 2027']) expect(`R21: ${mail}`).toContain(told);
  });

  it('R13: an IBAN in the holder’s name may come with it, and goes to the refund; one in another name is refused before anything ends', async () => {
    const { contract, actor, email } = await active();
    const ask = (accountHolder?: string) =>
      accounts.call(
        accountsEndingsRpc.requestCancellation,
        { contractId: contract.id, iban: 'IT60X0542811101000000123456', accountHolder },
        actor,
      );
    for (const name of ['Luigi Verdi', undefined])
      await expect(ask(name)).rejects.toMatchObject({
        code: 'iban_not_in_holders_name',
        status: 422,
        details: { holderName: 'Mario Rossi' },
      });
    expect((await accounts.call(accountsRpc.getContract, { contractId: contract.id }, actor)).state).toBe('active');
    await ask('rossi mario');
    await becomes(contract.id, actor, 'completed');
    expect(billing.requests(billingLifecycleRpc.terminate).at(-1)).toMatchObject({
      iban: 'IT60X0542811101000000123456',
      accountHolder: 'rossi mario',
    });
    await eventually('the mail', async () =>
      (await mailsTo(email)).some(
        (mail) => mail.includes('conto che hai indicato') || mail.includes('account that you gave'),
      ),
    );
  });

  it('R12, nasty case 8: is refused at −0.01 € telling the debt, and accepted once it is paid', async () => {
    const { contract, actor } = await active();
    world.balanceCents = -1;
    await expect(cancel(contract.id, actor)).rejects.toMatchObject({
      code: 'debt_open',
      status: 409,
      details: { debtCents: 1, paymentReference: contract.paymentReference },
    });
    expect((await accounts.call(accountsRpc.getContract, { contractId: contract.id }, actor)).state).toBe('active');
    expect(order).toEqual(['end scheduled', 'end dropped']);
    world.balanceCents = 0;
    await cancel(contract.id, actor);
    await becomes(contract.id, actor, 'completed');
    expect((await follow(contract.id, actor)).refundCents).toBe(0);
  });

  it('R12: is refused in debt at the end of the month too, by a problem and not by an answer that holds one; nobody is mailed what the answer says', async () => {
    const { contract, actor, email } = await active();
    world.balanceCents = -1;
    for (let again = 0; again < 2; again++) {
      await expect(cancel(contract.id, actor, 'end_of_month', 'in-debt')).rejects.toMatchObject({
        code: 'debt_open',
        status: 409,
        details: { debtCents: 1, paymentReference: contract.paymentReference },
      });
    }
    expect(await accounts.call(accountsRpc.getContract, { contractId: contract.id }, actor)).toMatchObject({
      state: 'active',
    });
    world.balanceCents = 0;
    expect(await cancel(contract.id, actor, 'end_of_month')).toMatchObject({ state: 'scheduled' });
    await eventually('the mail of the scheduled one', async () =>
      (await mailsTo(email)).some(
        (mail) => mail.includes('Cancellation received') || mail.includes('Disdetta ricevuta'),
      ),
    );
    expect(
      (await mailsTo(email)).some((mail) => mail.includes('not carried out') || mail.includes('non eseguita')),
    ).toBe(false);
  });

  it('does the same once for a repeated key, and refuses a second cancellation', async () => {
    const { contract, actor } = await active();
    const [one, two] = await Promise.all([
      cancel(contract.id, actor, 'end_of_month', 'same'),
      cancel(contract.id, actor, 'end_of_month', 'same'),
    ]);
    expect(two.id).toBe(one.id);
    await expect(cancel(contract.id, actor, 'now', 'other')).rejects.toMatchObject({ code: 'contract_busy' });
  });

  it('R12: waits for the end of the month at Rome midnight, and then ends', async () => {
    const { contract, actor } = await active();
    const asked = await cancel(contract.id, actor, 'end_of_month');
    const { effectiveAt } = asked;
    expect(asked).toMatchObject({
      state: 'scheduled',
      effectiveAt: expect.stringMatching(/-(30|31)T2[23]:00:00.000Z$/),
    });
    expect(await accounts.sent(cancellationScheduled, contract.id)).toMatchObject({ effectiveAt });
    expect((await accounts.call(accountsRpc.getContract, { contractId: contract.id }, actor)).state).toBe('active');
    accounts.clock.moveTo(new Date(Date.parse(effectiveAt) + 1_000));
    await becomes(contract.id, actor, 'completed');
    expect((await accounts.call(accountsRpc.getContract, { contractId: contract.id }, actor)).endedAt).toBe(
      effectiveAt,
    );
  });

  it('R12: can be withdrawn until it takes effect, and not after', async () => {
    const { contract, actor } = await active();
    await cancel(contract.id, actor, 'end_of_month');
    expect(
      await accounts.call(accountsEndingsRpc.withdrawCancellation, { contractId: contract.id }, actor),
    ).toMatchObject({ state: 'withdrawn' });
    expect(
      await accounts.call(accountsEndingsRpc.withdrawCancellation, { contractId: contract.id }, actor),
    ).toMatchObject({ state: 'withdrawn' });
    expect(order).toEqual(['end scheduled', 'end dropped']);
    expect(await accounts.sent(cancellationDropped, contract.id)).toMatchObject({ withdrawn: true });
    await cancel(contract.id, actor);
    await becomes(contract.id, actor, 'completed');
    await expect(
      accounts.call(accountsEndingsRpc.withdrawCancellation, { contractId: contract.id }, actor),
    ).rejects.toMatchObject({ code: 'cancellation_in_effect' });
  });

  it('R12: goes on with the contract and its port-ins when a debt has come by the end of the month, and says so', async () => {
    const { contract, actor, email } = await active();
    const { effectiveAt } = await cancel(contract.id, actor, 'end_of_month');
    world.balanceCents = -250;
    accounts.clock.moveTo(new Date(Date.parse(effectiveAt) + 1_000));
    await becomes(contract.id, actor, 'refused');
    await state(contract.id, 'active');
    expect(order).toEqual(['end scheduled', 'end dropped']);
    await eventually('the mail', async () => (await mailsTo(email)).some((mail) => mail.includes('not carried out')));
  });

  it('is refused while a port-in can no longer be stopped', async () => {
    const { contract, actor } = await active();
    world.port = 'cutover';
    await cancel(contract.id, actor).catch((error: DomainError) => expect(error.code).toBe('port_in_cutover'));
    await becomes(contract.id, actor, 'refused');
    await state(contract.id, 'active');
    expect(order).toEqual(['end scheduled', 'end dropped']);
  });

  it('nasty case 5: goes on by itself when numbers and billing are back', async () => {
    const { contract, actor } = await active();
    world.away = true;
    expect(await cancel(contract.id, actor)).toMatchObject({ state: 'in_progress' });
    world.away = false;
    await becomes(contract.id, actor, 'completed');
    expect(order.filter((what) => what === 'closed')).toHaveLength(1);
  });

  it('R14: tells billing of an end that is now before anything else, so that nothing after it is charged while numbers is away', async () => {
    const { contract, actor } = await active();
    world.away = 'ports';
    const { effectiveAt } = await cancel(contract.id, actor);
    expect(order).toEqual(['end scheduled']);
    expect(billing.requests(billingLifecycleRpc.scheduleEnd).at(-1)).toEqual({
      contractId: contract.id,
      endsAt: effectiveAt,
    });
    world.away = false;
    await becomes(contract.id, actor, 'completed');
  });

  it('turned back by staff while it fails, the contract goes on; past the closing of the account it goes forward all the same', async () => {
    const agent: Actor = { kind: 'staff', id: newId('usr'), roles: ['supervisor'] };
    for (const closed of [false, true]) {
      const { contract, actor } = await active();
      Object.assign(world, { away: 'closed', closed });
      await cancel(contract.id, actor);
      const turnedBack = async (): Promise<SagaView> => {
        const {
          items: [saga],
        } = await accounts.call(accountsSagasRpc.list, { kind: 'cancellation', contractId: contract.id }, agent);
        return accounts.call(accountsSagasRpc.compensate, { sagaId: saga!.id, reason: 'the customer stays' }, agent);
      };
      const { error } = await eventually('it to be turned back', async () => {
        const saga = await turnedBack();
        return saga.state === 'compensated' || (closed && saga.history.filter(({ what }) => what === 'runs').length > 1)
          ? saga
          : undefined;
      });
      expect(error?.code).toBe(closed ? undefined : 'stopped_by_staff');
      world.away = false;
      await state(contract.id, closed ? 'cancelled' : 'active');
      expect(order.filter((what) => what === 'quarantine')).toHaveLength(closed ? 1 : 0);
      if (closed) continue;
      expect(await accounts.sent(cancellationDropped, contract.id)).toMatchObject({
        withdrawn: false,
        reason: 'stopped_by_staff',
      });
      await cancel(contract.id, actor);
      await becomes(contract.id, actor, 'completed');
      order.length = 0;
    }
  });

  it('turned back by staff after its end of month has come, billing no longer ends it, and the customer may ask again', async () => {
    const agent: Actor = { kind: 'staff', id: newId('usr'), roles: ['supervisor'] };
    const { contract, actor, email } = await active();
    const { id: sagaId, effectiveAt } = await cancel(contract.id, actor, 'end_of_month');
    world.away = 'closed';
    accounts.clock.moveTo(new Date(Date.parse(effectiveAt) + 1_000));
    await eventually(
      'billing to be missed',
      async () => (await accounts.call(accountsSagasRpc.get, { sagaId }, agent)).failure,
    );
    await eventually(
      'it to be undone',
      async () =>
        (await accounts.call(accountsSagasRpc.compensate, { sagaId, reason: 'the customer stays' }, agent)).state ===
        'compensated',
    );
    world.away = false;
    expect(order).toEqual(['end scheduled', 'ports', 'end dropped']);
    await state(contract.id, 'active');
    await eventually('the mail', async () => (await mailsTo(email)).some((mail) => mail.includes('not carried out')));
    expect(await cancel(contract.id, actor, 'end_of_month')).toMatchObject({ state: 'scheduled' });
  });

  it('nasty case 6: a port-out of the last number ends the contract, debt or not, once however often it is told', async () => {
    const { contract, actor } = await active();
    world.balanceCents = -100;
    const left = {
      contractId: contract.id,
      customerId: contract.customerId,
      number: NUMBER,
      leftAt: accounts.clock.now().toISOString(),
    };
    await accounts.publish(lastNumberLeft, contract.id, left, 'evt_00000000000000000000000009');
    await accounts.publish(lastNumberLeft, contract.id, left, 'evt_00000000000000000000000009');
    await becomes(contract.id, actor, 'completed');
    await accounts.publish(lastNumberLeft, contract.id, left);
    expect(await accounts.sent(contractCancelled, contract.id)).toMatchObject({ reason: 'ported_out' });
    expect(order.filter((what) => what === 'closed')).toHaveLength(1);
  });

  it('a port-out of the last number overtakes a cancellation at the end of the month', async () => {
    const { contract, actor } = await active();
    await cancel(contract.id, actor, 'end_of_month');
    await accounts.publish(lastNumberLeft, contract.id, {
      contractId: contract.id,
      customerId: contract.customerId,
      number: NUMBER,
      leftAt: accounts.clock.now().toISOString(),
    });
    await becomes(contract.id, actor, 'completed');
    expect(await accounts.sent(contractCancelled, contract.id)).toMatchObject({ reason: 'ported_out' });
  });

  it('nasty case 13: nobody cancels the contract of another', async () => {
    const { contract } = await active();
    const stranger: Actor = { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: newId('cus') };
    for (const attempt of [() => cancel(contract.id, stranger), () => follow(contract.id, stranger)])
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found', status: 404 });
  });
});
