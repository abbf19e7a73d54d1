import { accountsRpc, type TokenPair } from '#libs/api/accounts/accounts.js';
import { accountsSessionsRpc } from '#libs/api/accounts/sessions.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { Peer } from '#libs/testing/peer.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { mario, startAccounts, willingBilling, willingNumbers } from './environment.js';

const PASSWORD = 'una password lunga';

describe('where somebody is signed in', () => {
  let accounts: ServiceUnderTest;
  let peers: Peer[];
  beforeAll(async () => {
    accounts = await startAccounts();
    peers = [
      await Peer.start(accounts, 'numbers', willingNumbers()),
      await Peer.start(accounts, 'billing', willingBilling()),
    ];
  });
  afterAll(async () => {
    await Promise.all(peers.map((peer) => peer.stop()));
    await accounts.stop();
  });

  async function someone(): Promise<{ actor: Actor; signIn: (device?: string) => Promise<TokenPair> }> {
    const request = mario();
    const { contract } = await accounts.call(accountsRpc.register, request);
    const user = await accounts.database.models.User!.findOne({ email: request.email }).lean<{ _id: string }>();
    return {
      actor: { kind: 'customer', id: user!._id, roles: ['customer'], customerId: contract.customerId },
      signIn: (device) => accounts.call(accountsRpc.signIn, { email: request.email, password: PASSWORD, device }),
    };
  }
  const refresh = ({ refreshToken }: TokenPair): Promise<TokenPair> =>
    accounts.call(accountsRpc.refresh, { refreshToken });
  const idOf = ({ refreshToken }: TokenPair): string => refreshToken.split('.')[0]!;
  const ended = { code: 'session_ended', status: 401 };

  it('is listed, the last used first, with the device', async () => {
    const { actor, signIn } = await someone();
    const [phone, desk] = [await signIn('Phone'), await signIn()];
    await refresh(phone);
    const { items } = await accounts.call(accountsSessionsRpc.list, {}, actor);
    expect(items.map(({ id, device, lastUsedAt }) => [id, device, lastUsedAt !== undefined])).toEqual([
      [idOf(phone), 'Phone', true],
      [idOf(desk), undefined, false],
    ]);
  });

  it('one is ended and the other goes on; once more does no harm', async () => {
    const { actor, signIn } = await someone();
    const [lost, kept] = [await signIn('Lost'), await signIn('Kept')];
    for (let time = 0; time < 2; time++) await accounts.call(accountsSessionsRpc.end, { sessionId: idOf(lost) }, actor);
    await expect(refresh(lost)).rejects.toMatchObject(ended);
    expect((await accounts.call(accountsSessionsRpc.list, {}, actor)).items.map(({ id }) => id)).toEqual([idOf(kept)]);
    expect(await refresh(kept)).toHaveProperty('accessToken');
  });

  it('all are ended, and nobody else’s', async () => {
    const [{ actor, signIn }, other] = [await someone(), await someone()];
    const [one, two, foreign] = [await signIn(), await signIn(), await other.signIn()];
    await expect(accounts.call(accountsSessionsRpc.end, { sessionId: idOf(foreign) }, actor)).rejects.toMatchObject({
      code: 'not_found',
      status: 404,
    });
    await accounts.call(accountsSessionsRpc.endAll, {}, actor);
    for (const each of [one, two]) await expect(refresh(each)).rejects.toMatchObject(ended);
    expect(await refresh(foreign)).toHaveProperty('accessToken');
    expect((await accounts.call(accountsSessionsRpc.list, {}, actor)).items).toEqual([]);
  });
});
