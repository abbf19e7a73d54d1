import { numbersInventoryRpc } from '#libs/api/numbers/inventory.js';
import { numbersLifecycleRpc } from '#libs/api/numbers/lifecycle.js';
import { numbersPortInRpc, portInChanged, portInLate } from '#libs/api/numbers/port-in.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { EarlierPapers } from '../src/porting/earlier-papers.migration.js';
import { NumbersModule } from '../src/numbers.module.js';
import { COMPANY, details, Holders, PDF, type Someone } from './holders.js';

describe('what a port-in order is promised and whose its papers are', () => {
  let numbers: ServiceUnderTest;
  let people: Holders;
  let prefix = 600;
  beforeAll(async () => {
    numbers = await ServiceUnderTest.start('numbers', NumbersModule, '2026-11-02T09:00:00Z');
    people = new Holders(numbers);
    await numbers.call(numbersInventoryRpc.loadBlocks, { district: '02', from: '0255500000', count: 100 });
  });
  beforeEach(() => numbers.clock.moveTo(new Date('2026-11-02T09:00:00Z'))); // a Monday
  afterAll(() => numbers.stop());

  const one = (more: object = {}): object => ({ ranges: [{ from: `+39066${++prefix}000`, count: 1 }], ...more });
  const submitted = (who: Someone, more: object = {}) => people.submitted(who, '+390612345678', one(more));
  const lateOf = (portInId: string) => numbers.allSent(portInLate, portInId);

  it('R22: one number is promised in 3 working days, several in 10; four days late is told, once, and whether the whole operator changes', async () => {
    const [simple, complex] = [await people.active(), await people.active()];
    const { id, promisedOn } = await submitted(simple, { changeOfOperator: true });
    const many = await people.submitted(complex, '+390612345600');
    expect([promisedOn, many.promisedOn]).toEqual(['2026-11-05', '2026-11-16']);
    expect((await numbers.allSent(portInChanged, id)).at(-1)).toMatchObject({
      state: 'submitted',
      promisedOn: '2026-11-05',
    });
    await numbers.call(numbersPortInRpc.accept, { portInId: id, cutOverOn: '2026-11-09' });
    await numbers.call(numbersPortInRpc.accept, { portInId: many.id, cutOverOn: '2026-11-16' });
    await people.at('2026-11-09T09:00:00Z');
    for (let times = 0; times < 2; times++) await people.at('2026-11-16T09:00:00Z');
    expect((await people.order(id)).state).toBe('cut_over');
    expect(await lateOf(id)).toEqual([
      expect.objectContaining({
        contractId: simple.contractId,
        customerId: simple.customerId,
        promisedOn: '2026-11-05',
        endedOn: '2026-11-09',
        daysLate: 4,
        changeOfOperator: true,
      }),
    ]);
    expect([(await people.order(many.id)).state, await lateOf(many.id)]).toEqual(['cut_over', []]);
  });

  it('R22: days for which the customer was waited, or that it asked for, are not late', async () => {
    const [refused, moved] = [await people.active(), await people.active()];
    const wait = await submitted(refused);
    await numbers.call(numbersPortInRpc.reject, { portInId: wait.id, reason: 'holder_mismatch' });
    expect((await people.order(wait.id)).promisedOn).toBeUndefined();
    const later = await submitted(moved);
    await numbers.call(numbersPortInRpc.accept, { portInId: later.id, cutOverOn: '2026-11-05' });
    await numbers.call(numbersPortInRpc.move, { portInId: later.id, cutOverOn: '2026-11-20' }, moved.as);
    await people.at('2026-11-12T09:00:00Z');
    await numbers.call(numbersPortInRpc.amend, { portInId: wait.id, ...details('+390612345678', one()) }, refused.as);
    expect((await numbers.call(numbersPortInRpc.submit, { portInId: wait.id }, refused.as)).promisedOn).toBe(
      '2026-11-17',
    );
    await numbers.call(numbersPortInRpc.accept, { portInId: wait.id, cutOverOn: '2026-11-18' });
    await people.at('2026-11-18T09:00:00Z');
    await people.at('2026-11-20T09:00:00Z');
    expect(await lateOf(wait.id)).toMatchObject([{ daysLate: 1, promisedOn: '2026-11-17' }]);
    expect([(await people.order(later.id)).state, await lateOf(later.id)]).toEqual(['cut_over', []]);
  });

  it('R22: an order that the current operator never answers was late when it expires, and when the customer gives it up', async () => {
    const [patient, tired] = [await people.active(), await people.active()];
    const orders = [await submitted(patient), await submitted(tired)];
    await people.at('2026-11-10T09:00:00Z');
    await numbers.call(numbersPortInRpc.cancel, { portInId: orders[1]!.id }, tired.as);
    await people.at('2026-12-02T10:00:00Z');
    expect((await people.order(orders[0]!.id)).state).toBe('expired');
    expect([await lateOf(orders[0]!.id), await lateOf(orders[1]!.id)]).toMatchObject([
      [{ daysLate: 27, endedOn: '2026-12-02' }],
      [{ daysLate: 5, endedOn: '2026-11-10' }],
    ]);
    const draft = await numbers.call(
      numbersPortInRpc.request,
      { contractId: tired.contractId, ...details('+390612345678', one()) },
      tired.as,
    );
    await numbers.call(numbersPortInRpc.cancel, { portInId: draft.id }, tired.as);
    expect(await lateOf(draft.id)).toEqual([]);
  });

  const handOver = async ({ contractId }: Someone): Promise<{ customerId: string; as: Actor }> => {
    const customerId = newId('cus');
    await numbers.call(numbersLifecycleRpc.changeHolder, {
      contractId,
      customerId,
      holder: COMPANY,
      effectiveAt: numbers.clock.now().toISOString(),
    });
    return { customerId, as: { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId } };
  };

  it('case 13, R16: after a voltura the order goes on, and its papers stay with who gave them, and staff', async () => {
    const former = await people.active();
    const { id: portInId, numbers: wanted, documents, migrationCode, holder } = await submitted(former);
    await numbers.call(numbersPortInRpc.comment, { portInId, text: 'Il mio documento è scaduto ieri' }, former.as);
    const before = await people.order(portInId);
    const heir = await handOver(former);
    const seen = await numbers.call(numbersPortInRpc.get, { portInId }, heir.as);
    expect(seen).toMatchObject({
      state: 'submitted',
      numbers: wanted,
      customerId: heir.customerId,
      documents: [],
      comments: [],
    });
    expect(
      JSON.stringify([seen, await numbers.call(numbersPortInRpc.list, { contractId: former.contractId }, heir.as)]),
    ).not.toMatch(
      new RegExp(
        [
          migrationCode,
          holder!.taxCode,
          holder!.name,
          former.customerId,
          former.as.id,
          'scaduto',
          documents[0]!.sha256,
        ].join('|'),
      ),
    );
    for (const reader of [heir.as]) {
      await expect(
        numbers.call(numbersPortInRpc.getDocument, { portInId, documentId: documents[0]!.id }, reader),
      ).rejects.toMatchObject({ code: 'not_found' });
      await expect(numbers.call(numbersPortInRpc.letter, { portInId }, reader)).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    const own = await numbers.call(numbersPortInRpc.get, { portInId }, former.as);
    expect([own.migrationCode, own.holder, own.documents, own.comments, own.customerId]).toEqual([
      migrationCode,
      holder,
      documents,
      before.comments,
      former.customerId,
    ]);
    expect(JSON.stringify(own)).not.toContain(heir.customerId);
    expect(
      (await numbers.call(numbersPortInRpc.list, { contractId: former.contractId }, former.as)).items.map(
        ({ id }) => id,
      ),
    ).toEqual([portInId]);
    expect(
      Buffer.from(
        (await numbers.call(numbersPortInRpc.getDocument, { portInId, documentId: documents[0]!.id }, former.as))
          .content,
        'base64',
      ).toString(),
    ).toContain('%PDF');
    await numbers.call(numbersPortInRpc.letter, { portInId }, former.as);
    for (const act of [numbersPortInRpc.cancel, numbersPortInRpc.submit] as const)
      await expect(numbers.call(act, { portInId }, former.as)).rejects.toMatchObject({ code: 'not_found' });
    expect(await people.order(portInId)).toMatchObject({ migrationCode, holder, documents, comments: before.comments });
    await numbers.call(numbersPortInRpc.accept, { portInId, cutOverOn: '2026-11-05' });
    await people.at('2026-11-05T09:00:00Z');
    expect([
      (await numbers.call(numbersPortInRpc.get, { portInId }, heir.as)).state,
      await people.holderAt(wanted[0]!, '2026-11-05T10:00:00Z'),
    ]).toEqual(['cut_over', `Esempio S.r.l. of ${former.contractId}`]);
  });

  it('case 13: an order that changed hands before papers were told apart is sorted out at the next start', async () => {
    const former = await people.active();
    const { id: portInId } = await submitted(former);
    await people.at('2026-11-03T09:00:00Z');
    const heir = await handOver(former);
    await people.at('2026-11-03T10:00:00Z');
    await numbers.call(
      numbersPortInRpc.addDocument,
      { portInId, kind: 'identity', fileName: 'heir.pdf', content: PDF },
      heir.as,
    );
    const rows = numbers.database.collection<{ _id: string; documents: object[]; comments: object[] }>('port_ins');
    const { documents } = (await rows.findOne({ _id: portInId }))!;
    await rows.updateOne(
      { _id: portInId },
      {
        $set: { documents: documents.map((document) => ({ ...document, givenBy: undefined })) as object[] },
        $unset: { formerCustomers: 1, givenBy: 1 },
      },
      { ignoreUndefined: true },
    );
    expect((await numbers.call(numbersPortInRpc.get, { portInId }, heir.as)).migrationCode).toBeDefined();
    for (let times = 0; times < 2; times++) await numbers.get(EarlierPapers).onApplicationBootstrap();
    const [seen, own] = [
      await numbers.call(numbersPortInRpc.get, { portInId }, heir.as),
      await numbers.call(numbersPortInRpc.get, { portInId }, former.as),
    ];
    expect([
      seen.migrationCode,
      seen.documents.map(({ fileName }) => fileName),
      own.documents.map(({ fileName }) => fileName),
    ]).toEqual([undefined, ['heir.pdf'], ['firmato.pdf', 'firmato.pdf']]);
    expect(own.migrationCode).toBeDefined();
  });

  it('case 13: what the new holder gives for the order is the new holder’s, and not the former one’s; what staff add follows what was there', async () => {
    const former = await people.active();
    const { id: portInId } = await submitted(former);
    const heir = await handOver(former);
    await numbers.call(numbersPortInRpc.reject, { portInId, reason: 'documents_missing' });
    await numbers.call(numbersPortInRpc.addDocument, {
      portInId,
      kind: 'last_bill',
      fileName: 'staff.pdf',
      content: PDF,
    });
    await numbers.call(
      numbersPortInRpc.addDocument,
      { portInId, kind: 'identity', fileName: 'heir.pdf', content: PDF },
      heir.as,
    );
    expect(
      (await numbers.call(numbersPortInRpc.get, { portInId }, heir.as)).documents.map(({ fileName }) => fileName),
    ).toEqual(['heir.pdf']);
    expect(
      (await numbers.call(numbersPortInRpc.get, { portInId }, former.as)).documents.map(({ fileName }) => fileName),
    ).toEqual(['firmato.pdf', 'firmato.pdf', 'staff.pdf']);
    await numbers.call(
      numbersPortInRpc.amend,
      { portInId, ...details('+390612345678', one({ migrationCode: 'XYZ0612345678999Z', holder: COMPANY })) },
      heir.as,
    );
    expect((await numbers.call(numbersPortInRpc.get, { portInId }, heir.as)).migrationCode).toBe('XYZ0612345678999Z');
    expect((await numbers.call(numbersPortInRpc.get, { portInId }, former.as)).migrationCode).toBeUndefined();
    const third = await handOver(former);
    expect((await numbers.call(numbersPortInRpc.get, { portInId }, third.as)).documents).toEqual([]);
    expect(
      (await numbers.call(numbersPortInRpc.get, { portInId }, heir.as)).documents.map(({ fileName }) => fileName),
    ).toEqual(['heir.pdf']);
    expect((await people.order(portInId)).documents).toHaveLength(4);
  });
});
