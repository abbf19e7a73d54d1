import { mailTo } from '#libs/testing/mail.js';
import { admin, COMPANY_HOLDER, customer, PRIVATE_HOLDER, USUAL_SERVICES, PASSWORD } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';

/** 10 December 2026, noon in Rome: 22 days of the month remain, today included. */
const START = '2026-12-10T11:00:00Z';

describe('from registration to an active contract', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start({ at: START });
    await stock(system, '02', 1000);
    await stock(system, '06', 1000);
  });
  afterAll(() => system.stop());

  it('R01: the catalogue has no activation, deactivation or exit fee', async () => {
    const catalogue = await customer(system).get('/v1/catalogue');
    const fees = JSON.stringify(catalogue).match(/activation|deactivation|exit|early|setup|attivazione|recesso/gi);
    expect(fees).toBeNull();
  });

  it('R02: a private person without a VAT number and a company pay the same for the same services', async () => {
    const ada = await customer(system).registered({ holder: PRIVATE_HOLDER, district: '02' });
    const firm = await customer(system).registered({ holder: COMPANY_HOLDER, district: '06' });
    expect(firm.amountDueCents).toBe(ada.amountDueCents);
  });

  it('R03: registration reserves a geographic number of the district asked for', async () => {
    const ada = await customer(system).registered({ district: '06' });
    expect(ada.number).toMatch(/^\+3906/);
    expect(await ada.contract()).toMatchObject({ state: 'awaiting_credit', number: ada.number });
  });

  it('R03: a registration without district or number is refused, naming the field', async () => {
    const { status, body } = await customer(system).request('post', '/v1/registrations', {
      email: 'nobody@example.com',
      password: PASSWORD,
      holder: PRIVATE_HOLDER,
      services: USUAL_SERVICES,
      termsAccepted: true,
    });
    expect({ status, code: body.code }).toEqual({ status: 422, code: expect.any(String) });
    expect(JSON.stringify(body)).toContain('district');
  });

  it('R03, R08: a registration for more than one number is refused, naming the field, and leaves nothing behind; more come with a change', async () => {
    const services = [...USUAL_SERVICES, { product: 'geographic_number', quantity: 2 }];
    const person = {
      email: 'two.numbers@example.com',
      password: PASSWORD,
      holder: PRIVATE_HOLDER,
      district: '02',
      services: USUAL_SERVICES,
      termsAccepted: true,
    };
    const ada = customer(system);
    for (const [path, body] of [
      ['/v1/quotes', { services }],
      ['/v1/registrations', { ...person, services }],
    ] as const) {
      const refused = await ada.request('post', path, body);
      expect([refused.status, refused.body.code]).toEqual([422, 'invalid_input']);
      expect(JSON.stringify(refused.body)).toContain('services.geographic_number');
    }
    expect((await ada.request('post', '/v1/registrations', person)).status).toBe(201);
    await ada.active({ creditCents: 1_000 });
    const { changeId } = await ada.post(`/v1/contracts/${ada.contractId}/changes`, {
      services: [{ product: 'geographic_number', quantity: 2 }],
    });
    await ada.post(`/v1/contracts/${ada.contractId}/changes/${changeId}/confirm`);
    await eventually(
      'the second number',
      async () =>
        (await ada.get<{ items: { state: string }[] }>(`/v1/contracts/${ada.contractId}/numbers`)).items.filter(
          ({ state }) => state === 'assigned',
        ).length === 2,
    );
  });

  it('R40: offers fixed amounts and a free one without a fee, and takes exactly what is due by card below its minimum', async () => {
    const ada = customer(system);
    const offer = await ada.get<{
      amounts: { amountCents: number }[];
      ways: { way: string; minimumCents: number; feeCents: number }[];
    }>('/v1/top-up-amounts');
    expect(offer.amounts.map(({ amountCents }) => amountCents)).toEqual([1_000, 2_000, 3_000, 5_000, 10_000]);
    expect(offer.ways.map(({ way, feeCents }) => [way, feeCents])).toEqual([
      ['card', 0],
      ['bank_transfer', 0],
    ]);
    await ada.registered({ services: [] });
    expect(ada.amountDueCents).toBeLessThan(offer.ways[0]!.minimumCents);
    const path = `/v1/contracts/${ada.contractId}/card-top-ups`;
    expect((await ada.request('post', path, { amountCents: ada.amountDueCents - 1 })).status).toBe(422);
    const { paymentId } = await ada.post<{ paymentId: string }>(path, { amountCents: ada.amountDueCents });
    await ada.post(`/v1/simulator/payments/${paymentId}/pay`);
    await ada.becomes('active');
    expect(await ada.balance()).toBe(0);
  });

  it('R06: the first charge is the one quoted, to the cent, for the days that remain', async () => {
    const ada = customer(system);
    const quote = await ada.post('/v1/quotes', { services: USUAL_SERVICES });
    await ada.active({ creditCents: 1_000 });
    expect(ada.amountDueCents).toBe(quote.grossCents);
    expect(await ada.balance()).toBe(1_000);
  });

  it('R15, R06: credit that does not cover the activation leaves it waiting', async () => {
    const ada = await customer(system).registered();
    await ada.topUp(ada.amountDueCents - 1);
    expect(await ada.contract()).toMatchObject({ state: 'awaiting_credit' });
    await ada.topUp(1);
    await ada.becomes('active');
    expect(await ada.balance()).toBe(0);
  });

  it('R17: the number of an active contract is the customer’s own and registered to the holder', async () => {
    const ada = await customer(system).active();
    const numbers = await ada.get(`/v1/contracts/${ada.contractId}/numbers`);
    expect(numbers.items).toEqual([expect.objectContaining({ number: ada.number, state: 'assigned' })]);
  });

  it('R18: every change of credit is a movement with cause, amount, time and who asked, and they sum to the balance', async () => {
    const ada = await customer(system).active({ creditCents: 777 });
    const { items } = await ada.get(`/v1/contracts/${ada.contractId}/movements`);
    expect(items.map((entry: { cause: string }) => entry.cause).toSorted()).toEqual(['activation_charge', 'top_up']);
    expect(items.every((entry: { at: string; askedBy: string }) => Boolean(entry.at && entry.askedBy))).toBe(true);
    expect(items.reduce((sum: number, entry: { amountCents: number }) => sum + entry.amountCents, 0)).toBe(
      await ada.balance(),
    );
  });

  it('case 4: the same bank transfer booked three times is credited once', async () => {
    const ada = await customer(system).registered();
    const staff = await admin(system);
    const transfer = {
      contractId: ada.contractId,
      amountCents: 100,
      bankReference: `case-4-${ada.contractId}`,
      receivedOn: '2026-12-10',
    };
    for (let time = 0; time < 3; time++) await staff.request('post', '/v1/staff/top-ups', transfer);
    expect(await ada.balance()).toBe(100);
  });

  it('case 4: a registration sent again with its Idempotency-Key is the same registration', async () => {
    const ada = customer(system);
    const send = () => ada.registering().set('idempotency-key', `again-${ada.email}`);
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.contract.id).toBe(first.body.contract.id);
  });

  it('case 13: another customer’s contract does not exist', async () => {
    const [ada, eve] = [await customer(system).registered(), await customer(system).registered()];
    for (const path of ['', '/numbers', '/movements']) {
      const { status, body } = await eve.request('get', `/v1/contracts/${ada.contractId}${path}`);
      expect({ path, status, code: body.code }).toEqual({ path, status: 404, code: 'not_found' });
      expect(JSON.stringify(body)).not.toContain(ada.number);
    }
  });

  it('a card payment through the provider’s signed notification activates the contract', async () => {
    const ada = await customer(system).registered();
    const payment = await ada.post(`/v1/contracts/${ada.contractId}/card-top-ups`, {
      amountCents: Math.max(500, ada.amountDueCents),
    });
    await ada.post(`/v1/simulator/payments/${payment.paymentId}/pay`);
    await ada.becomes('active');
  });

  it('the customer is told by server-sent events when the contract becomes active', async () => {
    const ada = await customer(system).registered();
    const abort = new AbortController();
    const stream = await fetch(`${system.url}/v1/events`, {
      headers: { authorization: `Bearer ${ada.token}` },
      signal: abort.signal,
    });
    let text = '';
    const reading = (async () => {
      for await (const chunk of stream.body!) text += Buffer.from(chunk).toString();
    })().catch(() => undefined);
    await ada.topUp(ada.amountDueCents);
    await eventually('the event', () => /contract.activated/.test(text) && /credit.changed/.test(text));
    abort.abort();
    await reading;
  });
});

describe('R15: an unpaid registration', () => {
  let system: System;
  beforeAll(async () => {
    system = await System.start({ at: START });
    await stock(system, '02', 100);
  });
  afterAll(() => system.stop());

  it('holds its number for half an hour, and for 72 hours once the address is confirmed, then lapses and the number returns to stock', async () => {
    const [ada, eve] = [await customer(system).registered(), await customer(system).registered()];
    expect(await ada.contract()).toMatchObject({
      expiresBecause: 'email_not_confirmed',
      expiresAt: expect.stringMatching(/^2026-12-10T1[12]:/),
    });
    await ada.post('/v1/auth/confirm-email', {
      token: /token=(\S+)/.exec((await mailTo(system, ada.email, 'confirm-email')).text!)![1],
    });
    expect(await ada.contract()).toMatchObject({
      expiresBecause: 'not_paid',
      expiresAt: expect.stringMatching(/^2026-12-13T11:/),
    });
    await system.moveClock('2026-12-13T10:30:00Z');
    await eve.signIn();
    await eve.becomes('lapsed');
    expect((await ada.signIn().then(() => ada.contract())).state).toBe('awaiting_credit');
    await system.moveClock('2026-12-13T11:30:00Z');
    await ada.signIn();
    await ada.becomes('lapsed');
    const bea = await customer(system).registered({ number: ada.number });
    expect(bea.number).toBe(ada.number);
  });

  it('R31: what was told on the 29th activates on the 1st: a part of it is answered at once with what is missing and how to pay it, and the month is charged once', async () => {
    await system.moveClock('2026-12-29T00:05:00Z');
    const ada = customer(system);
    const { body: told } = await ada.registering();
    await ada.signIn();
    Object.assign(ada, { contractId: told.contract.id });
    const {
      amountDueCents: due,
      payBy: { ways },
    } = told;
    expect(told).toMatchObject({
      amountDueOn: '2026-12-29',
      amountDueUntil: told.contract.expiresAt,
      nextMonthFrom: '2027-01-01',
      nextMonthCents: 1_342,
      topUps: { invoicing: 'consumption' },
    });
    expect(ways).toEqual(['card', 'bank_transfer']);
    const mail = await mailTo(system, ada.email, 'confirm-email');
    for (const said of ['31 December 2026', '1 January 2027', '€13.42']) expect(mail.text).toContain(said);
    await ada.post('/v1/auth/confirm-email', { token: /token=(\S+)/.exec(mail.text!)![1] });
    await system.moveClock('2026-12-31T23:03:00Z');
    await ada.signIn();
    await ada.topUp(due - 30);
    const short = await mailTo(system, ada.email, 'were due');
    expect(short.text).toContain('€0.30');
    expect(short.text).toContain('IBAN IT60 X054');
    expect(short.text).not.toContain('card');
    expect(await ada.contract()).toMatchObject({
      state: 'awaiting_credit',
      credit: { balanceCents: due - 30, amountDueCents: 30, payBy: { ways: ['bank_transfer'] } },
    });
    const card = await ada.request('post', `/v1/contracts/${ada.contractId}/card-top-ups`, { amountCents: 30 });
    expect([card.status, card.body.errors[0].field]).toEqual([422, 'amountCents']);
    await ada.topUp(30);
    await ada.becomes('active');
    expect(await ada.balance()).toBe(due - 1_342);
    const debt = await mailTo(system, ada.email, 'exceeded your credit');
    expect(debt.text).toContain('by card');
  });
});
