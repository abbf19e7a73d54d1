import {
  accountsRpc,
  contractActivated,
  contractLapsed,
  type OpenContract,
  type Registration,
} from '#libs/api/accounts/accounts.js';
import { accountsCustomersRpc } from '#libs/api/accounts/customers.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingRpc } from '#libs/api/billing/billing.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { DomainError } from '#libs/api/kernel/domain-error.js';
import { assignmentRefused, numbersRpc } from '#libs/api/numbers/numbers.js';
import { runService } from '#libs/messaging/run-service.js';
import { derivedId, newId } from '#libs/platform/ids.js';
import { Peer } from '#libs/testing/peer.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { AccountsModule } from '../src/accounts.module.js';
import {
  acme,
  assign,
  charge,
  mario,
  NUMBER,
  pay,
  startAccounts,
  willingBilling,
  willingNumbers,
} from './environment.js';

const HOUR = 3_600_000;
const refusal = (code: string, status = 409): DomainError =>
  new DomainError({ code, status, text: { it: code, en: code } });

describe('registration and activation on the real broker and database', () => {
  let accounts: ServiceUnderTest;
  let peers: Peer[] = [];
  beforeAll(async () => (accounts = await startAccounts()));
  afterEach(async () => {
    await Promise.all(peers.map((peer) => peer.stop()));
    peers = [];
  });
  afterAll(() => accounts.stop());

  const with_ = async (
    numbers = willingNumbers(),
    billing = willingBilling(),
  ): Promise<{ numbers: Peer; billing: Peer }> => {
    peers = [await Peer.start(accounts, 'numbers', numbers), await Peer.start(accounts, 'billing', billing)];
    return { numbers: peers[0]!, billing: peers[1]! };
  };
  const register = (request = mario(), idempotencyKey = newId('key')): Promise<Registration> =>
    accounts.call(accountsRpc.register, request, {
      idempotencyKey,
      actor: { kind: 'anonymous', id: 'anonymous', roles: [] },
    });
  const get = (contractId: string) => accounts.call(accountsRpc.getContract, { contractId });
  const state = (contractId: string, expected: string) =>
    eventually(`the contract to be ${expected}`, async () => (await get(contractId)).state === expected);

  it('R2: registers a private person and a company alike, with their identity normalised', async () => {
    const { billing } = await with_();
    const person = await register(
      mario({ holder: { ...mario().holder, codiceFiscale: 'rssmra80a01f205x', familyName: ' Rossi ' } }),
    );
    const company = await register(acme());
    expect(person.contract).toMatchObject({
      state: 'awaiting_credit',
      number: NUMBER,
      holder: { kind: 'private', familyName: 'Rossi', codiceFiscale: 'RSSMRA80A01F205X' },
    });
    expect(company.contract).toMatchObject({
      state: 'awaiting_credit',
      holder: { kind: 'company', partitaIva: '00743110157', pec: 'acme@pec.example.it' },
    });
    expect(billing.requests(billingRpc.openAccount).map(({ holder }) => holder.taxCode)).toEqual([
      'RSSMRA80A01F205X',
      '00743110157',
    ]);
    expect(person.amountDueCents).toBe(1234);
    expect(person.contract.paymentReference).toContain(person.contract.contractNumber);
  });

  it('12-company-own-codice-fiscale: a member of a VAT group has both codes, a condominium only its codice fiscale, and the books and the register are told', async () => {
    const { billing } = await with_();
    const firm = acme().holder;
    const { partitaIva: _none, codiceDestinatario: _code, ...body } = firm;
    const { contract } = await register(
      acme({ holder: { ...firm, codiceFiscale: ' 12345670017 ', codiceDestinatario: 'abc1234' } }),
    );
    await register(acme({ holder: { ...body, companyName: 'Condominio Via Roma 1', codiceFiscale: '80012000826' } }));
    expect(contract.holder).toMatchObject({
      partitaIva: '00743110157',
      codiceFiscale: '12345670017',
      codiceDestinatario: 'ABC1234',
    });
    expect(billing.requests(billingRpc.openAccount).map(({ holder }) => [holder.taxCode, holder.otherTaxCode])).toEqual(
      [
        ['00743110157', '12345670017'],
        ['80012000826', undefined],
      ],
    );
    for (const text of ['12345670017', 'IT00743110157']) {
      expect(
        (
          await accounts.call(
            accountsCustomersRpc.find,
            { text },
            { kind: 'staff', id: newId('usr'), roles: ['agent'] },
          )
        ).items.map(({ id }) => id),
      ).toContain(contract.customerId);
    }
  });

  it('R2: refuses an identity that contradicts itself, naming every field', async () => {
    const holder = {
      ...mario().holder,
      givenName: 'Luigi',
      address: { street: 'Via Roma 1', cap: '00100', city: 'Milano', province: 'MI' },
    };
    const refused = await register(mario({ holder, district: undefined, termsAccepted: false })).catch(
      (error: DomainError) => error,
    );
    const fields = ((refused as DomainError).details as { fields: { field: string }[] }).fields.map(
      ({ field }) => field,
    );
    expect(fields).toEqual(['holder.givenName', 'holder.address.cap', 'termsAccepted', 'district']);
  });

  it('R17: becomes active with its number once it is paid, and says so once', async () => {
    await with_();
    const { contract } = await register();
    await pay(accounts, contract.id, contract.customerId);
    await state(contract.id, 'active');
    await pay(accounts, contract.id, contract.customerId);
    const told = await accounts.sent(contractActivated, contract.id);
    expect(told).toMatchObject({ number: NUMBER, holder: { familyName: 'Rossi' } });
    await pay(accounts, contract.id, contract.customerId);
    expect(await accounts.allSent(contractActivated, contract.id)).toHaveLength(1);
  });

  it('becomes active when the number is assigned before the charge is known', async () => {
    await with_();
    const { contract } = await register();
    await assign(accounts, contract.id, contract.customerId);
    await charge(accounts, contract.id, contract.customerId);
    await state(contract.id, 'active');
  });

  it('gives the same registration for the same key, and refuses the key for another request', async () => {
    const { numbers } = await with_();
    const request = mario();
    const [first, second, third] = await Promise.all([
      register(request, 'same'),
      register(request, 'same'),
      register(request, 'same'),
    ]);
    const later = await register(request, 'same');
    expect(new Set([first, second, third, later].map(({ contract }) => contract.id)).size).toBe(1);
    await expect(register(mario(), 'same')).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(numbers.requests(numbersRpc.reserve).length).toBeLessThanOrEqual(2);
  });

  it('refuses an email that signs in already, whatever its case and compatibility forms', async () => {
    await with_();
    const { email } = (await register(mario({ email: 'Anna@Example.IT' })), { email: 'anna@example.it' });
    await expect(register(mario({ email }))).rejects.toMatchObject({ code: 'email_taken', status: 409 });
    await register(mario({ email: 'stra\u00dfe@example.it' }));
    for (const same of ['\uff41nna@example.it', 'STRASSE@example.it'])
      await expect(register(mario({ email: same }))).rejects.toMatchObject({ code: 'email_taken', status: 409 });
  });

  it('names what the kind of a holder asks for and is missing', async () => {
    await with_();
    const { address } = mario().holder;
    await expect(register(acme({ holder: { kind: 'company', address } }))).rejects.toMatchObject({
      status: 422,
      details: { fields: expect.arrayContaining([expect.objectContaining({ field: 'holder.companyName' })]) },
    });
    await expect(register(mario({ holder: { kind: 'private', address } }))).rejects.toMatchObject({
      status: 422,
      details: { fields: expect.arrayContaining([expect.objectContaining({ field: 'holder.familyName' })]) },
    });
  });

  it('lets only one of two concurrent registrations have an email', async () => {
    await with_();
    const email = `race.${newId('x')}@example.it`;
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => register(mario({ email }))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('R3: leaves nothing behind when the number is gone, and the email is free', async () => {
    const { numbers } = await with_(
      willingNumbers([
        [
          numbersRpc.reserve,
          () => {
            throw refusal('no_number_available');
          },
        ],
      ]),
    );
    const request = mario();
    await expect(register(request, 'gone')).rejects.toMatchObject({ code: 'no_number_available', status: 409 });
    await expect(register(request, 'gone')).rejects.toMatchObject({ code: 'no_number_available', status: 409 });
    expect(await accounts.database.models.User!.exists({ email: request.email })).toBeNull();
    await expect(get(derivedId('con', 'register', 'gone'))).rejects.toMatchObject({ code: 'not_found' });
    expect(await accounts.database.models.Customer!.countDocuments()).toBe(
      await accounts.database.models.User!.countDocuments({ kind: 'customer' }),
    );
    await numbers.stop();
    peers[0] = await Peer.start(accounts, 'numbers', willingNumbers());
    expect((await register(request)).contract.state).toBe('awaiting_credit');
  });

  it('releases the number when billing refuses the services', async () => {
    const { numbers } = await with_(
      willingNumbers(),
      willingBilling([
        [
          billingRpc.openAccount,
          () => {
            throw refusal('unknown_product', 422);
          },
        ],
      ]),
    );
    await expect(register()).rejects.toMatchObject({ code: 'unknown_product', status: 422 });
    expect(numbers.requests(numbersRpc.release)).toHaveLength(1);
  });

  it('answers 503 when numbers does not, goes on by itself, and the same key finds it', async () => {
    const request = mario();
    await expect(register(request, 'away')).rejects.toMatchObject({
      code: 'service_unavailable',
      status: 503,
      details: { service: 'numbers' },
    });
    await with_();
    const found = await eventually('the registration to have gone on', () =>
      register(request, 'away').catch(() => undefined),
    );
    expect(found.contract.state).toBe('awaiting_credit');
  });

  it('nasty case 5: is taken up by another process when its own dies in the middle', async () => {
    const request = mario();
    await expect(register(request, 'killed')).rejects.toMatchObject({ status: 503 });
    const other = await runService({
      service: 'accounts',
      module: AccountsModule,
      config: accounts.config,
      clock: accounts.clock,
    });
    await with_();
    const found = await eventually('the other process to have gone on', () =>
      register(request, 'killed').catch(() => undefined),
    );
    expect(found.contract.state).toBe('awaiting_credit');
    await other.close();
  });

  it('R15: an unpaid registration lapses when its time is over, and its number returns to stock', async () => {
    const { numbers, billing } = await with_();
    const { contract } = await register();
    accounts.clock.moveTo(new Date(Date.parse(contract.expiresAt!) + 1_000));
    await state(contract.id, 'lapsed');
    expect(billing.requests(billingRpc.closeAccount)).toContainEqual({ contractId: contract.id });
    expect(numbers.requests(numbersRpc.release)).toContainEqual({ contractId: contract.id });
    expect(await accounts.sent(contractLapsed, contract.id)).toMatchObject({ reason: 'registration_lapsed' });
  });

  it('R15: goes on to become active when the payment was faster than the lapse', async () => {
    const { billing, numbers } = await with_(
      willingNumbers(),
      willingBilling([
        [
          billingRpc.closeAccount,
          () => {
            throw refusal('activation_charged');
          },
        ],
      ]),
    );
    const { contract } = await register();
    accounts.clock.moveTo(new Date(Date.parse(contract.expiresAt!) + 1_000));
    await eventually('the attempt to lapse', () => billing.requests(billingRpc.closeAccount).length > 0);
    await pay(accounts, contract.id, contract.customerId);
    await state(contract.id, 'active');
    expect(numbers.requests(numbersRpc.release)).toHaveLength(0);
  });

  it('gives the charge back when the number can no longer be assigned', async () => {
    const { billing } = await with_(
      willingNumbers(),
      willingBilling([[billingLifecycleRpc.reverseActivation, () => ({ done: 'reversed' })]]),
    );
    const { contract } = await register();
    await accounts.publish(assignmentRefused, contract.id, {
      contractId: contract.id,
      number: NUMBER,
      reason: 'reservation_gone',
    });
    await charge(accounts, contract.id, contract.customerId);
    await state(contract.id, 'lapsed');
    expect(billing.requests(billingLifecycleRpc.reverseActivation)).toEqual([{ contractId: contract.id }]);
    expect((await get(contract.id)).endReason).toBe('assignment_refused');
  });

  it('asks numbers itself when the news of the assignment does not come', async () => {
    const { numbers } = await with_();
    const { contract } = await register();
    await charge(accounts, contract.id, contract.customerId);
    await state(contract.id, 'activating');
    accounts.clock.moveTo(new Date(accounts.clock.now().getTime() + 61_000));
    await eventually('the question', () => numbers.requests(numbersRpc.assign).length > 0);
  });

  it('nasty case 13: shows a customer its own contracts and hides all others', async () => {
    await with_();
    const mine = (await register()).contract;
    const other = (await register()).contract;
    const actor: Actor = { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: mine.customerId };
    expect(
      (await accounts.call(accountsRpc.listContracts, { customerId: undefined }, actor)).items.map(({ id }) => id),
    ).toEqual([mine.id]);
    expect(
      (await accounts.call(accountsRpc.listContracts, { customerId: other.customerId }, actor)).items.map(
        ({ customerId }) => customerId,
      ),
    ).not.toContain(other.customerId);
    await expect(accounts.call(accountsRpc.getContract, { contractId: other.id }, actor)).rejects.toMatchObject({
      code: 'not_found',
      status: 404,
    });
    const page = await accounts.call(accountsRpc.listContracts, { limit: 1 });
    const next = await accounts.call(accountsRpc.listContracts, { limit: 1, cursor: page.nextCursor });
    expect(next.items[0]!.id).not.toBe(page.items[0]!.id);
  });

  describe('one more contract of a customer', () => {
    const WISH: OpenContract = { district: '02', services: [], termsAccepted: true };
    const askerOf = async ({ contract }: Registration): Promise<Actor> => {
      const user = await accounts.database.models
        .User!.findOne({ customerId: contract.customerId })
        .lean<{ _id: string }>();
      return { kind: 'customer', id: user!._id, roles: ['customer'], customerId: contract.customerId };
    };
    const open = (actor: Actor, idempotencyKey = newId('key'), wish = WISH): Promise<Registration> =>
      accounts.call(accountsRpc.openContract, wish, { actor, idempotencyKey });

    it('R15: whose registration lapsed signs in and asks anew, with the address that it has', async () => {
      await with_();
      const request = mario();
      const lapsed = await register(request);
      const actor = await askerOf(lapsed);
      accounts.clock.moveTo(new Date(accounts.clock.now().getTime() + 73 * HOUR));
      await state(lapsed.contract.id, 'lapsed');
      await expect(register(request)).rejects.toMatchObject({ code: 'email_taken' });
      expect(
        await accounts.call(accountsRpc.signIn, { email: request.email, password: request.password }),
      ).toHaveProperty('accessToken');
      const { contract, amountDueCents } = await open(actor);
      expect([contract.state, contract.customerId, contract.holder, amountDueCents]).toEqual([
        'awaiting_credit',
        lapsed.contract.customerId,
        lapsed.contract.holder,
        1234,
      ]);
      await pay(accounts, contract.id, contract.customerId);
      await state(contract.id, 'active');
      const { items } = await accounts.call(accountsRpc.listContracts, {}, actor);
      expect(items.map((item) => item.state)).toEqual(['active', 'lapsed']);
    });

    it('R1: is the same one for a repeated key, and another for another', async () => {
      await with_();
      const actor = await askerOf(await register());
      const [one, again] = await Promise.all([open(actor, 'my key'), open(actor, 'my key')]);
      expect(again.contract.id).toBe(one.contract.id);
      expect((await open(actor)).contract.id).not.toBe(one.contract.id);
      await expect(open(actor, 'my key', { ...WISH, district: '06' })).rejects.toMatchObject({
        code: 'idempotency_key_reused',
      });
      const stranger = await askerOf(await register());
      expect((await open(stranger, 'my key')).contract.customerId).toBe(stranger.customerId);
    });

    it('R15: is refused while too many are not paid, also of many asked for at once', async () => {
      await with_();
      const actor = await askerOf(await register());
      const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => open(actor)));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'too_many_registrations' });
    });

    it('leaves the customer as it was when numbers refuses, and is for customers alone', async () => {
      const { numbers } = await with_();
      const actor = await askerOf(await register());
      await numbers.stop();
      peers[0] = await Peer.start(
        accounts,
        'numbers',
        willingNumbers([
          [
            numbersRpc.reserve,
            () => {
              throw refusal('district_exhausted');
            },
          ],
        ]),
      );
      await expect(open(actor)).rejects.toMatchObject({ code: 'district_exhausted' });
      expect((await accounts.call(accountsRpc.listContracts, {}, actor)).items).toHaveLength(1);
      expect(await accounts.call(accountsRpc.me, {}, actor)).toMatchObject({ customerId: actor.customerId });
      await expect(open(actor, newId('key'), { ...WISH, termsAccepted: false })).rejects.toMatchObject({
        code: 'invalid_input',
      });
      await expect(open({ kind: 'staff', id: newId('usr'), roles: ['admin'] })).rejects.toMatchObject({
        code: 'forbidden',
      });
    });
  });
});
