import { districtRunsLow, numbersInventoryRpc } from '#libs/api/numbers/inventory.js';
import { numbersRpc } from '#libs/api/numbers/numbers.js';
import { newId } from '#libs/platform/ids.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { BlockFiller } from '../src/inventory/block-filler.service.js';
import { Blocks } from '../src/inventory/blocks.service.js';
import { RenamedDistricts } from '../src/inventory/renamed-districts.migration.js';
import { Sweeper } from '../src/sweeper/sweeper.worker.js';
import { NumbersModule } from '../src/numbers.module.js';

describe('the inventory', () => {
  let numbers: ServiceUnderTest;
  beforeAll(async () => (numbers = await ServiceUnderTest.start('numbers', NumbersModule)));
  afterAll(() => numbers.stop());
  const load = (district: string, from: string, count: number, idempotencyKey?: string) =>
    numbers.call(numbersInventoryRpc.loadBlocks, { district, from, count }, { idempotencyKey });
  const inStock = (district: string) => numbers.database.collection('numbers').countDocuments({ district });

  it('loads blocks, and splits what is larger or begins between two', async () => {
    const { items } = await load('010', '0105550900', 1_300);
    expect(items.map(({ from, size, state, loaded }) => [from, size, state, loaded])).toEqual([
      ['+390105550900', 100, 'ready', 100],
      ['+390105551000', 1_000, 'ready', 1_000],
      ['+390105552000', 100, 'ready', 100],
      ['+390105552100', 100, 'ready', 100],
    ]);
    expect(await inStock('010')).toBe(1_300);
  });

  it('refuses numbers that are there already and names the block; the same request again with its key is answered as before', async () => {
    const { items } = await load('051', '0515550000', 200, 'load-051');
    await expect(load('051', '0515550100', 100)).rejects.toMatchObject({
      code: 'block_overlap',
      status: 409,
      details: { blockId: items[1]!.id, from: '+390515550100' },
    });
    await expect(load('051', '0515550000', 1_000)).rejects.toMatchObject({ code: 'block_overlap' });
    expect((await load('051', '0515550000', 200, 'load-051')).items.map(({ id }) => id)).toEqual(
      items.map(({ id }) => id),
    );
  });

  it('two loads of the same numbers at once: one is refused', async () => {
    const answers = await Promise.allSettled([
      load('055', '0555550000', 300),
      load('055', '0555550000', 200),
      load('055', '0555550000', 400),
    ]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await inStock('055')).toBe(
      answers
        .flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.items : []))
        .reduce((sum, { size }) => sum + size, 0),
    );
  });

  it('refuses numbers of another district, that do not exist or that are no block', async () => {
    await expect(load('02', '0655500000', 100)).rejects.toMatchObject({ code: 'block_not_valid' });
    await expect(load('0131', '0132555000', 100)).rejects.toMatchObject({ code: 'block_not_valid' });
    await expect(load('02', '0255500050', 100)).rejects.toMatchObject({ code: 'block_not_valid' });
    await expect(load('02', '0255500000', 150)).rejects.toMatchObject({ code: 'block_not_valid' });
    await expect(load('0999', '0999500000', 100)).rejects.toMatchObject({ code: 'district_unknown' });
    await expect(load('013', '0131555000', 100)).rejects.toMatchObject({ code: 'district_unknown' });
    expect((await load('0131', '0131555000', 100)).items).toMatchObject([{ from: '+390131555000' }]);
    expect((await load('0481', '0481555000', 100)).items).toMatchObject([{ from: '+390481555000' }]);
  });

  it('San Marino is no district: nothing of it is loaded or chosen, not even what was loaded before', async () => {
    await numbers.database
      .collection<{ _id: string }>('numbers')
      .insertOne({ _id: '+390549555000', district: '0549', state: 'available', pick: 0.5, score: 1 } as never);
    await expect(load('0549', '0549555100', 100)).rejects.toMatchObject({ code: 'district_unknown' });
    await expect(numbers.call(numbersInventoryRpc.search, { district: '0549' })).rejects.toMatchObject({
      code: 'district_unknown',
    });
    const reserve = (wish: object) =>
      numbers.call(numbersRpc.reserve, {
        contractId: newId('con'),
        customerId: newId('cus'),
        expiresAt: '2099-01-01T00:00:00Z',
        ...wish,
      });
    await expect(reserve({ district: '0549' })).rejects.toMatchObject({ code: 'district_unknown' });
    await expect(reserve({ number: '+390549555000' })).rejects.toMatchObject({ code: 'number_unavailable' });
    expect((await numbers.call(numbersInventoryRpc.districts, { query: 'San Marino' })).items).toEqual([]);
    expect(await numbers.call(numbersInventoryRpc.history, { number: '+390549555000' })).toMatchObject({
      locality: 'Repubblica di San Marino',
    });
  });

  it('numbers that were loaded as 013 and 048 are those of 0131 and 0481', async () => {
    const collection = (name: string) => numbers.database.collection<{ _id: string }>(name);
    await collection('numbers').insertOne({
      _id: '+390131777000',
      district: '013',
      state: 'available',
      pick: 0.5,
      score: 1,
    } as never);
    await collection('blocks').insertOne({
      _id: newId('blk'),
      district: '013',
      from: '+390131777000',
      to: '+390131777099',
      size: 100,
      load: '0131777000+100',
      state: 'ready',
      loaded: 100,
      createdAt: new Date(),
      createdBy: 'staff:x',
    } as never);
    await collection('stock').insertOne({ _id: '013', loads: 1, counts: { available: 1 } } as never);
    for (let times = 0; times < 2; times++) await numbers.get(RenamedDistricts).onApplicationBootstrap();
    expect(
      await Promise.all(['numbers', 'blocks'].map((name) => collection(name).countDocuments({ district: '013' }))),
    ).toEqual([0, 0]);
    expect(await collection('stock').findOne({ _id: '013' })).toBeNull();
    expect(
      (await numbers.call(numbersInventoryRpc.search, { district: '0131', contains: '777000' })).items,
    ).toMatchObject([{ number: '+390131777000', district: '0131' }]);
    await expect(load('0131', '0131777000', 100)).rejects.toMatchObject({ code: 'block_overlap' });
  });

  it('a load that was killed midway goes on where it stopped, by the same command or by the sweeper', async () => {
    const ids = await numbers.get(Blocks).begin({ district: '081', from: '0815550000', count: 1_000 });
    await numbers.database
      .collection<{ _id: string }>('numbers')
      .insertOne({ _id: '+390815550000', district: '081', state: 'assigned' } as never);
    await numbers.database
      .collection<{ _id: string }>('blocks')
      .updateOne({ _id: ids[0]! }, { $set: { lockedUntil: new Date(Date.now() + 1_000) } });
    expect(await numbers.get(Blocks).begin({ district: '081', from: '0815550000', count: 1_000 })).toEqual(ids);
    await numbers.get(BlockFiller).fill(ids);
    expect(await inStock('081')).toBe(1_000);
    expect(await numbers.database.collection('numbers').countDocuments({ district: '081', state: 'assigned' })).toBe(1);
    await numbers.get(Blocks).begin({ district: '081', from: '0815560000', count: 100 });
    await eventually('the sweeper', async () => {
      await numbers.get(Sweeper).sweep();
      return (await inStock('081')) === 1_100;
    });
  });

  it('finds districts by name and prefix, with what is free in them', async () => {
    await load('02', '0255500000', 300);
    const find = async (query: string) => (await numbers.call(numbersInventoryRpc.districts, { query })).items;
    expect(await find('mila')).toEqual(
      expect.arrayContaining([{ district: '02', locality: 'Milano', available: 300 }]),
    );
    expect((await find('02')).map(({ district }) => district)).toEqual(['02']);
    expect(
      (await numbers.call(numbersInventoryRpc.districts, { available: true })).items.every(
        ({ available }) => available > 0,
      ),
    ).toBe(true);
  });

  it('proposes free numbers of a district, easy ones first, by the digits they contain', async () => {
    const { items } = await numbers.call(numbersInventoryRpc.search, { district: '02', limit: 20 });
    expect(items).toHaveLength(20);
    expect(items.map(({ memorability }) => memorability)).toEqual(
      items.map(({ memorability }) => memorability).toSorted((a, b) => b - a),
    );
    const containing = await numbers.call(numbersInventoryRpc.search, { district: '02', contains: '0020', limit: 20 });
    expect(containing.items.map(({ number }) => number).sort()).toEqual(
      ['020', ...Array.from({ length: 10 }, (_, last) => `20${last}`)]
        .map((end) => `+390255500${end}`)
        .filter((number) => number.includes('0020')),
    );
    const { number } = await numbers.call(numbersRpc.reserve, {
      contractId: newId('con'),
      customerId: newId('cus'),
      number: '+390255500020',
      expiresAt: '2099-01-01T00:00:00Z',
    });
    expect(
      (await numbers.call(numbersInventoryRpc.search, { district: '02', contains: '0020' })).items.map(
        (item) => item.number,
      ),
    ).not.toContain(number);
  });

  it('raises one alarm when a district runs low, and says how much of it is used', async () => {
    await load('06', '0655500000', 100);
    await numbers.database.collection('numbers').updateMany({ district: '06' }, { $set: { state: 'assigned' } });
    await numbers.database
      .collection<{ _id: string }>('numbers')
      .updateMany(
        { _id: { $in: Array.from({ length: 40 }, (_, index) => `+3906555000${String(index).padStart(2, '0')}`) } },
        { $set: { state: 'available' } },
      );
    for (let times = 0; times < 2; times++) {
      await numbers.call(numbersRpc.reserve, {
        contractId: newId('con'),
        customerId: newId('cus'),
        district: '06',
        expiresAt: '2099-01-01T00:00:00Z',
      });
      await numbers.get(Sweeper).sweep();
    }
    expect(await numbers.sent(districtRunsLow, '06')).toMatchObject({ district: '06', locality: 'Roma' });
    expect(await numbers.allSent(districtRunsLow, '06')).toHaveLength(1);
    const { items } = await numbers.call(numbersInventoryRpc.utilisation, { query: '06' });
    expect(items[0]).toMatchObject({ district: '06', total: 100, reserved: 2, low: true });
  });

  it('lists numbers for staff by district, state and digits, page by page', async () => {
    const first = await numbers.call(numbersInventoryRpc.listNumbers, { district: '010', limit: 2 });
    const second = await numbers.call(numbersInventoryRpc.listNumbers, {
      district: '010',
      limit: 2,
      cursor: first.nextCursor,
    });
    expect([...first.items, ...second.items].map(({ number }) => number)).toEqual([
      '+390105550900',
      '+390105550901',
      '+390105550902',
      '+390105550903',
    ]);
    expect((await numbers.call(numbersInventoryRpc.listNumbers, { district: '010', state: 'assigned' })).items).toEqual(
      [],
    );
    const blocks = await numbers.call(numbersInventoryRpc.listBlocks, { district: '010', limit: 3 });
    expect([blocks.items.length, Boolean(blocks.nextCursor)]).toEqual([3, true]);
  });
});
