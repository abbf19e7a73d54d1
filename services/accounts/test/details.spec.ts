import { accountsRpc } from '#libs/api/accounts/accounts.js';
import { accountsDetailsRpc, detailsCorrected, type Details } from '#libs/api/accounts/details.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { newId } from '#libs/platform/ids.js';
import { Peer } from '#libs/testing/peer.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { acme, mailsTo, mario, pay, startAccounts, willingBilling, willingNumbers } from './environment.js';

const MOVED: Details = { address: { street: 'Corso  Italia 7', cap: '10121', city: 'Torino', province: 'TO' } };

describe('R29: what a customer corrects without a voltura', () => {
  const agent: Actor = { kind: 'staff', id: newId('usr'), roles: ['agent'] };
  let accounts: ServiceUnderTest;
  let peers: Peer[];
  beforeAll(async () => {
    accounts = await startAccounts();
    peers = await Promise.all([
      Peer.start(accounts, 'numbers', willingNumbers()),
      Peer.start(accounts, 'billing', willingBilling()),
    ]);
  });
  afterAll(async () => {
    await Promise.all(peers.map((peer) => peer.stop()));
    await accounts.stop();
  });

  async function registered(
    request = mario(),
  ): Promise<{ email: string; contractId: string; actor: Actor & { customerId: string } }> {
    const { contract } = await accounts.call(accountsRpc.register, request);
    return {
      email: request.email,
      contractId: contract.id,
      actor: { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: contract.customerId },
    };
  }
  const correct = (details: Details, actor: Actor, idempotencyKey?: string) =>
    accounts.call(accountsDetailsRpc.correct, details, { actor, idempotencyKey });

  it('an address, on the customer and its contracts, with who, when, before and after; the same again changes nothing', async () => {
    const { contractId, actor, email } = await registered();
    const [one] = await Promise.all([correct(MOVED, actor, 'key'), correct(MOVED, actor, 'key')]);
    const again = await correct(MOVED, actor);
    const street = 'Corso Italia 7';
    expect([one.identity, again.identity]).toMatchObject(
      Array(2).fill({ givenName: 'Mario', address: { street, province: 'TO' } }),
    );
    expect(again.changes).toEqual([
      {
        at: expect.any(String),
        byKind: 'customer',
        by: actor.id,
        before: { address: expect.objectContaining({ street: 'Via Roma 1' }) },
        after: { address: expect.objectContaining({ street }) },
      },
    ]);
    expect((await accounts.call(accountsRpc.getContract, { contractId }, actor)).holder).toMatchObject({
      codiceFiscale: 'RSSMRA80A01F205X',
      address: { street },
    });
    expect(await accounts.sent(detailsCorrected, actor.customerId)).toMatchObject({ holder: { address: { street } } });
    await eventually('the mail', async () =>
      (await mailsTo(email)).some((mail) => mail.includes('updated') || mail.includes('aggiornati')),
    );
  });

  it('PEC and codice destinatario of a company, whole: what is left out is gone', async () => {
    const { contractId, actor } = await registered(acme());
    const { address } = acme().holder;
    expect((await correct({ address, codiceDestinatario: 'xyz9876' }, actor)).identity).toMatchObject({
      codiceDestinatario: 'XYZ9876',
    });
    const { holder } = await accounts.call(accountsRpc.getContract, { contractId }, actor);
    expect([holder.codiceDestinatario, holder.pec]).toEqual(['XYZ9876', undefined]);
  });

  it('what is wrong is refused with its field, and nothing changes', async () => {
    const { actor } = await registered();
    await expect(correct({ address: { ...MOVED.address, province: 'MI' } }, actor)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ field: 'address.cap' }] },
    });
    await expect(correct({ ...MOVED, codiceDestinatario: 'ABC1234' }, actor)).rejects.toMatchObject({
      details: { fields: [{ field: 'codiceDestinatario' }] },
    });
    expect((await accounts.call(accountsDetailsRpc.get, {}, actor)).changes).toEqual([]);
  });

  it('staff correct them with a reason, which is kept; nobody else does', async () => {
    const { actor, contractId } = await registered();
    const { customerId } = actor;
    const { changes } = await accounts.call(
      accountsDetailsRpc.correctFor,
      { ...MOVED, customerId, reason: 'Told on the phone' },
      agent,
    );
    expect(changes).toMatchObject([{ byKind: 'staff', by: agent.id, reason: 'Told on the phone' }]);
    const { actor: other } = await registered();
    await expect(accounts.call(accountsDetailsRpc.ofCustomer, { customerId }, other)).rejects.toMatchObject({
      status: 403,
    });
    await expect(
      accounts.call(accountsDetailsRpc.correctFor, { ...MOVED, customerId: newId('cus'), reason: 'Nobody' }, agent),
    ).rejects.toMatchObject({ status: 404 });
    expect(contractId).toBeDefined();
  });

  it('while a contract changes hands it waits, and a contract that has ended keeps what it had', async () => {
    const { actor, contractId } = await registered();
    await pay(accounts, contractId, actor.customerId);
    await eventually(
      'the contract to be active',
      async () => (await accounts.call(accountsRpc.getContract, { contractId })).state === 'active',
    );
    const contracts = accounts.database.collection<{ _id: string }>('contracts');
    await contracts.updateOne({ _id: contractId }, { $set: { process: { sagaId: newId('vol'), kind: 'voltura' } } });
    await expect(correct(MOVED, actor)).rejects.toMatchObject({ code: 'contract_busy' });
    await contracts.updateOne({ _id: contractId }, { $set: { state: 'cancelled' }, $unset: { process: 1 } });
    await correct(MOVED, actor);
    expect((await accounts.call(accountsRpc.getContract, { contractId }, actor)).holder.address.street).toBe(
      'Via Roma 1',
    );
  });
});
