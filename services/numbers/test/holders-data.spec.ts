import { numbersGivenUp } from '#libs/api/billing/changes.js';
import { numbersLifecycleRpc } from '#libs/api/numbers/lifecycle.js';
import { numbersOrdersRpc } from '#libs/api/numbers/orders.js';
import { numbersPortInRpc } from '#libs/api/numbers/port-in.js';
import { numbersRegisterRpc } from '#libs/api/numbers/register.js';
import { numbersPersonalDataRpc } from '#libs/api/kernel/personal-data.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { RegisterVerifier } from '../src/register/register-verifier.service.js';
import { COMPANY, details, type Holders, MARIO, PDF, startPorting } from './holders.js';

describe('R16, R29: what is kept of who held a number', () => {
  let numbers: ServiceUnderTest;
  let people: Holders;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    ({ numbers, people, stop } = await startPorting());
  });
  afterAll(() => stop());

  it('R16: a voltura changes the holder of all numbers at one instant, once, and is undone by a further entry', async () => {
    await people.at('2027-03-01T09:00:00Z');
    const who = await people.active();
    const order = { orderId: newId('chg'), contractId: who.contractId };
    const { numbers: more } = await numbers.call(numbersOrdersRpc.reserve, {
      ...order,
      customerId: who.customerId,
      quantity: 2,
      expiresAt: '2099-01-01T00:00:00Z',
    });
    expect(
      (
        await numbers.call(numbersOrdersRpc.reserve, {
          ...order,
          customerId: who.customerId,
          quantity: 2,
          expiresAt: '2099-01-01T00:00:00Z',
        })
      ).numbers,
    ).toEqual(more);
    for (let times = 0; times < 2; times++)
      expect((await numbers.call(numbersOrdersRpc.assign, order)).numbers).toEqual(more);
    const portIn = await numbers.call(
      numbersPortInRpc.request,
      { contractId: who.contractId, ...details('+390675500000') },
      who.as,
    );
    const all = [who.number, ...more];
    const change = (holder: typeof MARIO | typeof COMPANY, effectiveAt: string) =>
      numbers.call(numbersLifecycleRpc.changeHolder, {
        contractId: who.contractId,
        customerId: who.customerId,
        holder,
        effectiveAt,
      });
    await people.at('2027-03-10T09:00:00Z');
    for (let times = 0; times < 2; times++) await change(COMPANY, '2027-03-10T09:00:00Z');
    for (const number of all)
      expect([
        await people.holderAt(number, '2027-03-10T08:59:59Z'),
        await people.holderAt(number, '2027-03-10T09:00:00Z'),
      ]).toEqual([`Mario Rossi of ${who.contractId}`, `Esempio S.r.l. of ${who.contractId}`]);
    await change(MARIO, '2027-03-10T09:05:00Z');
    const heir = newId('cus');
    await numbers.call(numbersLifecycleRpc.changeHolder, {
      contractId: who.contractId,
      customerId: heir,
      holder: COMPANY,
      effectiveAt: '2027-03-10T09:06:00Z',
    });
    expect((await people.order(portIn.id)).customerId).toBe(heir);
    await expect(numbers.call(numbersPortInRpc.cancel, { portInId: portIn.id }, who.as)).rejects.toMatchObject({
      code: 'not_found',
    });
    await numbers.call(numbersLifecycleRpc.changeHolder, {
      contractId: who.contractId,
      customerId: who.customerId,
      holder: MARIO,
      effectiveAt: '2027-03-10T09:06:30Z',
    });
    expect(await people.holderAt(who.number, '2027-03-10T09:05:00Z')).toBe(`Mario Rossi of ${who.contractId}`);
    expect(await numbers.database.collection('holder_register').countDocuments({ number: who.number })).toBe(9);
    await numbers.publish(numbersGivenUp, who.contractId, {
      contractId: who.contractId,
      customerId: who.customerId,
      numbers: [more[0]!],
      at: '2027-03-31T22:00:00Z',
    });
    await eventually('the number to rest', async () => (await people.stateOf(more[0]!)) === 'quarantined');
    expect(await people.stateOf(who.number)).toBe('assigned');
  });

  it('an erasure spares what the law keeps, and the chain is still proven after it', async () => {
    await people.at('2027-04-01T09:00:00Z');
    const who = await people.active();
    await numbers.call(numbersLifecycleRpc.quarantine, {
      contractId: who.contractId,
      endedAt: '2027-04-02T09:00:00Z',
      reason: 'cancelled',
    });
    const erase = () =>
      numbers.call(numbersRegisterRpc.erase, { customerId: who.customerId, reason: 'Richiesta art. 17 GDPR del 2027' });
    expect(await erase()).toEqual({ erased: 0, retained: 1, retainedUntil: '2037-04-02T09:00:00.000Z' });
    numbers.clock.moveTo(new Date('2037-04-03T09:00:00Z'));
    expect(await erase()).toEqual({ erased: 1, retained: 0 });
    expect(await people.holderAt(who.number, '2027-04-02T08:00:00Z')).toBe(`erased of ${who.contractId}`);
    expect(await numbers.get(RegisterVerifier).verify()).toMatchObject({ ok: true });
  });

  it('R29: port orders and their documents go two years after they ended, identities of the register after ten; another’s equal document stays', async () => {
    await people.at('2027-05-03T09:00:00Z');
    const [who, other] = [await people.active(), await people.active()];
    const [{ id: portInId }, { id: others }] = [
      await people.submitted(who, '+390699110000'),
      await people.submitted(other, '+390699120000'),
    ];
    const of = { customerId: who.customerId };
    expect(await numbers.call(numbersPersonalDataRpc.obstacles, of)).toEqual({
      items: [{ code: 'port_open', about: portInId }],
    });
    await numbers.call(numbersPortInRpc.cancel, { portInId }, who.as);
    await numbers.call(numbersLifecycleRpc.quarantine, {
      contractId: who.contractId,
      endedAt: '2027-05-03T10:00:00Z',
      reason: 'cancelled',
    });
    expect(await numbers.call(numbersPersonalDataRpc.erase, of)).toEqual({
      erased: [],
      kept: [
        { what: 'holder_register', count: 1, until: '2037-05-04' },
        { what: 'porting', count: 1, until: '2029-05-04' },
      ],
    });
    numbers.clock.moveTo(new Date('2029-05-04T09:00:00Z'));
    expect(await numbers.call(numbersPersonalDataRpc.erase, of)).toEqual({
      erased: [{ what: 'porting', count: 1 }],
      kept: [{ what: 'holder_register', count: 1, until: '2037-05-04' }],
    });
    await expect(people.order(portInId)).rejects.toMatchObject({ status: 404 });
    const {
      documents: [document],
    } = await people.order(others);
    expect(
      await numbers.call(numbersPortInRpc.getDocument, { portInId: others, documentId: document!.id }, other.as),
    ).toMatchObject({ content: PDF });
    numbers.clock.moveTo(new Date('2037-05-04T09:00:00Z'));
    expect(await numbers.call(numbersPersonalDataRpc.erase, of)).toEqual({
      erased: [{ what: 'holder_register', count: 1 }],
      kept: [],
    });
    expect(await numbers.get(RegisterVerifier).verify()).toMatchObject({ ok: true });
  });
});
