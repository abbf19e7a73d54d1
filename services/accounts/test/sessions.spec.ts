import { importSPKI, jwtVerify } from 'jose';
import { accountsRpc, passwordResetAsked, type TokenPair } from '#libs/api/accounts/accounts.js';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '#libs/api/kernel/access-token.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { emailKey } from '#libs/italy/text.rules.js';
import { runService } from '#libs/messaging/run-service.js';
import { derivedId } from '#libs/platform/ids.js';
import { Peer } from '#libs/testing/peer.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { AccountsModule } from '../src/accounts.module.js';
import {
  ADMIN,
  mailsTo,
  mario,
  publicKey,
  startAccounts,
  tokenIn,
  willingBilling,
  willingNumbers,
} from './environment.js';

const PASSWORD = 'una password lunga';

describe('sign-in on the real broker and database', () => {
  let accounts: ServiceUnderTest;
  let peers: Peer[];
  beforeAll(async () => {
    accounts = await startAccounts({ SIGN_IN_FAILURES_PER_ACCOUNT: '3', SIGN_IN_FAILURES_PER_IP: '6' });
    peers = [
      await Peer.start(accounts, 'numbers', willingNumbers()),
      await Peer.start(accounts, 'billing', willingBilling()),
    ];
  });
  afterAll(async () => {
    await Promise.all(peers.map((peer) => peer.stop()));
    await accounts.stop();
  });

  async function customer(): Promise<{ email: string; customerId: string }> {
    const request = mario();
    const { contract } = await accounts.call(accountsRpc.register, request);
    return { email: request.email, customerId: contract.customerId };
  }
  const signIn = (email: string, password = PASSWORD, ip?: string): Promise<TokenPair> =>
    accounts.call(accountsRpc.signIn, { email, password, ip });
  const refresh = (refreshToken: string, idempotencyKey?: string): Promise<TokenPair> =>
    accounts.call(accountsRpc.refresh, { refreshToken }, { idempotencyKey });
  const sessionOf = (refreshToken: string, change: object) =>
    accounts.database
      .collection<{ _id: string }>('sessions')
      .updateOne({ _id: refreshToken.split('.')[0]! }, { $set: change });
  const ended = { code: 'session_ended', status: 401 };

  it('gives an access token that the public key proves, for ten minutes', async () => {
    const { email, customerId } = await customer();
    const { accessToken, expiresIn } = await signIn(email.toUpperCase());
    const key = await importSPKI(publicKey.export({ type: 'spki', format: 'pem' }) as string, 'EdDSA');
    const { payload } = await jwtVerify(accessToken, key, { issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE });
    expect(payload).toMatchObject({
      kind: 'customer',
      roles: ['customer'],
      customerId,
      sid: expect.stringMatching(/^ses_/),
    });
    expect([expiresIn, payload.exp! - payload.iat!]).toEqual([600, 600]);
  });

  it('refuses a wrong password and an unknown email alike', async () => {
    const { email } = await customer();
    for (const attempt of [() => signIn(email, 'not the password'), () => signIn('nobody@example.it')])
      await expect(attempt()).rejects.toMatchObject({ code: 'invalid_credentials', status: 401 });
  });

  it('rotates refresh tokens; one used twice ends the session', async () => {
    const { email } = await customer();
    const first = await signIn(email);
    const second = await refresh(first.refreshToken);
    expect(second.refreshToken).not.toBe(first.refreshToken);
    await expect(refresh(first.refreshToken)).rejects.toMatchObject(ended);
    await expect(refresh(second.refreshToken)).rejects.toMatchObject(ended);
  });

  it('gives the same next token when the same refresh is repeated with its key', async () => {
    const { email } = await customer();
    const { refreshToken } = await signIn(email);
    const [one, again] = [await refresh(refreshToken, 'refresh-key'), await refresh(refreshToken, 'refresh-key')];
    expect(again.refreshToken).toBe(one.refreshToken);
    expect(await refresh(one.refreshToken, 'next-key')).toHaveProperty('accessToken');
  });

  it('finds a stolen token also behind the key that it was refreshed with: once the next one was used, or a minute later', async () => {
    const { email } = await customer();
    const { refreshToken: stolen } = await signIn(email);
    const { refreshToken: next } = await refresh(stolen, 'its key');
    const { refreshToken: afterNext } = await refresh(next, 'another key');
    await expect(refresh(stolen, 'its key')).rejects.toMatchObject(ended);
    await expect(refresh(afterNext, 'a third key')).rejects.toMatchObject(ended);

    const { refreshToken: old } = await signIn(email);
    const { refreshToken: unused } = await refresh(old, 'its key');
    await sessionOf(unused, { repeatUntil: new Date(Date.now() - 1) });
    await expect(refresh(old, 'its key')).rejects.toMatchObject(ended);
    await expect(refresh(unused, 'another key')).rejects.toMatchObject(ended);
  });

  it('a client that sends one key with every refresh goes on, but its key repeats none of them but the first', async () => {
    const { email } = await customer();
    const { refreshToken: first } = await signIn(email);
    const { refreshToken: second } = await refresh(first, 'always the same');
    const { refreshToken: third } = await refresh(second, 'always the same');
    const { refreshToken: fourth } = await refresh(third, 'always the same');
    await expect(refresh(third, 'always the same')).rejects.toMatchObject(ended);
    await expect(refresh(fourth, 'always the same')).rejects.toMatchObject(ended);
  });

  it('a session refreshed before keys were for a time goes on', async () => {
    const { email } = await customer();
    const { refreshToken } = await signIn(email);
    const { refreshToken: next } = await refresh(refreshToken, 'its key');
    await accounts.database
      .collection<{ _id: string }>('sessions')
      .updateOne({ _id: next.split('.')[0]! }, { $unset: { repeatUntil: 1 } });
    expect(await refresh(next, 'another key')).toHaveProperty('refreshToken');
  });

  it('lets one of two thieves through, and then nobody', async () => {
    const { email } = await customer();
    const { refreshToken } = await signIn(email);
    const outcomes = await Promise.allSettled([refresh(refreshToken), refresh(refreshToken), refresh(refreshToken)]);
    const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(won).toHaveLength(1);
    await expect(refresh(won[0]!.refreshToken)).rejects.toMatchObject(ended);
  });

  it('accepts no token that it did not make', async () => {
    const { email } = await customer();
    const { refreshToken } = await signIn(email);
    const [sessionId] = refreshToken.split('.');
    for (const forged of ['nonsense', `${sessionId}.2.${refreshToken.split('.')[2]}`, `${refreshToken}x`])
      await expect(refresh(forged)).rejects.toMatchObject(ended);
    expect(await refresh(refreshToken)).toHaveProperty('refreshToken');
  });

  it('signs out, as often as it is asked', async () => {
    const { email } = await customer();
    const { refreshToken } = await signIn(email);
    await accounts.call(accountsRpc.signOut, { refreshToken });
    await accounts.call(accountsRpc.signOut, { refreshToken });
    await expect(refresh(refreshToken)).rejects.toMatchObject(ended);
  });

  it('slows down guessing at one account, in every replica, and tells when to come back', async () => {
    const { email } = await customer();
    for (let attempt = 0; attempt < 3; attempt++)
      await expect(signIn(email, 'guess number one')).rejects.toMatchObject({ status: 401 });
    await expect(signIn(email)).rejects.toMatchObject({
      code: 'too_many_attempts',
      status: 429,
      details: { retryAfter: expect.any(Number) },
    });
    const replica = await runService({
      service: 'accounts',
      module: AccountsModule,
      config: accounts.config,
      clock: accounts.clock,
    });
    for (let attempt = 0; attempt < 4; attempt++) await expect(signIn(email)).rejects.toMatchObject({ status: 429 });
    await replica.close();
  });

  it('slows down guessing from one address at many accounts', async () => {
    for (let attempt = 0; attempt < 6; attempt++)
      await expect(signIn(`nobody${attempt}@example.it`, 'guess', '203.0.113.9')).rejects.toMatchObject({
        status: 401,
      });
    await expect(signIn('nobody7@example.it', 'guess', '203.0.113.9')).rejects.toMatchObject({ status: 429 });
    expect(await signIn((await customer()).email, PASSWORD, '203.0.113.10')).toHaveProperty('accessToken');
  });

  it('gives many guesses at once no more tries than one after another', async () => {
    const { email } = await customer();
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => signIn(email, 'guess guess guess')));
    expect(
      outcomes.filter((outcome) => outcome.status === 'rejected' && outcome.reason.status === 401).length,
    ).toBeLessThanOrEqual(3);
  });

  it('confirms an email address with the token that was sent, once', async () => {
    const { email, customerId } = await customer();
    const mail = await eventually('the mail', async () => (await mailsTo(email))[0]);
    const actor: Actor = {
      kind: 'customer',
      id: (await accounts.database.models.User!.findOne({ email }).lean<{ _id: string }>())!._id,
      roles: ['customer'],
      customerId,
    };
    expect(await accounts.call(accountsRpc.me, {}, actor)).toMatchObject({ email, emailConfirmed: false });
    const token = tokenIn(mail);
    await accounts.call(accountsRpc.confirmEmail, { token }, { idempotencyKey: 'confirm' });
    await accounts.call(accountsRpc.confirmEmail, { token }, { idempotencyKey: 'confirm' });
    expect(await accounts.call(accountsRpc.me, {}, actor)).toMatchObject({ emailConfirmed: true });
    await expect(accounts.call(accountsRpc.confirmEmail, { token })).rejects.toMatchObject({ code: 'token_not_valid' });
  });

  it('finds a user by every spelling of its address, also one that was stored before addresses had keys', async () => {
    const { email } = await customer();
    const spelled = [...email]
      .map((letter) => (/[a-z]/.test(letter) ? String.fromCodePoint(letter.codePointAt(0)! + 0xfee0) : letter))
      .join('')
      .replace(/@.*/, `@${email.split('@')[1]}`);
    expect(await signIn(spelled)).toHaveProperty('accessToken');
    await accounts.call(accountsRpc.forgotPassword, { email: spelled });
    await eventually('the mail to the address as it is stored', async () =>
      (await mailsTo(email)).find((text) => text.includes('reset-password')),
    );
    await accounts.database.models.User!.updateOne({ email }, { $unset: { emailKey: 1 } });
    expect(await signIn(email.toUpperCase())).toHaveProperty('accessToken');
  });

  it('takes a token of odd letters or size for none of ours', async () => {
    const { email } = await customer();
    const { refreshToken } = await signIn(email);
    const [session, counter, signature] = refreshToken.split('.') as [string, string, string];
    for (const odd of [
      '\u00e0'.repeat(signature.length),
      `\u{1f600}${signature.slice(2)}`,
      '',
      signature + signature,
    ]) {
      await expect(refresh(`${session}.${counter}.${odd}`)).rejects.toMatchObject(ended);
      await expect(accounts.call(accountsRpc.confirmEmail, { token: `${session}.${odd}` })).rejects.toMatchObject({
        code: 'token_not_valid',
      });
    }
    expect(await refresh(refreshToken)).toHaveProperty('accessToken');
  });

  it('resets a password once, ends every session, and tells its owner', async () => {
    const { email } = await customer();
    const { refreshToken } = await signIn(email);
    await accounts.call(accountsRpc.forgotPassword, { email });
    const mail = await eventually('the mail', async () =>
      (await mailsTo(email)).find((text) => text.includes('reset-password')),
    );
    const token = tokenIn(mail);
    await accounts.call(accountsRpc.resetPassword, { token, password: 'another long password' });
    await expect(refresh(refreshToken)).rejects.toMatchObject(ended);
    await expect(signIn(email)).rejects.toMatchObject({ status: 401 });
    expect(await signIn(email, 'another long password')).toHaveProperty('accessToken');
    await expect(
      accounts.call(accountsRpc.resetPassword, { token, password: 'a third long password' }),
    ).rejects.toMatchObject({ code: 'token_not_valid' });
    await eventually('the notice', async () => (await mailsTo(email)).some((text) => text.includes('was changed')));
  });

  it('answers the same for a forgotten password of nobody, and has done the same by then: whose address it is, is found out afterwards', async () => {
    const [nobody, { email }] = ['nobody@example.it', await customer()];
    const answers = [];
    for (const each of [nobody, email]) {
      answers.push(await accounts.call(accountsRpc.forgotPassword, { email: each }));
      expect(await accounts.sent(passwordResetAsked, derivedId('rst', emailKey(each)))).toEqual({ email: each });
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it('mails one account a few links an hour, however often its password is forgotten', async () => {
    const { email } = await customer();
    const mails = () => accounts.database.models.Email!.countDocuments({ template: 'resetPassword', to: email });
    const forgot = async (times: number): Promise<void> => {
      const inbox = accounts.database.collection('inbox');
      const before = await inbox.countDocuments();
      for (let time = 0; time < times; time++) await accounts.call(accountsRpc.forgotPassword, { email });
      await eventually('all to be handled', async () => (await inbox.countDocuments()) >= before + times);
    };
    await forgot(5);
    expect(await mails()).toBe(3);
    accounts.clock.moveTo(new Date(accounts.clock.now().getTime() + 60 * 60_000));
    await forgot(1);
    expect(await mails()).toBe(4);
  });

  it('refuses a password that is easy to guess, and the link goes on working for a better one', async () => {
    const { email } = await customer();
    await accounts.call(accountsRpc.forgotPassword, { email });
    const token = tokenIn(
      await eventually('the mail', async () => (await mailsTo(email)).find((text) => text.includes('reset-password'))),
    );
    for (const password of ['123456789012', email, 'Mario Rossi 1980']) {
      await expect(accounts.call(accountsRpc.resetPassword, { token, password })).rejects.toMatchObject({
        code: 'invalid_input',
        details: { fields: [{ field: 'password' }] },
      });
    }
    await accounts.call(accountsRpc.resetPassword, { token, password: 'another long password' });
    await expect(accounts.call(accountsRpc.register, mario({ password: 'Password1234!' }))).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ field: 'password' }] },
    });
  });

  it('case 4: a forgotten password that is sent again with its Idempotency-Key sends one mail', async () => {
    const { email } = await customer();
    const resets = async () => (await mailsTo(email)).filter((text) => text.includes('reset-password')).length;
    for (let attempt = 0; attempt < 2; attempt++)
      await accounts.call(accountsRpc.forgotPassword, { email }, { idempotencyKey: `forgot ${email}` });
    await accounts.call(accountsRpc.forgotPassword, { email });
    await eventually('the mails', async () => (await resets()) >= 2);
    expect(await accounts.database.models.Email!.countDocuments({ template: 'resetPassword', to: email })).toBe(2);
  });

  it('lets a reset token expire', async () => {
    const { email } = await customer();
    await accounts.call(accountsRpc.forgotPassword, { email });
    const mail = await eventually('the mail', async () =>
      (await mailsTo(email)).find((text) => text.includes('reset-password')),
    );
    accounts.clock.moveTo(new Date(accounts.clock.now().getTime() + 61 * 60_000));
    await expect(
      accounts.call(accountsRpc.resetPassword, { token: tokenIn(mail), password: 'another long password' }),
    ).rejects.toMatchObject({ code: 'token_not_valid', status: 410 });
  });

  it('makes the first administrator at start, once, whatever its password is later', async () => {
    const again = await runService({
      service: 'accounts',
      module: AccountsModule,
      config: accounts.config,
      clock: accounts.clock,
    });
    await again.close();
    expect(await accounts.database.models.User!.countDocuments({ email: ADMIN.email })).toBe(1);
    expect(await signIn(ADMIN.email, ADMIN.password)).toHaveProperty('accessToken');
  });
});
