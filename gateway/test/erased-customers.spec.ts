import { accountsDataRightsRpc, erasureMoved, type ErasureMoved } from '#libs/api/accounts/data-rights.js';
import { newId } from '#libs/platform/ids.js';
import { eventually } from '#libs/testing/wait.js';
import { GatewayUnderTest } from './support/gateway.js';

const SOON = new Date(Date.now() + 600_000).toISOString();

describe('R29: the token of a customer whose data is erased', () => {
  let gateway: GatewayUnderTest;
  const before: ErasureMoved = { customerId: newId('cus'), state: 'completed', tokensUntil: SOON };
  beforeAll(async () => {
    gateway = await GatewayUnderTest.start();
    await gateway.answer(accountsDataRightsRpc.erasuresNow, () => ({ items: [before] }));
    await gateway.serveAll();
  });
  afterAll(() => gateway.stop());

  /** What a customer gets who reads, begins something, and asks for the erasure: 404 is a service that was asked. */
  const outcomes = async (customerId: string): Promise<(string | number)[]> => {
    const { authorization } = await gateway.customer(customerId);
    const answers = await Promise.all([
      gateway.http.get('/v1/contracts').set({ authorization }),
      gateway.http.post('/v1/data-exports').set({ authorization }),
      gateway.http.get(`/v1/erasures/${newId('ers')}`).set({ authorization }),
      gateway.http.post('/v1/erasures').set({ authorization }),
    ]);
    return answers.map(({ status, body }) => (status === 404 ? 404 : `${status} ${body.code}`));
  };
  const becomes = async (moved: ErasureMoved, wanted: (string | number)[]): Promise<void> => {
    await gateway.publish(erasureMoved, moved.customerId, moved);
    await eventually(
      `it to be ${moved.state}`,
      async () => String(await outcomes(moved.customerId)) === String(wanted),
    );
  };

  it('begins nothing while it lasts, everything again if it was refused, and opens nothing but its result in the end', async () => {
    const customerId = newId('cus');
    await becomes({ customerId, state: 'in_progress' }, [404, '409 erasure_under_way', 404, 404]);
    await becomes({ customerId, state: 'refused' }, [404, 404, 404, 404]);
    await becomes({ customerId, state: 'completed', tokensUntil: SOON }, [
      '401 data_erased',
      '401 data_erased',
      404,
      404,
    ]);
    expect(await outcomes(newId('cus'))).toEqual([404, 404, 404, 404]);
  });

  it('is refused by a gateway too that was not there to hear of it', () =>
    eventually(
      'accounts to have been asked',
      async () => (await outcomes(before.customerId))[0] === '401 data_erased',
    ));
});
