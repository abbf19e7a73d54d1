import { createHash } from 'node:crypto';
import { accountsRpc, type ContractView, type RegisterRequest } from '#libs/api/accounts/accounts.js';
import { accountsEndingsRpc, contractCancelled, type WithdrawalView } from '#libs/api/accounts/endings.js';
import { accountsTermsRpc } from '#libs/api/accounts/terms.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { billingCreditRpc } from '#libs/api/billing/credit.js';
import { billingLifecycleRpc, type TerminateContract } from '#libs/api/billing/lifecycle.js';
import { numbersLifecycleRpc } from '#libs/api/numbers/lifecycle.js';
import { romeInstant } from '#libs/italy/rome-time.js';
import { newId } from '#libs/platform/ids.js';
import { Peer, type Answer } from '#libs/testing/peer.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { acme, mailsTo, mario, pay, startAccounts, willingBilling, willingNumbers } from './environment.js';

const START = new Date('2027-04-01T10:00:00Z');

describe('consumers: terms and withdrawal', () => {
  let accounts: ServiceUnderTest;
  let peers: Peer[];
  const world = { balanceCents: -1, down: false, terminated: [] as TerminateContract[] };
  const done = { done: 'yes' };
  const billing: Answer[] = [
    [
      billingLifecycleRpc.balance,
      ({ contractId }) => ({
        contractId,
        balanceCents: world.balanceCents,
        debtCents: Math.max(-world.balanceCents, 0),
      }),
    ],
    [billingLifecycleRpc.scheduleEnd, () => done],
    [
      billingCreditRpc.credit,
      ({ contractId }) => ({
        contractId,
        customerId: newId('cus'),
        state: 'active',
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
      (request: TerminateContract) => {
        if (world.down) throw new Error('the database blinked');
        world.terminated.push(request);
        return { refundCents: 683, ibanMissing: true, keptCents: 171 };
      },
    ],
  ];
  beforeAll(async () => {
    accounts = await startAccounts({}, START.toISOString());
    peers = await Promise.all([
      Peer.start(
        accounts,
        'numbers',
        willingNumbers([
          [numbersLifecycleRpc.cancelPendingPorts, () => done],
          [numbersLifecycleRpc.quarantine, () => ({ ...done, portable: [] })],
        ]),
      ),
      Peer.start(accounts, 'billing', willingBilling(billing)),
    ]);
  });
  afterAll(async () => {
    await Promise.all(peers.map((peer) => peer.stop()));
    await accounts.stop();
  });
  beforeEach(() => {
    accounts.clock.moveTo(START);
    Object.assign(world, { balanceCents: -1, down: false, terminated: [] });
  });

  const register = (request: RegisterRequest) => accounts.call(accountsRpc.register, request);
  const read = (contractId: string): Promise<ContractView> => accounts.call(accountsRpc.getContract, { contractId });
  async function active(
    request = mario({ immediateStart: true }),
  ): Promise<{ contractId: string; actor: Actor; email: string }> {
    const { contract } = await register(request);
    await pay(accounts, contract.id, contract.customerId);
    await eventually('the contract to be active', async () => (await read(contract.id)).state === 'active');
    return {
      contractId: contract.id,
      email: request.email,
      actor: { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: contract.customerId },
    };
  }
  const withdraw = (contractId: string, actor: Actor, idempotencyKey?: string): Promise<WithdrawalView> =>
    accounts.call(accountsEndingsRpc.requestWithdrawal, { contractId }, { actor, idempotencyKey });
  const follow = (contractId: string, actor: Actor): Promise<WithdrawalView> =>
    accounts.call(accountsEndingsRpc.getWithdrawal, { contractId }, actor);
  const completed = (contractId: string, actor: Actor) =>
    eventually('the withdrawal to be completed', async () => (await follow(contractId, actor)).state === 'completed');

  it('R26: keeps which terms were accepted, with their hash and the instant, and shows them', async () => {
    const { inForce } = await accounts.call(accountsTermsRpc.list, {});
    const { text, sha256 } = await accounts.call(accountsTermsRpc.get, { version: inForce });
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    const { contract } = await register(mario());
    expect(contract.terms).toEqual([
      { version: inForce, sha256, language: expect.any(String), how: 'accepted', at: expect.any(String) },
    ]);
    expect((await register(mario({ termsVersion: inForce }))).contract.terms).toHaveLength(1);
  });

  it('R26: a version that is not in force is refused, and nothing is registered', async () => {
    const request = mario({ termsVersion: '2019-9' });
    await expect(register(request)).rejects.toMatchObject({
      code: 'terms_not_in_force',
      status: 409,
      details: { given: '2019-9', inForce: '2026-1' },
    });
    await expect(accounts.call(accountsTermsRpc.get, { version: '2019-9' })).rejects.toMatchObject({ status: 404 });
    expect((await register({ ...request, termsVersion: undefined })).contract.state).toBe('awaiting_credit');
  });

  it('R25: ends the contract at once, in debt too, keeps what was used and tells the sums', async () => {
    const { contractId, actor, email } = await active();
    expect(await read(contractId)).toMatchObject({
      withdrawalUntil: '2027-04-15',
      immediateStartAskedAt: expect.any(String),
    });
    await withdraw(contractId, actor);
    await completed(contractId, actor);
    expect(await follow(contractId, actor)).toMatchObject({ immediateStart: true, keptCents: 171, refundCents: 683 });
    expect(world.terminated).toMatchObject([{ contractId, reason: 'withdrawn', immediateStart: true }]);
    expect(await read(contractId)).toMatchObject({ state: 'cancelled', endReason: 'withdrawn' });
    expect(await accounts.sent(contractCancelled, contractId)).toMatchObject({ reason: 'withdrawn' });
    await eventually(
      'the mail with the sums',
      async () =>
        (await mailsTo(email)).some((mail) => mail.includes('1.71') && mail.includes('6.83')) ||
        (await mailsTo(email)).some((mail) => mail.includes('1,71') && mail.includes('6,83')),
    );
  });

  it('R25: the same once for a repeated key; asked again without it, it is refused', async () => {
    const { contractId, actor } = await active();
    const [one, two] = await Promise.all([withdraw(contractId, actor, 'once'), withdraw(contractId, actor, 'once')]);
    expect(two.id).toBe(one.id);
    await completed(contractId, actor);
    expect((await withdraw(contractId, actor, 'once')).id).toBe(one.id);
    await expect(withdraw(contractId, actor)).rejects.toMatchObject({ code: 'contract_busy' });
    expect(world.terminated).toHaveLength(1);
  });

  it('R25: without the express request nothing is owed for the days used', async () => {
    const { contractId, actor } = await active(mario());
    await withdraw(contractId, actor);
    expect(world.terminated).toMatchObject([{ immediateStart: false }]);
  });

  it('R25: is possible until the 14th day after the activation has ended in Rome, and then points to the cancellation', async () => {
    const [last, late] = [await active(), await active()];
    accounts.clock.moveTo(new Date(romeInstant('2027-04-16').getTime() - 1_000));
    expect(await withdraw(last.contractId, last.actor)).toMatchObject({ contractId: last.contractId });
    accounts.clock.moveTo(romeInstant('2027-04-16'));
    await expect(withdraw(late.contractId, late.actor)).rejects.toMatchObject({
      code: 'withdrawal_period_over',
      status: 409,
      details: { until: '2027-04-15' },
    });
    expect((await read(late.contractId)).state).toBe('active');
  });

  it('R25: companies cannot, nobody can before the activation, and nobody for another', async () => {
    const company = await active(acme());
    expect((await read(company.contractId)).withdrawalUntil).toBeUndefined();
    await expect(withdraw(company.contractId, company.actor)).rejects.toMatchObject({
      code: 'withdrawal_consumers_only',
      status: 409,
    });
    const { contract } = await register(mario());
    await expect(
      withdraw(contract.id, {
        kind: 'customer',
        id: newId('usr'),
        roles: ['customer'],
        customerId: contract.customerId,
      }),
    ).rejects.toMatchObject({ code: 'contract_busy' });
    const { contractId } = await active();
    await expect(withdraw(contractId, company.actor)).rejects.toMatchObject({ status: 404 });
    await expect(follow(contractId, company.actor)).rejects.toMatchObject({ status: 404 });
  });

  it('R25: overtakes a cancellation at the end of the month, and is not taken back with it', async () => {
    const { contractId, actor } = await active();
    world.balanceCents = 0;
    await accounts.call(accountsEndingsRpc.requestCancellation, { contractId, when: 'end_of_month' }, { actor });
    await withdraw(contractId, actor);
    await completed(contractId, actor);
    expect(world.terminated).toMatchObject([{ reason: 'withdrawn', endedAt: expect.stringMatching(/^2027-04-01T10/) }]);
    await expect(
      accounts.call(accountsEndingsRpc.withdrawCancellation, { contractId }, { actor }),
    ).rejects.toMatchObject({ code: 'cancellation_in_effect' });
  });

  it('R25: goes on by itself when billing is back, and is asked of it once more at most', async () => {
    const { contractId, actor } = await active();
    world.down = true;
    expect(await withdraw(contractId, actor)).toMatchObject({ state: 'in_progress' });
    world.down = false;
    await completed(contractId, actor);
    expect(new Set(world.terminated.map(({ endedAt }) => endedAt)).size).toBe(1);
  });
});
