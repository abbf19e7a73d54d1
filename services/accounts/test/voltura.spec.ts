import { accountsRpc, type ContractView, type Holder } from '#libs/api/accounts/accounts.js';
import { accountsEndingsRpc, volturaCompleted, volturaUndone } from '#libs/api/accounts/endings.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { billingLifecycleRpc, type ChangeIdentity } from '#libs/api/billing/lifecycle.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { numbersLifecycleRpc, type ChangeHolder } from '#libs/api/numbers/lifecycle.js';
import { volturaApproved } from '#libs/api/tickets/voltura.js';
import { runService } from '#libs/messaging/run-service.js';
import { newId } from '#libs/platform/ids.js';
import { Peer } from '#libs/testing/peer.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { AccountsModule } from '../src/accounts.module.js';
import { acme, mailsTo, mario, pay, startAccounts, tokenIn, willingBilling, willingNumbers } from './environment.js';

describe('voltura on the real broker and database', () => {
  let accounts: ServiceUnderTest;
  let numbers: Peer;
  let billing: Peer;
  const world = { refuse: false, away: false };
  /** What the register and billing say of each contract. */
  const register = new Map<string, ChangeHolder>();
  const billed = new Map<string, ChangeIdentity>();
  beforeAll(async () => {
    accounts = await startAccounts();
    numbers = await Peer.start(
      accounts,
      'numbers',
      willingNumbers([
        [
          numbersLifecycleRpc.changeHolder,
          (request: ChangeHolder) => {
            register.set(request.contractId, request);
            return { done: 'changed' };
          },
        ],
      ]),
    );
    billing = await Peer.start(
      accounts,
      'billing',
      willingBilling([
        [billingLifecycleRpc.balance, ({ contractId }) => ({ contractId, balanceCents: 0, debtCents: 0 })],
        [billingLifecycleRpc.scheduleEnd, () => ({ done: 'scheduled' })],
        [
          billingLifecycleRpc.changeIdentity,
          (request: ChangeIdentity) => {
            if (world.away) throw new Error('the database blinked');
            if (world.refuse && request.holder.kind === 'company')
              throw new DomainError({ code: 'identity_refused', status: 409, text: { it: 'no', en: 'no' } });
            billed.set(request.contractId, request);
            return { done: 'changed' };
          },
        ],
      ]),
    );
  });
  afterAll(async () => {
    await Promise.all([numbers.stop(), billing.stop()]);
    await accounts.stop();
  });
  beforeEach(() => Object.assign(world, { refuse: false, away: false }));

  const customer = (customerId: string): Actor => ({
    kind: 'customer',
    id: newId('usr'),
    roles: ['customer'],
    customerId,
  });
  const company: Holder = acme().holder;
  async function active(): Promise<{ contract: ContractView; email: string }> {
    const request = mario();
    const { contract } = await accounts.call(accountsRpc.register, request);
    await pay(accounts, contract.id, contract.customerId);
    await eventually('the contract to be active', async () => (await get(contract.id)).state === 'active');
    return { contract, email: request.email };
  }
  const get = (contractId: string, actor?: Actor): Promise<ContractView> =>
    accounts.call(accountsRpc.getContract, { contractId }, actor);
  function approve(contract: ContractView, newHolderEmail: string, newHolder = company): Promise<void> {
    return accounts.publish(volturaApproved, contract.id, {
      volturaId: newId('vlt'),
      ticketId: newId('tic'),
      contractId: contract.id,
      customerId: contract.customerId,
      newHolder,
      newHolderEmail,
      approvedBy: newId('usr'),
      at: accounts.clock.now().toISOString(),
    });
  }

  it('R16: contract, register and billing identity change hands at one instant; services and number carry on', async () => {
    const { contract, email } = await active();
    const newEmail = `buyer.${newId('x')}@example.it`;
    await approve(contract, newEmail);
    const done = await accounts.sent(volturaCompleted, contract.id);
    const instant = done.effectiveAt;
    expect([register.get(contract.id)!.effectiveAt, billed.get(contract.id)!.effectiveAt]).toEqual([instant, instant]);
    expect(register.get(contract.id)!.holder).toEqual({ kind: 'company', name: 'Acme S.r.l.', taxCode: '00743110157' });
    expect(await get(contract.id, customer(done.customerId))).toMatchObject({
      state: 'active',
      number: contract.number,
      contractNumber: contract.contractNumber,
      holder: { kind: 'company' },
    });
    expect(await get(contract.id, customer(contract.customerId))).toMatchObject({
      state: 'transferred',
      holder: { kind: 'private', familyName: 'Rossi' },
      endedAt: instant,
    });
    await eventually('the mail to the former holder', async () =>
      (await mailsTo(email)).some((mail) => mail.includes('Acme')),
    );
  });

  it('R16: the new holder is invited and signs in; the former one can no longer act on the contract', async () => {
    const { contract, email } = await active();
    const newEmail = `buyer.${newId('x')}@example.it`;
    await approve(contract, newEmail);
    const { customerId } = await accounts.sent(volturaCompleted, contract.id);
    const invitation = await eventually('the invitation', async () =>
      (await mailsTo(newEmail)).find((mail) => mail.includes('reset-password')),
    );
    await accounts.call(accountsRpc.resetPassword, { token: tokenIn(invitation), password: 'the password of the new' });
    expect(
      await accounts.call(accountsRpc.signIn, { email: newEmail, password: 'the password of the new' }),
    ).toHaveProperty('accessToken');
    expect(await accounts.call(accountsRpc.signIn, { email, password: 'una password lunga' })).toHaveProperty(
      'accessToken',
    );
    await expect(
      accounts.call(accountsEndingsRpc.requestCancellation, { contractId: contract.id }, customer(contract.customerId)),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect((await accounts.call(accountsRpc.listContracts, {}, customer(contract.customerId))).items[0]).toMatchObject({
      id: contract.id,
      state: 'transferred',
    });
    expect((await accounts.call(accountsRpc.listContracts, {}, customer(customerId))).items[0]).toMatchObject({
      id: contract.id,
      state: 'active',
    });
  });

  it('R16: from private to company of the same person, the sign-in stays the same', async () => {
    const { contract, email } = await active();
    await approve(contract, email);
    expect(await accounts.sent(volturaCompleted, contract.id)).toMatchObject({ customerId: contract.customerId });
    expect(await get(contract.id, customer(contract.customerId))).toMatchObject({
      state: 'active',
      holder: { kind: 'company' },
    });
  });

  it('R16: changes nothing when one of the three refuses, and tells why', async () => {
    const { contract } = await active();
    const newEmail = `buyer.${newId('x')}@example.it`;
    world.refuse = true;
    await approve(contract, newEmail);
    expect(await accounts.sent(volturaUndone, contract.id)).toMatchObject({ reason: 'identity_refused' });
    expect(register.get(contract.id)!.holder.kind).toBe('private');
    expect(await get(contract.id)).toMatchObject({ customerId: contract.customerId, holder: { kind: 'private' } });
    expect(await accounts.database.models.User!.exists({ email: newEmail })).toBeNull();
  });

  it('nasty case 5: is finished by another process when its own dies between the steps', async () => {
    const { contract } = await active();
    world.away = true;
    await approve(contract, `buyer.${newId('x')}@example.it`);
    await eventually('the register to be changed', () => register.get(contract.id)?.holder.kind === 'company');
    const other = await runService({
      service: 'accounts',
      module: AccountsModule,
      config: accounts.config,
      clock: accounts.clock,
    });
    world.away = false;
    await accounts.sent(volturaCompleted, contract.id);
    expect(billed.get(contract.id)!.effectiveAt).toBe(register.get(contract.id)!.effectiveAt);
    await other.close();
  });

  it("is refused for a contract that is being cancelled, that is not the asker's, or for a staff address", async () => {
    const { contract } = await active();
    await accounts.call(
      accountsEndingsRpc.requestCancellation,
      { contractId: contract.id, when: 'end_of_month' },
      customer(contract.customerId),
    );
    await approve(contract, `buyer.${newId('x')}@example.it`);
    expect(await accounts.sent(volturaUndone, contract.id)).toMatchObject({ reason: 'contract_busy' });
    const other = (await active()).contract;
    await approve({ ...other, customerId: newId('cus') }, `buyer.${newId('x')}@example.it`);
    expect(await accounts.sent(volturaUndone, other.id)).toMatchObject({ reason: 'contract_not_held' });
    const third = (await active()).contract;
    await approve(third, 'admin@openvoip.example');
    expect(await accounts.sent(volturaUndone, third.id)).toMatchObject({ reason: 'new_holder_email_unfit' });
  });
});
