import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InvoicePage } from '#libs/api/billing/invoices.js';
import { admin, colleague, customer, Person, type Customer } from '#libs/testing/people.js';
import { mailTo } from '#libs/testing/mail.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';
import { YEARS } from './year.sums.js';

interface Movement {
  readonly cause: string;
  readonly amountCents: number;
  readonly at: string;
  readonly balanceCents: number;
  readonly vatCents?: number;
}

const SWITCH = { email: 'switch@openvoip.example', password: randomBytes(16).toString('hex') };
const ABROAD = '+442079460000';
const PROCESSES = ['accounts', 'numbers', 'billing', 'jobs', 'tickets', 'gateway'] as const;

const OPERATOR = {
  OPERATOR_VAT_NUMBER: '00743110157',
  OPERATOR_STREET: 'Via Dante 1',
  OPERATOR_CAP: '20121',
  OPERATOR_CITY: 'Milano',
  OPERATOR_PROVINCE: 'MI',
};

/** A year of one contract: each `it` is a chapter and goes on where the one before stopped. */
describe.each(Object.entries(YEARS))(
  'R24, %s is invoiced: a year of a contract, from October 2027 to its cancellation',
  (invoicing, year) => {
    let left: number = year.start;
    let system: System;
    let ada: Customer;
    let bea: Customer;
    beforeAll(async () => {
      system = await System.start({
        at: '2027-10-04T10:00:00Z',
        processes: PROCESSES,
        env: { SWITCH_EMAIL: SWITCH.email, SWITCH_PASSWORD: SWITCH.password, ...OPERATOR, ...year.env() },
      });
      await stock(system, '02', 1000);
    });
    afterAll(() => system.stop());

    const goTo = async (instant: string): Promise<void> => {
      await system.moveClock(instant);
      await eventually('the new time to be told everywhere', async () => {
        await ada.signIn();
        return true;
      });
    };
    const movements = async (): Promise<Movement[]> =>
      (await ada.get<{ items: Movement[] }>(`/v1/contracts/${ada.contractId}/movements?limit=200`)).items;
    const renewals = async (): Promise<Movement[]> =>
      (await movements()).filter((movement) => movement.cause === 'renewal');
    const renewed = (count: number): Promise<Movement> =>
      eventually(
        `${count} renewals`,
        async () => {
          const found = await renewals();
          return found.length === count ? found[0] : Promise.reject(new Error(`${found.length} renewals`));
        },
        60_000,
      );
    const credit = () => ada.get(`/v1/contracts/${ada.contractId}/credit`);
    /** The credit that is left, in cents; it leads from one chapter to the next. */
    const holds = async (change: number): Promise<void> => expect(await ada.balance()).toBe((left += change));
    const change = async (services: { product: string; quantity: number }[]) => {
      const quote = await ada.post(`/v1/contracts/${ada.contractId}/changes`, { services });
      const applied = await ada.post(`/v1/contracts/${ada.contractId}/changes/${quote.changeId}/confirm`);
      return { quote, applied };
    };
    const softswitch = (): Promise<Person> => new Person(system, SWITCH.email, SWITCH.password).signIn();
    const record = async (callId: string, seconds: number, startedAt: string): Promise<unknown> =>
      (await softswitch()).post('/v1/switch/call-records', {
        records: [{ callId, contractId: ada.contractId, from: ada.number, to: ABROAD, startedAt, seconds }],
      });
    const staff = (): Promise<Person> => admin(system, { fresh: true });

    it('R06: October, activated on the 4th, charged for the 28 days that remain', async () => {
      ada = await customer(system).active({ creditCents: 6_000 });
      // number 200, PBX 500, two extensions 300, inbound line 100, each for 28 of 31 days, with 22 % VAT on each line
      expect(ada.amountDueCents).toBe(221 + 551 + 331 + 110);
      await holds(0);
      expect(await credit()).toMatchObject({ invoicing, balanceCents: year.start });
    });

    it('R09: an upgrade is charged at once for the days that remain, and active at once', async () => {
      await goTo('2027-10-10T09:00:00Z');
      const { quote } = await change([{ product: 'extension', quantity: 4 }]);
      // 2 × 150 for 22 of 31 days
      expect(quote).toMatchObject({
        netCents: 213,
        vatCents: 47,
        grossCents: 260,
        validUntil: expect.stringMatching(/^2027-10-10T10:00:/),
        chargeCents: year.upgrade,
        lines: [
          {
            product: 'extension',
            quantity: 2,
            days: 22,
            ofDays: 31,
            netCents: 213,
            vatCents: year.vatOf(47),
            grossCents: year.upgrade,
            reasonCode: 'upgrade',
          },
        ],
      });
      await holds(-year.upgrade);
      expect((await credit()).services).toContainEqual({ product: 'extension', quantity: 4 });
    });

    it('R10: a downgrade stays until the end of the month, and asking again withdraws it at no charge', async () => {
      await change([{ product: 'extension', quantity: 3 }]);
      expect((await credit()).services).toContainEqual({ product: 'extension', quantity: 4 });
      expect((await credit()).nextServices).toContainEqual({ product: 'extension', quantity: 3 });
      const { quote } = await change([{ product: 'extension', quantity: 4 }]);
      expect(quote.grossCents).toBe(0);
      await change([{ product: 'extension', quantity: 3 }]);
      await holds(0);
    });

    it('R06, case 9: November begins at Rome midnight, after the clocks went back: one renewal, with the downgrade', async () => {
      await goTo('2027-10-31T22:59:00Z');
      expect(await renewals()).toHaveLength(0);
      await goTo('2027-10-31T23:00:05Z');
      const renewal = await renewed(1);
      // 200 + 500 + 3 × 150 + 100 = 1250 net; VAT on each line: 44 + 110 + 99 + 22
      expect(renewal.amountCents).toBe(-year.november);
      await holds(-year.november);
      expect((await credit()).services).toContainEqual({ product: 'extension', quantity: 3 });
    });

    it('R08: from metered to FLAT in the middle of the month', async () => {
      await goTo('2027-11-16T09:00:00Z');
      const { quote } = await change([{ product: 'traffic_flat', quantity: 1 }]);
      // 1000 for 15 of 30 days
      expect(quote).toMatchObject({ netCents: 500, vatCents: 110, grossCents: 610 });
      await holds(-year.flat);
      expect((await credit()).services).toContainEqual({ product: 'traffic_flat', quantity: 1 });
    });

    it('R07: without a cancellation it renews by itself; when credit is short the balance goes below zero, and the customer and the staff are told', async () => {
      await goTo('2027-12-01T10:00:00Z');
      expect((await renewed(2)).amountCents).toBe(-year.winter);
      await holds(-year.winter);
      await goTo('2028-01-01T10:00:00Z');
      await renewed(3);
      await holds(-year.winter);
      const { paymentReference } = await credit();
      const mail = await mailTo(system, ada.email, '€18.85');
      expect(mail.text!.replaceAll(' ', '')).toContain(paymentReference);
      expect(await (await staff()).get('/v1/staff/debts')).toMatchObject({
        items: [{ contractId: ada.contractId, debtCents: 1_885, paymentReference }],
        ageing: [{ days: '0-30', contracts: 1, debtCents: 1_885 }, {}, {}, {}],
      });
    });

    it('R09: an upgrade that credit does not cover is refused with what is missing, and nothing changes', async () => {
      const quote = await ada.post(`/v1/contracts/${ada.contractId}/changes`, {
        services: [{ product: 'virtual_fax', quantity: 1 }],
      });
      const { status, body } = await ada.request(
        'post',
        `/v1/contracts/${ada.contractId}/changes/${quote.changeId}/confirm`,
        {},
      );
      // 366 for the whole of January, and 1885 of debt before it
      expect(quote).toMatchObject({
        grossCents: 366,
        chargeCents: year.fax,
        missingCents: year.missing,
        amountDueCents: 2_251,
      });
      expect({ status, code: body.code, missing: body.missingCents ?? body.details?.missingCents }).toEqual({
        status: 402,
        code: 'credit_short',
        missing: year.missing,
      });
      expect(body.details).toMatchObject({ amountDueCents: 2_251 });
      await holds(0);
      expect((await credit()).services.some((service: { product: string }) => service.product === 'virtual_fax')).toBe(
        false,
      );
    });

    it('R12, case 8: cancellation is refused below zero with the debt to pay, down to the cent', async () => {
      await ada.topUp(1_884);
      const { status, body } = await ada.request('post', `/v1/contracts/${ada.contractId}/cancellation`, {});
      expect({ status, code: body.code, debtCents: body.debtCents ?? body.details?.debtCents }).toEqual({
        status: 409,
        code: 'debt_open',
        debtCents: 1,
      });
      await ada.topUp(30_000);
      await holds(year.first + year.second);
    });

    it('case 9: the leap February: an upgrade on the 29th pays one day of 29, and March renews once', async () => {
      await goTo('2028-02-29T12:00:00Z');
      await renewed(4);
      const { quote } = await change([{ product: 'inbound_line', quantity: 2 }]);
      // 100 for 1 of 29 days: 3 net, 1 VAT
      expect(quote.grossCents).toBe(4);
      await goTo('2028-03-01T00:30:00Z');
      expect((await renewed(5)).amountCents).toBe(-year.spring);
      await holds(-year.winter - year.oneDay - year.spring);
    });

    it('R06, case 9: April begins at Rome midnight, after the clocks went forward: one renewal', async () => {
      await goTo('2028-03-31T21:59:00Z');
      expect(await renewals()).toHaveLength(5);
      await goTo('2028-03-31T22:00:05Z');
      await renewed(6);
      await holds(-year.spring);
    });

    it('R20: months missed are caught up in order, each once, by the job alone, with the gateway and every other service dead', async () => {
      for (const name of PROCESSES) await system.kill(name);
      await system.moveClock('2028-06-15T10:00:00Z');
      const months = async (...args: string[]) =>
        (JSON.parse(await system.cli('billing', 'renewals', ...args, '--json')) as Record<string, unknown>[]).map(
          ({ period, charged, contracts, grossCents }) => [period, charged ?? contracts, grossCents],
        );
      const missed = [
        ['2028-05', 1, year.spring],
        ['2028-06', 1, year.spring],
      ];
      expect(await months('simulate', '--period', '2028-06')).toEqual(missed);
      expect(await months('run')).toEqual(missed);
      expect(await months('run')).toEqual([]);
      await Promise.all(PROCESSES.map((name) => system.startProcess(name)));
      expect(await renewals()).toHaveLength(8);
      await goTo('2028-10-02T10:00:00Z');
      await renewed(12);
      await holds(-6 * year.spring);
    });

    it('R08, R11: one order of upgrades and downgrades is refused whole where credit is short, and applied whole where it is not', async () => {
      const before = await credit();
      const path = `/v1/contracts/${ada.contractId}/changes`;
      const dear = await ada.post(path, {
        services: [
          { product: 'extension', quantity: 100 },
          { product: 'traffic_metered', quantity: 1 },
        ],
      });
      expect(await ada.request('post', `${path}/${dear.changeId}/confirm`, {})).toMatchObject({
        status: 402,
        body: { code: 'credit_short' },
      });
      expect(await credit()).toEqual(before);
      const order = await ada.post(path, {
        services: [
          { product: 'pbx_professional', quantity: 1 },
          { product: 'extension', quantity: 2 },
          { product: 'traffic_metered', quantity: 1 },
          { product: 'geographic_number', quantity: 2 },
        ],
      });
      // for 30 of 31 days: a number at 200, and the 700 that the dearer PBX costs more
      expect(order.lines).toMatchObject([
        { product: 'geographic_number', netCents: 194, vatCents: year.vatOf(43) },
        { product: 'pbx_professional', netCents: 677, vatCents: year.vatOf(149) },
      ]);
      await ada.post(`${path}/${order.changeId}/confirm`);
      await eventually(
        'the order to be applied',
        async () => (await ada.get(`${path}/${order.changeId}`)).state === 'applied',
      );
      await holds(-year.order);
      const { services, nextServices } = await credit();
      expect(services).toEqual(
        expect.arrayContaining([
          { product: 'pbx_professional', quantity: 1 },
          { product: 'extension', quantity: 3 },
          { product: 'traffic_flat', quantity: 1 },
        ]),
      );
      expect(nextServices).toEqual(
        expect.arrayContaining([
          { product: 'pbx_professional', quantity: 1 },
          { product: 'extension', quantity: 2 },
          { product: 'traffic_metered', quantity: 1 },
          { product: 'geographic_number', quantity: 2 },
        ]),
      );
      await goTo('2028-11-01T10:00:00Z');
      await renewed(13);
      // 400 + 1200 + 300 + 200 net
      await holds(-year.autumn);
    });

    it('R07: metered traffic already carried takes credit below zero, and cancellation waits for it to be paid', async () => {
      await goTo('2028-11-05T10:00:00Z');
      // 300 minutes at 2 net, with 132 of VAT or none, and 689 or 565 of credit
      for (let times = 0; times < 2; times++) await record('call-1', 18_000, '2028-11-05T04:00:00Z');
      const { status, body } = await ada.request('post', `/v1/contracts/${ada.contractId}/cancellation`, {});
      expect({ status, code: body.code, debtCents: body.details?.debtCents }).toEqual({
        status: 409,
        code: 'debt_open',
        debtCents: year.debt,
      });
      await holds(-year.calls);
      await ada.topUp(1_000);
    });

    it('R13, case 11: cancelled during a call, the whole residual credit goes back by transfer, what was kept for the call after it; rejected by the bank it is re-issued, and paid once', async () => {
      const { residual } = year;
      expect(
        await (await softswitch()).post('/v1/switch/authorisations', {
          callId: 'call-2',
          contractId: ada.contractId,
          to: ABROAD,
        }),
      ).toMatchObject({ allowed: true, maxSeconds: 600, reservedCents: year.held });
      await ada.post(`/v1/contracts/${ada.contractId}/cancellation`);
      await ada.becomes('cancelled');
      const [refund] = (await ada.get('/v1/refunds')).items;
      expect(refund.amountCents).toBe(residual);
      await holds(year.held - left);
      // One minute at 2 net, whose VAT rounds to nothing; what was kept for ten is given back.
      await record('call-2', 60, '2028-11-05T10:00:00Z');
      await holds(-year.held);
      expect(
        (await ada.get('/v1/refunds')).items.map(({ amountCents }: { amountCents: number }) => amountCents),
      ).toEqual([22, residual]);
      const rejected = await pay(refund.id, 'IT60X0542811101000000123456', 'RJCT');
      expect(rejected.state).toBe('rejected');
      const executed = await pay(refund.id, 'IT86U0760111500000010117463', 'ACSC');
      expect(executed).toMatchObject({ state: 'executed', issue: 2, amountCents: residual });
    });

    it('R14: after cancellation no charge is ever made', async () => {
      const before = (await movements()).length;
      bea = await customer(system).active({ creditCents: 10_000 });
      await goTo('2028-12-02T10:00:00Z');
      await eventually(
        'another contract to be renewed',
        async () => {
          await bea.signIn();
          const { items } = await bea.get<{ items: Movement[] }>(`/v1/contracts/${bea.contractId}/movements`);
          return items.filter((movement) => movement.cause === 'renewal').length === 1;
        },
        60_000,
      );
      expect(await movements()).toHaveLength(before);
    });

    it('R12: another cancels for the end of the month, takes it back, and cancels again: it ends at Rome midnight, that month is not charged, all credit is refunded', async () => {
      const path = `/v1/contracts/${bea.contractId}/cancellation`;
      const endsAt = '2028-12-31T23:00:00.000Z';
      expect(await bea.post(path, { when: 'end_of_month' })).toMatchObject({ state: 'scheduled', effectiveAt: endsAt });
      expect(await bea.post(`${path}/withdraw`)).toMatchObject({ state: 'withdrawn' });
      await bea.post(path, { when: 'end_of_month', iban: 'IT60X0542811101000000123456', accountHolder: 'Mario Rossi' });
      await goTo('2028-12-31T22:59:00Z');
      expect(await (await bea.signIn()).contract()).toMatchObject({ state: 'active' });
      await goTo('2028-12-31T23:00:05Z');
      await bea.signIn();
      await bea.becomes('cancelled');
      expect((await bea.get('/v1/refunds')).items).toMatchObject([{ amountCents: 10_000 - 1_342, state: 'requested' }]);
      expect(await bea.balance()).toBe(0);
    });

    it('R18: a month is there as a statement, as a PDF, and as balanced movements for the accountant', async () => {
      const path = `/v1/contracts/${ada.contractId}/statements/2027-11`;
      expect(await ada.get(path)).toMatchObject({
        invoicing,
        openingCents: year.start - year.upgrade,
        closingCents: year.start - year.upgrade - year.statement.chargedCents,
        topUpsCents: 0,
        ...year.statement,
      });
      const pdf = await ada.request('get', `${path}/statement.pdf`);
      expect([pdf.headers['content-type'], (pdf.body as Buffer).subarray(0, 5).toString()]).toEqual([
        'application/pdf',
        '%PDF-',
      ]);
      const file = join(system.folder, 'movements.csv');
      const total = JSON.parse(
        await system.cli('billing', 'statements', 'export', '--period', '2027-11', '--out', file, '--json'),
      );
      expect(total).toMatchObject({
        entries: 2,
        debitCents: year.statement.chargedCents,
        creditCents: year.statement.chargedCents,
      });
      expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(1 + total.postings);
    });

    it('R18: the movements sum to the balance, and the ledger proves itself', async () => {
      const all = (await movements()).toReversed();
      expect(all.map(({ cause, amountCents }) => [cause, amountCents])).toEqual([
        ['top_up', year.topUp],
        ['activation_charge', -year.activation],
        ['upgrade', -year.upgrade],
        ['renewal', -year.november],
        ['upgrade', -year.flat],
        ['renewal', -year.winter],
        ['renewal', -year.winter],
        ['top_up', year.first],
        ['top_up', year.second],
        ['renewal', -year.winter],
        ['upgrade', -year.oneDay],
        ...Array<unknown>(8).fill(['renewal', -year.spring]),
        ['upgrade', -year.order],
        ['renewal', -year.autumn],
        ['traffic', -year.calls],
        ['top_up', year.third],
        ['refund', -(year.third + year.beforeThird - year.held)],
        ['traffic', -year.minute],
        ['refund', -(year.held - year.minute)],
      ]);
      await holds(all.reduce((sum, { amountCents }) => sum + amountCents, 0));
      expect(JSON.parse(await system.cli('billing', 'ledger', 'verify', '--json'))).toMatchObject({ problems: [] });
    });

    it('R24: ledger, VAT and invoices agree to the cent; the customer has a PDF of each', async () => {
      const { kinds, months } = year.documents;
      for (const period of months)
        expect(
          JSON.parse(await system.cli('billing', 'invoices', 'issue', '--period', period, '--json')),
        ).toMatchObject({ failures: [] });
      await ada.signIn();
      const { items } = await eventually('every document to be issued', async () => {
        const page = await ada.get<InvoicePage>('/v1/invoices?limit=100');
        return page.items.length === kinds.length ? page : Promise.reject(new Error(`${page.items.length} documents`));
      });
      expect(items.map(({ kind }) => kind).toReversed()).toEqual(kinds);
      const vat = items.reduce((total, { kind, vatCents }) => total + (kind === 'TD04' ? -vatCents : vatCents), 0);
      const booked =
        months.length > 0
          ? year.statement.vat.map(({ vatCents }) => vatCents)
          : (await movements()).map(({ vatCents = 0 }) => vatCents);
      expect(vat).toBe(booked.reduce((total, each) => total + each, 0));
      const pdf = await ada.request('get', `/v1/invoices/${items[0]!.id}/invoice.pdf`);
      expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    });

    /** The customer names an account, staff approve and export, the bank answers. */
    async function pay(refundId: string, iban: string, status: 'ACSC' | 'RJCT') {
      await ada.put(`/v1/refunds/${refundId}/iban`, { iban, accountHolder: 'Mario Rossi' });
      const billing = await staff();
      await billing.post(`/v1/staff/refunds/${refundId}/approve`, { iban });
      await billing.post('/v1/staff/refund-batches');
      const { endToEndId } = await billing.get(`/v1/staff/refunds/${refundId}`);
      // Somebody else tells what the bank said: who says that it was refused does not approve it anew.
      const teller = await colleague(system, {
        email: `teller-${status}@openvoip.example`.toLowerCase(),
        name: 'Teller',
        roles: ['billing_operator'],
      });
      await teller.post('/v1/staff/refund-statuses', {
        content: `end_to_end_id,status,reason\n${endToEndId},${status},${status === 'RJCT' ? 'AC01' : ''}\n`,
      });
      return billing.get(`/v1/staff/refunds/${refundId}`);
    }
  },
);
