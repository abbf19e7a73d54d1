import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { servicesChanged, type ServicesChanged } from '#libs/api/billing/changes.js';
import { billingRpc } from '#libs/api/billing/billing.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingPaymentsRpc } from '#libs/api/billing/payments.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import type { Account } from '../src/account/account.schema.js';
import { servicesMessage } from '../src/account/services-message.text.js';
import { BillingModule } from '../src/billing.module.js';
import { ProvisioningService } from '../src/switch/provisioning.service.js';
import { Books, HOLDER, operator, PERSON } from './support.js';

const SECRET = 'a shared secret of the softswitch';

describe('provisioning by webhook', () => {
  let billing: ServiceUnderTest;
  let books: Books;
  let server: Server;
  let failures = 0;
  const received: { path: string; body: ServicesChanged; signed: boolean }[] = [];

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      const [, seconds, given] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(String(request.headers['openvoip-signature']))!;
      const signed = createHmac('sha256', SECRET).update(`${seconds}.${text}`).digest('hex') === given;
      if (failures-- > 0) return void response.writeHead(503).end();
      received.push({ path: `${request.method} ${request.url}`, body: JSON.parse(text) as ServicesChanged, signed });
      response.writeHead(204).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    process.env.PROVISIONING_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/switch/`;
    process.env.PROVISIONING_SECRET = SECRET;
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z');
    books = new Books(billing);
  });
  afterAll(async () => {
    delete process.env.PROVISIONING_URL;
    delete process.env.PROVISIONING_SECRET;
    await billing.stop();
    server.close();
  });

  const tell = (account: Account, servicesVersion: number) =>
    billing.publish(
      servicesChanged,
      account._id,
      servicesMessage({ ...account, servicesVersion }, 'upgrade', billing.clock.now()),
    );
  const last = ({ _id }: Pick<Account, '_id'>): ServicesChanged | undefined =>
    received.findLast(({ body }) => body.contractId === _id)?.body;
  const versions = (account: Account): number[] =>
    received.filter(({ body }) => body.contractId === account._id).map(({ body }) => body.servicesVersion);

  it('puts the whole state of a contract, signed, until it is acknowledged', async () => {
    const of = await books.active();
    failures = 1;
    await tell(of, 3);
    await eventually('the second attempt', () => versions(of).length === 1);
    expect(received.at(-1)).toMatchObject({
      path: `PUT /switch/contracts/${of._id}`,
      signed: true,
      body: { servicesVersion: 3, services: of.services },
    });
    await eventually(
      'the acknowledgement',
      async () => (await billing.get(ProvisioningService).status()).pending === 0,
    );
  });

  it('never goes back to an older state, however late or often it is told', async () => {
    const of = await books.active();
    for (const version of [2, 2, 1]) await tell(of, version);
    await eventually('the newest state', () => versions(of).length === 1);
    const last = await books.active();
    await tell(last, 1);
    await eventually('the last one', () => versions(last).length === 1);
    expect(versions(of)).toEqual([2]);
  });

  it('R7: suspends outgoing calls for a debt, and lets them go on once it is paid', async () => {
    const of = await books.active({ servicesVersion: 1 });
    const suspended = {
      ...of,
      balanceCents: -100,
      debtSince: billing.clock.now(),
      suspendedAt: billing.clock.now(),
      servicesVersion: 2,
    };
    await books.accounts.updateOne(
      { _id: of._id },
      { $set: { suspendedAt: suspended.suspendedAt, servicesVersion: 2 } },
    );
    await tell(suspended, 2);
    await eventually('the suspension', () => last(of)?.outgoingSuspended === true);
    await books.topUp(of._id, 100);
    await eventually('the resumption', () => last(of)?.outgoingSuspended === false);
  });

  it('R3: takes everything away when the activation is taken back, since no number could be assigned', async () => {
    const contractId = newId('con');
    const account = {
      contractId,
      customerId: newId('cus'),
      contractNumber: 'C00009002',
      number: '+390212345679',
      services: [],
      holder: HOLDER,
      identity: PERSON,
    };
    await billing.call(billingRpc.openAccount, account);
    await billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { contractId, amountCents: 500, bankReference: newId('bnk'), receivedOn: '2026-11-21' },
      operator,
    );
    await eventually('its services', () => last({ _id: contractId })?.numbers.length === 1);
    await billing.call(billingLifecycleRpc.reverseActivation, { contractId });
    await eventually('nothing to be provided', () => last({ _id: contractId })?.numbers.length === 0);
    expect(last({ _id: contractId })).toMatchObject({ reason: 'termination', services: [] });
  });

  it('tells every contract again when it is reconciled, and of those that have ended that there is nothing to provide', async () => {
    const of = await books.active({ servicesVersion: 5 });
    const ended = await books.active({ state: 'closed', activatedAt: new Date('2026-10-01'), servicesVersion: 9 });
    await books.active({ state: 'closed' });
    await tell(of, 5);
    await eventually('the first time', () => versions(of).length === 1);
    expect(await billing.get(ProvisioningService).reconcile()).toBe(
      await books.accounts.countDocuments({ $or: [{ state: 'active' }, { activatedAt: { $exists: true } }] }),
    );
    await eventually('the second time', () => versions(of).length === 2);
    await eventually('the end', () => versions(ended).length === 1);
    expect(last(ended)).toMatchObject({ numbers: [], services: [] });
  });
});
