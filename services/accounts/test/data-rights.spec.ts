import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { accountsRpc } from '#libs/api/accounts/accounts.js';
import {
  accountsDataRightsRpc,
  erasureMoved,
  type DataExportView,
  type ErasureView,
} from '#libs/api/accounts/data-rights.js';
import { accountsDetailsRpc } from '#libs/api/accounts/details.js';
import { accountsEndingsRpc } from '#libs/api/accounts/endings.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { numbersLifecycleRpc } from '#libs/api/numbers/lifecycle.js';
import {
  billingPersonalDataRpc,
  numbersPersonalDataRpc,
  ticketsPersonalDataRpc,
  type Obstacle,
  type PersonalDataPage,
} from '#libs/api/kernel/personal-data.js';
import { SagaRunner } from '#libs/messaging/saga-runner.js';
import { newId } from '#libs/platform/ids.js';
import { Peer, type Answer } from '#libs/testing/peer.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { mailsTo, mario, pay, startAccounts, willingBilling, willingNumbers } from './environment.js';

const START = new Date('2027-04-01T10:00:00Z');
const staff: Actor = { kind: 'staff', id: newId('usr'), roles: ['supervisor'] };
const REASON = 'Asked by registered letter';
const done = { done: 'yes' };

describe('R29: a copy of one’s data, and its erasure', () => {
  let accounts: ServiceUnderTest;
  let billing: Peer;
  let peers: Peer[];
  const world = { readsLeft: Infinity, obstacles: [] as Obstacle[], down: false, until: '2037-04-01' };
  const nothing = { items: [] };
  const page = (n: number, nextCursor?: string): PersonalDataPage => ({
    part: { name: 'movements.json', kind: 'rows', content: JSON.stringify([{ n }]) },
    ...(nextCursor ? { nextCursor } : {}),
  });
  const read = ({ cursor }: { cursor?: string }): PersonalDataPage => {
    if (world.readsLeft-- <= 0) throw new Error('killed');
    return cursor === undefined
      ? page(1, 'two')
      : cursor === 'two'
        ? page(2, 'three')
        : { part: { name: 'invoices/1.pdf', kind: 'file', content: Buffer.from('%PDF').toString('base64') } };
  };
  const erasing = (rpc: typeof billingPersonalDataRpc): Answer[] => [
    [rpc.obstacles, () => (rpc === billingPersonalDataRpc ? { items: world.obstacles } : nothing)],
    [
      rpc.erase,
      () => {
        if (world.down) throw new Error('the database blinked');
        return rpc === billingPersonalDataRpc
          ? { erased: [{ what: 'quotes', count: 1 }], kept: [{ what: 'invoices', count: 2, until: world.until }] }
          : { erased: [], kept: [] };
      },
    ],
  ];
  beforeAll(async () => {
    accounts = await startAccounts({}, START.toISOString());
    billing = await Peer.start(
      accounts,
      'billing',
      willingBilling([
        [billingLifecycleRpc.balance, ({ contractId }) => ({ contractId, balanceCents: 0, debtCents: 0 })],
        [billingLifecycleRpc.scheduleEnd, () => done],
        [billingLifecycleRpc.terminate, () => ({ refundCents: 0 })],
        [billingPersonalDataRpc.read, read],
        ...erasing(billingPersonalDataRpc),
      ]),
    );
    peers = [
      billing,
      await Peer.start(
        accounts,
        'numbers',
        willingNumbers([
          [numbersLifecycleRpc.cancelPendingPorts, () => done],
          [numbersLifecycleRpc.quarantine, () => ({ ...done, portable: [] })],
          [numbersPersonalDataRpc.read, () => ({})],
          ...erasing(numbersPersonalDataRpc),
        ]),
      ),
      await Peer.start(accounts, 'tickets', [
        [ticketsPersonalDataRpc.read, () => ({})],
        ...erasing(ticketsPersonalDataRpc),
      ]),
    ];
  });
  afterAll(async () => {
    await Promise.all(peers.map((peer) => peer.stop()));
    await accounts.stop();
  });
  beforeEach(() => {
    accounts.clock.moveTo(START);
    Object.assign(world, { readsLeft: Infinity, obstacles: [], down: false, until: '2037-04-01' });
  });

  interface Someone {
    email: string;
    contractId: string;
    actor: Actor & { customerId: string };
  }
  async function active(): Promise<Someone> {
    const request = mario();
    const { contract } = await accounts.call(accountsRpc.register, request);
    await pay(accounts, contract.id, contract.customerId);
    await eventually(
      'the contract to be active',
      async () => (await accounts.call(accountsRpc.getContract, { contractId: contract.id })).state === 'active',
    );
    return {
      email: request.email,
      contractId: contract.id,
      actor: { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: contract.customerId },
    };
  }
  async function ended(): Promise<Someone> {
    const someone = await active();
    await accounts.call(accountsEndingsRpc.requestCancellation, { contractId: someone.contractId }, someone.actor);
    await eventually(
      'the contract to be cancelled',
      async () =>
        (await accounts.call(accountsRpc.getContract, { contractId: someone.contractId })).state === 'cancelled',
    );
    return someone;
  }
  const ask = (actor: Actor, idempotencyKey?: string): Promise<DataExportView> =>
    accounts.call(accountsDataRightsRpc.requestExport, {}, { actor, idempotencyKey });
  const get = (exportId: string, actor: Actor): Promise<DataExportView> =>
    accounts.call(accountsDataRightsRpc.getExport, { exportId }, actor);
  const ready = (exportId: string, actor: Actor) =>
    eventually('the export to be ready', async () => (await get(exportId, actor)).state === 'ready', 30_000);
  async function archive(exportId: string, actor: Actor): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let index = 0, more = true; more; index++) {
      const piece = await accounts.call(accountsDataRightsRpc.readExport, { exportId, index }, actor);
      pieces.push(Buffer.from(piece.content, 'base64'));
      more = piece.more;
    }
    return Buffer.concat(pieces);
  }
  const counted = (collection: string, filter: object): Promise<number> =>
    accounts.database.collection(collection).countDocuments(filter);

  describe('a copy', () => {
    it('holds what every service gave, without secrets, and is told by mail', async () => {
      const { actor, email, contractId } = await active();
      const { id } = await ask(actor);
      await ready(id, actor);
      const bytes = await archive(id, actor);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe((await get(id, actor)).sha256);
      const files = unzipSync(bytes);
      const json = (name: string): any => JSON.parse(strFromU8(files[name]!));
      expect(json('accounts/customer.json')).toMatchObject([
        { _id: actor.customerId, identity: { codiceFiscale: 'RSSMRA80A01F205X' } },
      ]);
      expect(json('accounts/contracts.json')).toMatchObject([{ id: contractId, terms: [{ version: '2026-1' }] }]);
      expect(json('accounts/sign-ins.json')[0]).not.toHaveProperty('passwordHash');
      expect(json('billing/movements.json')).toEqual([{ n: 1 }, { n: 2 }]);
      expect(strFromU8(files['billing/invoices/1.pdf']!)).toBe('%PDF');
      expect(await counted('data_export_parts', { exportId: id })).toBe(0);
      await eventually('the mail', async () =>
        (await mailsTo(email)).some((mail) => mail.includes('copia') || mail.includes('copy of')),
      );
    });

    it('goes on where it was when its process dies, and reads no page twice', async () => {
      const { actor } = await active();
      world.readsLeft = 2;
      const before = billing.requests(billingPersonalDataRpc.read).length;
      const { id } = await ask(actor);
      await eventually('the reading to fail', () => world.readsLeft < 0);
      expect((await get(id, actor)).state).toBe('preparing');
      await expect(archive(id, actor)).rejects.toMatchObject({ code: 'export_not_ready' });
      world.readsLeft = Infinity;
      await accounts.get(SagaRunner).resume(id);
      await ready(id, actor);
      const cursors = billing
        .requests(billingPersonalDataRpc.read)
        .slice(before)
        .map(({ cursor }) => cursor);
      expect(cursors.filter((cursor) => cursor !== 'three')).toEqual([undefined, 'two']);
      expect(JSON.parse(strFromU8(unzipSync(await archive(id, actor))['billing/movements.json']!))).toEqual([
        { n: 1 },
        { n: 2 },
      ]);
    });

    it('asked for twice is one, and only so many lie ready', async () => {
      const { actor } = await active();
      const [one, two] = await Promise.all([ask(actor, 'key'), ask(actor, 'key')]);
      expect(two.id).toBe(one.id);
      await ready(one.id, actor);
      for (let more = 0; more < 2; more++) await ready((await ask(actor)).id, actor);
      await expect(ask(actor)).rejects.toMatchObject({ code: 'too_many_exports', status: 409 });
      expect((await ask(actor, 'key')).id).toBe(one.id);
    });

    it('can be fetched until its days are over, and is removed then', async () => {
      const { actor } = await active();
      const { id } = await ask(actor);
      await ready(id, actor);
      accounts.clock.moveTo(new Date(START.getTime() + 7 * 86_400_000 + 60_000));
      await expect(archive(id, actor)).rejects.toMatchObject({ code: 'export_expired', status: 410 });
      await eventually(
        'it to be removed',
        async () =>
          (await get(id, actor)).state === 'expired' && (await counted('data_export_pieces', { exportId: id })) === 0,
      );
    });

    it('staff ask for it on behalf, with a reason, and only its customer reads it', async () => {
      const { actor } = await active();
      const { actor: other } = await active();
      const { id } = await accounts.call(
        accountsDataRightsRpc.requestExportFor,
        { customerId: actor.customerId, reason: REASON },
        staff,
      );
      await ready(id, actor);
      expect(await get(id, staff)).toMatchObject({ requestedByKind: 'staff', reason: REASON });
      await expect(archive(id, staff)).rejects.toMatchObject({ status: 404 });
      await expect(get(id, other)).rejects.toMatchObject({ status: 404 });
      await expect(
        accounts.call(accountsDataRightsRpc.requestExportFor, { customerId: actor.customerId, reason: REASON }, other),
      ).rejects.toMatchObject({ status: 403 });
    });
  });

  describe('an erasure', () => {
    const erase = (actor: Actor, idempotencyKey?: string): Promise<ErasureView> =>
      accounts.call(accountsDataRightsRpc.requestErasure, {}, { actor, idempotencyKey });
    const seen = async (customerId: string): Promise<ErasureView> =>
      (await accounts.call(accountsDataRightsRpc.listErasuresOf, { customerId }, staff)).items[0]!;
    const completed = (customerId: string) =>
      eventually('the erasure to be completed', async () => (await seen(customerId)).state === 'completed', 30_000);

    it('is refused with what stands in the way, and nothing has gone', async () => {
      const { actor, contractId } = await active();
      world.obstacles = [{ code: 'credit_left', about: contractId }];
      await expect(erase(actor)).rejects.toMatchObject({
        code: 'erasure_blocked',
        status: 409,
        details: {
          obstacles: [
            { code: 'contract_active', about: contractId },
            { code: 'credit_left', about: contractId },
          ],
        },
      });
      expect(await seen(actor.customerId)).toMatchObject({
        state: 'refused',
        obstacles: [{ code: 'contract_active' }, { code: 'credit_left' }],
        erased: [],
      });
      expect(await counted('users', { customerId: actor.customerId })).toBe(1);
    });

    it('removes sign-in, mails and sessions, says what is kept, why and until when, and tells the customer last', async () => {
      const { actor, email, contractId } = await ended();
      const { customerId } = actor;
      await eventually(
        'the mails to be sent',
        async () => (await counted('emails', { customerId, state: 'sent' })) >= 2,
      );
      // As a contract is that is older than the memory of its former holders.
      await accounts.database
        .collection('contracts')
        .updateOne({ _id: contractId as never }, { $unset: { formerHolders: 1 } });
      await erase(actor);
      await completed(customerId);
      const view = await seen(customerId);
      expect(view.erased.map(({ what }) => what)).toEqual(expect.arrayContaining(['quotes', 'emails', 'sign_ins']));
      expect(view.kept).toMatchObject([
        { what: 'invoices', count: 2, until: '2037-04-01', basis: expect.stringContaining('2220') },
        { what: 'contracts', count: 1, until: '2037-04-02' },
      ]);
      expect(view.nextDueOn).toBe('2037-04-01');
      expect([
        await counted('users', { customerId }),
        await counted('emails', { customerId }),
        await counted('contracts', { _id: contractId as never }),
      ]).toEqual([0, 1, 1]);
      await eventually('the last mail', async () =>
        (await mailsTo(email)).some((mail) => mail.includes('cancellati') || mail.includes('was erased')),
      );
      await expect(accounts.call(accountsRpc.signIn, { email, password: 'una password lunga' })).rejects.toMatchObject({
        status: 401,
      });
      // The address is free again, and whoever registers with it is another customer.
      expect((await accounts.call(accountsRpc.register, mario({ email }))).contract.customerId).not.toBe(customerId);
    });

    it('asked for twice is one; killed midway it goes on, and there is no way back', async () => {
      const { actor } = await ended();
      world.down = true;
      const { id } = await erase(actor, 'key');
      expect((await erase(actor, 'key')).id).toBe(id);
      expect((await erase(actor)).id).toBe(id);
      await expect(
        accounts.call(accountsRpc.openContract, { district: '02', services: [], termsAccepted: true }, actor),
      ).rejects.toMatchObject({ code: 'erasure_under_way' });
      await expect(ask(actor)).rejects.toMatchObject({ code: 'erasure_under_way' });
      const correction = { address: { ...mario().holder.address, street: 'Corso Italia 7' } };
      await expect(accounts.call(accountsDetailsRpc.correct, correction, actor)).rejects.toMatchObject({
        code: 'erasure_under_way',
      });
      const now = async (): Promise<string | undefined> =>
        (await accounts.call(accountsDataRightsRpc.erasuresNow, {})).items.find(
          ({ customerId }) => customerId === actor.customerId,
        )?.state;
      expect(await now()).toBe('in_progress');
      world.down = false;
      await accounts.get(SagaRunner).resume(id);
      await completed(actor.customerId);
      expect(await now()).toBe('completed');
      expect((await accounts.allSent(erasureMoved, actor.customerId)).map(({ state }) => state)).toEqual([
        'in_progress',
        'completed',
      ]);
      await expect(ask(actor)).rejects.toMatchObject({ code: 'erasure_under_way' });
    });

    it('leaves nothing of a copy that was being prepared when it came', async () => {
      const { actor } = await ended();
      world.readsLeft = 0;
      const { id } = await ask(actor);
      await eventually('the reading to fail', () => world.readsLeft < 0);
      await erase(actor);
      await completed(actor.customerId);
      world.readsLeft = Infinity;
      await accounts.get(SagaRunner).resume(id);
      await eventually(
        'the copy to be over',
        async () => (await counted('sagas', { _id: id as never, state: 'completed' })) === 1,
      );
      expect([
        await counted('data_exports', { _id: id as never }),
        await counted('data_export_parts', { exportId: id }),
        await counted('data_export_pieces', { exportId: id }),
      ]).toEqual([0, 0, 0]);
    });

    it('takes nothing, and a copy tells nothing, of what another did with a contract that it had before', async () => {
      const [former, holder] = [await ended(), await ended()];
      await accounts.database
        .collection('contracts')
        .updateOne(
          { _id: holder.contractId as never },
          { $set: { formerHolders: [{ customerId: former.actor.customerId, holder: mario().holder, until: START }] } },
        );
      const { id } = await ask(former.actor);
      await ready(id, former.actor);
      const processes = strFromU8(unzipSync(await archive(id, former.actor))['accounts/processes.json']!);
      expect([processes.includes(former.contractId), processes.includes(holder.contractId)]).toEqual([true, false]);
      await erase(former.actor);
      await completed(former.actor.customerId);
      expect(
        await accounts.call(accountsEndingsRpc.getCancellation, { contractId: holder.contractId }, holder.actor),
      ).toMatchObject({ state: 'completed' });
    });

    it('what falls due later goes by itself, once, and in the end nothing is left', async () => {
      const { actor, contractId } = await ended();
      const { customerId } = actor;
      await erase(actor);
      await completed(customerId);
      world.until = '2037-06-01';
      accounts.clock.moveTo(new Date('2037-04-03T10:00:00Z'));
      await eventually(
        'the contract to go',
        async () => (await counted('contracts', { _id: contractId as never })) === 0,
      );
      await eventually('the next day to be noted', async () => (await seen(customerId)).nextDueOn === '2037-06-01');
      expect((await seen(customerId)).kept).toMatchObject([{ what: 'invoices' }]);
      expect([
        await counted('customers', { _id: customerId as never }),
        await counted('emails', { customerId }),
      ]).toEqual([0, 0]);
    });

    it('what another job has not removed by its day is looked for again on the next', async () => {
      const { actor } = await ended();
      world.until = '2037-04-05';
      await erase(actor);
      await completed(actor.customerId);
      const asked = (): number => billing.requests(billingPersonalDataRpc.erase).length;
      for (const day of ['2037-04-05', '2037-04-06']) {
        const before = asked();
        accounts.clock.moveTo(new Date(`${day}T10:00:00Z`));
        await eventually(`billing to be asked on ${day}`, () => asked() > before);
      }
    });

    it('a registration that was never paid goes at once, and the customer with it', async () => {
      const request = mario();
      const { contract } = await accounts.call(accountsRpc.register, request);
      accounts.clock.moveTo(new Date(START.getTime() + 80 * 3_600_000));
      await eventually(
        'it to lapse',
        async () => (await accounts.call(accountsRpc.getContract, { contractId: contract.id })).state === 'lapsed',
      );
      await erase({ kind: 'customer', id: newId('usr'), roles: ['customer'], customerId: contract.customerId });
      await completed(contract.customerId);
      expect([
        await counted('contracts', { _id: contract.id as never }),
        await counted('customers', { _id: contract.customerId as never }),
      ]).toEqual([0, 0]);
    });
  });
});
