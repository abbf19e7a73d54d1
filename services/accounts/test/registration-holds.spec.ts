import { accountsRpc, type RegisterFrom, type Registration } from '#libs/api/accounts/accounts.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import type { DomainError } from '#libs/api/kernel/domain-error.js';
import { numbersRpc } from '#libs/api/numbers/numbers.js';
import { newId } from '#libs/platform/ids.js';
import { Peer } from '#libs/testing/peer.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { acme, mailsTo, mario, pay, startAccounts, tokenIn, willingBilling, willingNumbers } from './environment.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PERSONS = ['RSSMRA80A01F205X', 'RSSMRA85T10A562S'] as const;

describe('R15: how long an unpaid registration holds its number, and how many there may be', () => {
  let accounts: ServiceUnderTest;
  let numbers: Peer;
  let billing: Peer;
  beforeAll(async () => {
    accounts = await startAccounts({ UNPAID_PER_TAX_CODE: '3', UNPAID_PER_ADDRESS: '4' }, '2026-12-10T10:00:00Z');
    numbers = await Peer.start(accounts, 'numbers', willingNumbers());
    billing = await Peer.start(accounts, 'billing', willingBilling());
  });
  afterEach(async () => {
    // What the tests before left unpaid is over.
    accounts.clock.moveTo(new Date(accounts.clock.now().getTime() + 80 * HOUR));
    await eventually(
      'all to have lapsed',
      async () => (await accounts.database.models.Contract!.countDocuments({ unpaid: { $exists: true } })) === 0,
    );
  });
  afterAll(async () => {
    await Promise.all([numbers.stop(), billing.stop()]);
    await accounts.stop();
  });

  const register = (request: RegisterFrom = mario(), idempotencyKey = newId('key')): Promise<Registration> =>
    accounts.call(accountsRpc.register, request, {
      idempotencyKey,
      locale: 'it',
      actor: { kind: 'anonymous', id: 'anonymous', roles: [] },
    });
  const get = (contractId: string) => accounts.call(accountsRpc.getContract, { contractId });
  const becomes = (contractId: string, state: string) =>
    eventually(`the contract to be ${state}`, async () => (await get(contractId)).state === state);
  const later = (ms: number) => accounts.clock.moveTo(new Date(accounts.clock.now().getTime() + ms));
  const mailWith = (email: string, part: string) =>
    eventually(`the mail with ${part}`, async () => (await mailsTo(email)).find((mail) => mail.includes(part)));
  const confirm = async (email: string) =>
    accounts.call(accountsRpc.confirmEmail, { token: tokenIn(await mailWith(email, 'confirm-email')) });
  const after = (contract: { createdAt: string }, ms: number): string =>
    new Date(Date.parse(contract.createdAt) + ms).toISOString();

  it('for half an hour until the address is confirmed, and says so; then for 72 hours from the registration', async () => {
    const request = mario();
    const { contract } = await register(request);
    expect(contract).toMatchObject({
      expiresAt: after(contract, 30 * MINUTE),
      expiresBecause: 'email_not_confirmed',
      expiresAtOnceConfirmed: after(contract, 72 * HOUR),
    });
    expect(await mailWith(request.email, 'Conferma il tuo indirizzo email')).toContain('resta allora riservato');
    later(20 * MINUTE);
    await confirm(request.email);
    const held = await get(contract.id);
    expect(held).toMatchObject({
      state: 'awaiting_credit',
      expiresAt: after(contract, 72 * HOUR),
      expiresBecause: 'not_paid',
    });
    expect(held.expiresAtOnceConfirmed).toBeUndefined();
    await eventually('numbers to be told', () =>
      numbers
        .requests(numbersRpc.reserve)
        .some(({ contractId, expiresAt }) => contractId === contract.id && expiresAt === held.expiresAt),
    );
    later(71 * HOUR);
    expect((await get(contract.id)).state).toBe('awaiting_credit');
    later(HOUR);
    await becomes(contract.id, 'lapsed');
  });

  it('lapses after half an hour where nobody confirms, with the reason; a confirmation that comes later holds nothing any more', async () => {
    const request = mario();
    const { contract } = await register(request);
    later(30 * MINUTE + 1_000);
    await becomes(contract.id, 'lapsed');
    expect(await mailWith(request.email, 'decaduta')).toContain('non =C3=A8 stato confermato');
    await confirm(request.email);
    expect((await get(contract.id)).state).toBe('lapsed');
    const user = await accounts.database.models
      .User!.findOne({ customerId: contract.customerId })
      .lean<{ _id: string }>();
    const actor: Actor = { kind: 'customer', id: user!._id, roles: ['customer'], customerId: contract.customerId };
    const again = await accounts.call(
      accountsRpc.openContract,
      { district: '02', services: [], termsAccepted: true },
      { actor, idempotencyKey: newId('key') },
    );
    expect(again.contract).toMatchObject({ expiresAt: after(again.contract, 72 * HOUR), expiresBecause: 'not_paid' });
  });

  it('a payment says as much as a confirmation', async () => {
    const { contract } = await register();
    later(29 * MINUTE);
    await pay(accounts, contract.id, contract.customerId);
    await becomes(contract.id, 'active');
    later(HOUR);
    const active = await get(contract.id);
    expect([active.state, active.expiresAt, active.expiresBecause]).toEqual(['active', undefined, undefined]);
  });

  it('confirmed by a mail to choose another password, it is held as long', async () => {
    const request = mario();
    const { contract } = await register(request);
    await accounts.call(accountsRpc.forgotPassword, { email: request.email });
    await accounts.call(accountsRpc.resetPassword, {
      token: tokenIn(await mailWith(request.email, 'reset-password')),
      password: 'cavallo batteria graffetta giusta',
    });
    expect(await get(contract.id)).toMatchObject({ expiresAt: after(contract, 72 * HOUR), expiresBecause: 'not_paid' });
  });

  it('so many at a time for one tax code, also of many asked for at once, whoever asks; a paid one is not among them', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => register()));
    const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.contract] : []));
    expect(done).toHaveLength(3);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'too_many_for_tax_code', status: 409, details: { most: 3 } });
    await register(acme());
    await pay(accounts, done[0]!.id, done[0]!.customerId);
    await becomes(done[0]!.id, 'active');
    await register();
    await expect(register()).rejects.toMatchObject({ code: 'too_many_for_tax_code' });
    later(31 * MINUTE);
    await becomes(done[1]!.id, 'lapsed');
    await register();
  });

  it('so many at a time from one network, with the time to wait; a repeated request is the one that it was', async () => {
    const from = (ip: string, taxCode = 0): RegisterFrom => ({
      ...mario({
        holder: { ...mario().holder, codiceFiscale: PERSONS[taxCode]!, givenName: 'Mario', familyName: 'Rossi' },
      }),
      ip,
    });
    const first = from('2001:db8:1:2::1');
    const { contract } = await register(first, 'mine');
    for (const [ip, taxCode] of [
      ['2001:db8:1:2::2', 0],
      ['2001:db8:1:2:ffff::3', 1],
      ['2001:db8:1:2:ffff::4', 1],
    ] as const)
      await register(from(ip, taxCode));
    later(10 * MINUTE);
    const refused = await register({ ...acme(), ip: '2001:db8:1:2::5' }).catch((error: DomainError) => error);
    expect(refused).toMatchObject({ code: 'too_many_from_address', status: 429 });
    // The clock of a test goes on: some seconds less than twenty minutes.
    expect(Math.ceil(Number((refused as DomainError).details!.retryAfter) / 60)).toBe(20);
    await register({ ...acme(), ip: '2001:db8:1:3::5' });
    expect((await register({ ...first, ip: '203.0.113.9' }, 'mine')).contract.id).toBe(contract.id);
    const kept = await accounts.database.models.Contract!.findById(contract.id).lean();
    expect(JSON.stringify(kept)).not.toMatch(/2001:db8/);
  });
});
