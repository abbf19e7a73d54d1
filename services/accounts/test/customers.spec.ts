import { accountsRpc } from '#libs/api/accounts/accounts.js';
import { accountsCustomersRpc } from '#libs/api/accounts/customers.js';
import { accountsStaffRpc } from '#libs/api/accounts/staff.js';
import { accountsSagasRpc } from '#libs/api/kernel/sagas.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { numbersRpc } from '#libs/api/numbers/numbers.js';
import { newId } from '#libs/platform/ids.js';
import { Peer } from '#libs/testing/peer.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { mailsTo, mario, NUMBER, pay, startAccounts, willingBilling, willingNumbers } from './environment.js';

const PASSWORD = 'una password lunga';

describe('what staff see and do, on the real broker and database', () => {
  const agent: Actor = { kind: 'staff', id: newId('usr'), roles: ['agent'] };
  const supervisor: Actor = { kind: 'staff', id: newId('usr'), roles: ['supervisor'] };
  const away = { billing: false };
  let accounts: ServiceUnderTest;
  let peers: Peer[];
  beforeAll(async () => {
    accounts = await startAccounts();
    const [openAccount] = willingBilling();
    const opening = openAccount![1];
    peers = [
      await Peer.start(accounts, 'numbers', willingNumbers()),
      await Peer.start(
        accounts,
        'billing',
        willingBilling([
          [
            openAccount![0],
            (request, context) => {
              if (away.billing) throw new Error('the database blinked');
              return opening(request, context);
            },
          ],
          [billingLifecycleRpc.balance, ({ contractId }) => ({ contractId, balanceCents: 0, debtCents: 0 })],
        ]),
      ),
    ];
  });
  afterAll(async () => {
    await Promise.all(peers.map((peer) => peer.stop()));
    await accounts.stop();
  });

  const register = async () => {
    const request = mario();
    return { request, contract: (await accounts.call(accountsRpc.register, request)).contract };
  };

  it('finds a customer by email, contract number, tax code or telephone number', async () => {
    const { request, contract } = await register();
    for (const text of [request.email, contract.contractNumber, 'rssmra80a01f205x', NUMBER]) {
      const { items } = await accounts.call(accountsCustomersRpc.find, { text }, agent);
      expect(items.map(({ id }) => id)).toContain(contract.customerId);
    }
    expect((await accounts.call(accountsCustomersRpc.find, { text: 'C99999999' }, agent)).items).toEqual([]);
  });

  it('shows a customer whole: contracts, sagas with their steps, emails and a timeline', async () => {
    const { request, contract } = await register();
    await pay(accounts, contract.id, contract.customerId);
    const view = await eventually('the activation mail', async () => {
      const seen = await accounts.call(accountsCustomersRpc.get, { customerId: contract.customerId }, agent);
      return seen.emails.filter(({ state }) => state === 'sent').length === 2 ? seen : undefined;
    });
    expect(view).toMatchObject({
      email: request.email,
      contracts: [{ id: contract.id, state: 'active' }],
      sagas: [{ kind: 'activation', state: 'completed' }],
      signIns: [{ blocked: false }],
    });
    expect(view.timeline.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['contract_registered', 'contract_activated', 'email_sent', 'activation_step']),
    );
  });

  it('blocks a sign-in with its sessions, and lets it in again, with the reason on record', async () => {
    const { request, contract } = await register();
    const { refreshToken } = await accounts.call(accountsRpc.signIn, { email: request.email, password: PASSWORD });
    await accounts.call(
      accountsCustomersRpc.blockSignIn,
      { customerId: contract.customerId, blocked: true, reason: 'asked by phone' },
      agent,
    );
    await expect(accounts.call(accountsRpc.refresh, { refreshToken })).rejects.toMatchObject({ code: 'session_ended' });
    await expect(accounts.call(accountsRpc.signIn, { email: request.email, password: PASSWORD })).rejects.toMatchObject(
      { code: 'sign_in_blocked' },
    );
    await accounts.call(
      accountsCustomersRpc.blockSignIn,
      { customerId: contract.customerId, blocked: false, reason: 'found the phone' },
      agent,
    );
    expect(await accounts.call(accountsRpc.signIn, { email: request.email, password: PASSWORD })).toHaveProperty(
      'accessToken',
    );
    const { timeline } = await accounts.call(accountsCustomersRpc.get, { customerId: contract.customerId }, agent);
    expect(timeline).toContainEqual(
      expect.objectContaining({ what: 'staff_block_sign_in', detail: 'asked by phone', about: agent.id }),
    );
  });

  it('sends the email confirmation again, once for a repeated key', async () => {
    const { request, contract } = await register();
    const resend = () =>
      accounts.call(
        accountsCustomersRpc.resendConfirmation,
        { customerId: contract.customerId, reason: 'lost' },
        { actor: agent, idempotencyKey: 'resend' },
      );
    await resend();
    await resend();
    await eventually(
      'two mails with a token',
      async () => (await mailsTo(request.email)).filter((mail) => mail.includes('confirm-email')).length === 2,
    );
  });

  it('shows a stalled saga with its failure, resumes it with a reason, and compensates one that waits', async () => {
    away.billing = true;
    await expect(register()).rejects.toMatchObject({ status: 503 });
    const [stalled] = (await accounts.call(accountsSagasRpc.list, { kind: 'activation', state: 'running' }, agent))
      .items;
    expect(stalled).toMatchObject({ step: 'open account', stuck: false });
    expect(stalled!.failure).toBeDefined();
    away.billing = false;
    await accounts.call(
      accountsSagasRpc.resume,
      { sagaId: stalled!.id, reason: 'billing is back'.padEnd(500, '!') },
      supervisor,
    );
    const resumed = await eventually('it waits for credit', async () => {
      const saga = await accounts.call(accountsSagasRpc.get, { sagaId: stalled!.id }, agent);
      return saga.state === 'waiting' ? saga : undefined;
    });
    expect(resumed.step).toBe('await credit');
    expect(resumed.history.some(({ what }) => what.includes('billing is back'))).toBe(true);
    const undone = await accounts.call(
      accountsSagasRpc.compensate,
      { sagaId: stalled!.id, reason: 'asked by the customer' },
      supervisor,
    );
    expect(undone).toMatchObject({ state: 'compensated', error: { code: 'stopped_by_staff' } });
    expect(await accounts.call(accountsRpc.getContract, { contractId: stalled!.contractId! })).toMatchObject({
      state: 'lapsed',
      endReason: 'stopped_by_staff',
    });
    expect(peers[0]!.requests(numbersRpc.release)).toContainEqual({ contractId: stalled!.contractId });
  });

  it('nasty case 13: tells customers nothing of this', async () => {
    const { contract } = await register();
    const customer: Actor = {
      kind: 'customer',
      id: newId('usr'),
      roles: ['customer'],
      customerId: contract.customerId,
    };
    for (const call of [
      accounts.call(accountsCustomersRpc.get, { customerId: contract.customerId }, customer),
      accounts.call(accountsCustomersRpc.find, {}, customer),
      accounts.call(accountsSagasRpc.list, {}, customer),
      accounts.call(accountsStaffRpc.listStaff, {}, customer),
    ])
      await expect(call).rejects.toMatchObject({ code: 'forbidden', status: 403 });
  });
});
