import { decodeJwt } from 'jose';
import { accountsRpc, type TokenPair } from '#libs/api/accounts/accounts.js';
import { accountsStaffRpc, type CreateStaff, type MadeStaffUser } from '#libs/api/accounts/staff.js';
import { systemActor, type Actor } from '#libs/api/kernel/actor.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { mailsTo, startAccounts, tokenIn } from './environment.js';

const PASSWORD = 'una password lunga';
const WEEK_MS = 7 * 86_400_000;
const NOT_VALID = { code: 'token_not_valid', status: 410 };

describe('sign-ins of staff and machines, on the real broker and database', () => {
  let accounts: ServiceUnderTest;
  const admin: Actor = { kind: 'staff', id: newId('usr'), roles: ['admin'] };
  beforeAll(async () => (accounts = await startAccounts()));
  afterAll(() => accounts.stop());

  const create = (
    changes: Partial<CreateStaff> = {},
    as: Partial<{ actor: Actor; idempotencyKey: string }> = { actor: admin },
  ): Promise<MadeStaffUser> =>
    accounts.call(
      accountsStaffRpc.createStaff,
      { email: `staff.${newId('x')}@example.it`, name: 'Anna Bianchi', roles: ['agent'], ...changes },
      as,
    );
  const carrier = (): Promise<MadeStaffUser> =>
    create({ name: 'Altro', roles: ['carrier'], operator: 'Altro Operatore' });
  const signIn = (email: string, password = PASSWORD): Promise<TokenPair> =>
    accounts.call(accountsRpc.signIn, { email, password });
  const choose = (token: string, password = PASSWORD) => accounts.call(accountsRpc.resetPassword, { token, password });
  const invitations = (email: string, many = 1): Promise<string[]> =>
    eventually(`${many} invitations`, async () => {
      const mails = await mailsTo(email);
      return mails.length >= many ? mails.map(tokenIn) : undefined;
    });
  const accepted = async (user: MadeStaffUser): Promise<MadeStaffUser> => {
    await choose((await invitations(user.email))[0]!);
    return user;
  };
  const view = async ({ id }: MadeStaffUser) =>
    (await accounts.call(accountsStaffRpc.listStaff, { limit: 200 }, admin)).items.find((each) => each.id === id);
  const disable = (userId: string, disabled: boolean, idempotencyKey?: string) =>
    accounts.call(
      accountsStaffRpc.disableStaff,
      { userId, disabled, reason: 'left the company' },
      { actor: admin, idempotencyKey },
    );

  it('only administrators make them; people are invited, once for a request, and nobody has their address a second time', async () => {
    const request = { email: `anna.${newId('x')}@example.it` };
    await expect(create(request, { actor: { ...admin, roles: ['supervisor'] } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const anna = await create(request, { actor: admin, idempotencyKey: 'make-anna' });
    expect(anna).toMatchObject({ invited: true, disabled: false });
    expect(anna).not.toHaveProperty('secret');
    expect(await create(request, { actor: admin, idempotencyKey: 'make-anna' })).toEqual(anna);
    await expect(create(request)).rejects.toMatchObject({ code: 'email_taken' });
    await accepted(anna);
    expect(await view(anna)).toMatchObject({ invited: false });
    expect(decodeJwt((await signIn(anna.email)).accessToken)).toMatchObject({
      kind: 'staff',
      roles: ['agent'],
      since: Date.parse(anna.createdAt),
    });
    expect(await mailsTo(anna.email)).toHaveLength(2);
  });

  it('an invitation works once and expires; sent again, the one before works no more', async () => {
    const bruno = await create();
    const [late] = await invitations(bruno.email);
    accounts.clock.moveTo(new Date(accounts.clock.now().getTime() + WEEK_MS + 1_000));
    await expect(choose(late!)).rejects.toMatchObject(NOT_VALID);
    await accounts.call(accountsStaffRpc.inviteStaff, { userId: bruno.id }, { actor: admin, idempotencyKey: 'again' });
    await accounts.call(accountsStaffRpc.inviteStaff, { userId: bruno.id }, { actor: admin, idempotencyKey: 'again' });
    const second = (await invitations(bruno.email, 2)).find((token) => token !== late)!;
    await accounts.call(accountsStaffRpc.inviteStaff, { userId: bruno.id }, admin);
    const third = (await invitations(bruno.email, 3)).find((token) => token !== late && token !== second)!;
    await expect(choose(second)).rejects.toMatchObject(NOT_VALID);
    await choose(third);
    await expect(choose(third)).rejects.toMatchObject(NOT_VALID);
    await expect(accounts.call(accountsStaffRpc.inviteStaff, { userId: bruno.id }, admin)).rejects.toMatchObject({
      code: 'invitation_not_pending',
      status: 409,
    });
    expect(await accounts.database.models.Email!.countDocuments({ template: 'invitation', to: bruno.email })).toBe(3);
  });

  it('an invitation is sent a few times an hour, and to nobody who is shut out', async () => {
    const carla = await create();
    for (let time = 0; time < 2; time++) await accounts.call(accountsStaffRpc.inviteStaff, { userId: carla.id }, admin);
    await expect(accounts.call(accountsStaffRpc.inviteStaff, { userId: carla.id }, admin)).rejects.toMatchObject({
      code: 'too_many_mails',
      status: 429,
    });
    await disable(carla.id, true);
    await expect(accounts.call(accountsStaffRpc.inviteStaff, { userId: carla.id }, admin)).rejects.toMatchObject({
      code: 'invitation_not_pending',
    });
    await expect(
      accounts.call(accountsStaffRpc.inviteStaff, { userId: carla.id }, { ...admin, roles: ['agent'] }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('who never accepted, and what is a machine, resets no password', async () => {
    const [pending, machine, anna] = [await create(), await carrier(), await accepted(await create())];
    const inbox = accounts.database.collection('inbox');
    const before = await inbox.countDocuments();
    for (const { email } of [pending, machine, anna]) await accounts.call(accountsRpc.forgotPassword, { email });
    await eventually('all to be handled', async () => (await inbox.countDocuments()) >= before + 3);
    const sent = await accounts.database.models
      .Email!.find({ template: 'resetPassword', to: { $in: [pending, machine, anna].map(({ email }) => email) } })
      .lean<{ to: string }[]>();
    expect(sent.map(({ to }) => to)).toEqual([anna.email]);
  });

  it('shuts a person out at once; let in again, it is new where a second person must approve', async () => {
    const anna = await accepted(await create());
    const { refreshToken } = await signIn(anna.email);
    await disable(anna.id, true);
    await expect(accounts.call(accountsRpc.refresh, { refreshToken })).rejects.toMatchObject({ code: 'session_ended' });
    await expect(signIn(anna.email)).rejects.toMatchObject({ code: 'sign_in_blocked', status: 403 });
    expect(await view(anna)).toMatchObject({ disabled: true });
    accounts.clock.moveTo(new Date(accounts.clock.now().getTime() + 60_000));
    const back = accounts.clock.now().getTime();
    for (const disabled of [false, true, false]) await disable(anna.id, disabled, `twice-${disabled}`);
    // The third is the first again: it must not undo the second.
    await expect(signIn(anna.email)).rejects.toMatchObject({ code: 'sign_in_blocked' });
    await disable(anna.id, false);
    const { since } = decodeJwt<{ since: number }>((await signIn(anna.email)).accessToken);
    expect(since).toBeGreaterThanOrEqual(back);
    await disable(anna.id, false);
    expect(decodeJwt((await signIn(anna.email)).accessToken)).toMatchObject({ since });
  });

  it('a machine gets a secret, told to the same request again but kept nowhere, and the next on demand', async () => {
    const request = {
      email: `carrier.${newId('x')}@example.it`,
      name: 'Altro',
      roles: ['carrier'] as CreateStaff['roles'],
      operator: 'Altro Operatore',
    };
    const made = await create(request, { actor: admin, idempotencyKey: 'make-carrier' });
    expect(await create(request, { actor: admin, idempotencyKey: 'make-carrier' })).toEqual(made);
    const kept = JSON.stringify(
      await Promise.all(
        (await accounts.database.listCollections()).map(({ name }) =>
          accounts.database.collection(name).find().toArray(),
        ),
      ),
    );
    expect(kept).not.toContain(made.secret);
    expect(await mailsTo(made.email)).toEqual([]);
    const { accessToken, refreshToken } = await signIn(made.email, made.secret);
    expect(decodeJwt(accessToken)).toMatchObject({ kind: 'carrier', operator: 'Altro Operatore' });
    const rotate = (idempotencyKey: string) =>
      accounts.call(accountsStaffRpc.rotateSecret, { userId: made.id }, { actor: admin, idempotencyKey });
    const { secret } = await rotate('first');
    expect(await rotate('first')).toEqual({ secret });
    await expect(signIn(made.email, made.secret)).rejects.toMatchObject({ code: 'invalid_credentials' });
    await expect(accounts.call(accountsRpc.refresh, { refreshToken })).rejects.toMatchObject({ code: 'session_ended' });
    expect(await signIn(made.email, secret)).toHaveProperty('accessToken');
    expect((await rotate('second')).secret).not.toBe(secret);
    await expect(
      accounts.call(accountsStaffRpc.rotateSecret, { userId: (await create()).id }, admin),
    ).rejects.toMatchObject({ code: 'not_a_machine', status: 409 });
  });

  it('a carrier speaks for one operator, a machine has its one role', async () => {
    const wrong = (changes: Partial<CreateStaff>, ...fields: string[]) =>
      expect(create(changes)).rejects.toMatchObject({
        code: 'invalid_input',
        details: { fields: fields.map((field) => ({ field })) },
      });
    await wrong({ roles: ['carrier'] }, 'operator');
    await wrong({ roles: ['agent'], operator: 'Altro' }, 'operator');
    await wrong({ roles: ['switch', 'admin'] }, 'roles');
    await wrong({ roles: ['carrier', 'switch'] }, 'roles', 'operator');
  });

  it('passwords are given to the demo’s people alone, by its console', async () => {
    const person = {
      email: `demo.${newId('x')}@example.it`,
      name: 'Dimostrazione',
      roles: ['agent'] as CreateStaff['roles'],
      password: PASSWORD,
    };
    await expect(accounts.call(accountsStaffRpc.createDemoStaff, person, admin)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await accounts.call(accountsStaffRpc.createDemoStaff, person, systemActor('console:operator'));
    expect(await signIn(person.email)).toHaveProperty('accessToken');
    Object.assign(accounts.config, { OPENVOIP_MODE: 'production' });
    await expect(
      accounts.call(
        accountsStaffRpc.createDemoStaff,
        { ...person, email: 'other@example.it' },
        systemActor('console:operator'),
      ),
    ).rejects.toMatchObject({ code: 'forbidden' });
    Object.assign(accounts.config, { OPENVOIP_MODE: 'test' });
  });
});
