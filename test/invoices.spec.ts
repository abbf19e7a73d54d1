import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InvoicePage } from '#libs/api/billing/invoices.js';
import type { InvoiceDetail } from '#libs/api/billing/sdi.js';
import { mailTo } from '#libs/testing/mail.js';
import { admin, COMPANY_HOLDER, customer, type Customer } from '#libs/testing/people.js';
import { stock } from '#libs/testing/stock.js';
import { System } from '#libs/testing/system.js';
import { eventually } from '#libs/testing/wait.js';

const OPERATOR = {
  OPERATOR_VAT_NUMBER: '00743110157',
  OPERATOR_STREET: 'Via Dante 1',
  OPERATOR_CAP: '20121',
  OPERATOR_CITY: 'Milano',
  OPERATOR_PROVINCE: 'MI',
};

describe('electronic invoices through the API and the command line', () => {
  let system: System;
  let ada: Customer;
  let firm: Customer;
  let house: Customer;

  beforeAll(async () => {
    system = await System.start({
      env: { ...OPERATOR, SDI_FOLDER: mkdtempSync(join(tmpdir(), 'sdi-')), SDI_SIMULATOR: 'on' },
      at: '2026-11-21T10:00:00Z',
    });
    await stock(system, '02', 100);
    ada = await customer(system).active({ district: '02', creditCents: 1_000 });
    firm = await customer(system).active({
      district: '02',
      creditCents: 1_000,
      holder: { ...COMPANY_HOLDER, codiceDestinatario: 'scarto1' },
    });
    const { partitaIva: _none, codiceDestinatario: _code, ...body } = COMPANY_HOLDER;
    house = await customer(system).active({
      district: '02',
      creditCents: 1_000,
      holder: {
        ...body,
        companyName: 'Condominio Via Roma 1',
        codiceFiscale: ' 80012000826 ',
        pec: 'condominio@pec.example.it',
      },
    });
    await system.moveClock('2026-12-03T10:00:00Z');
  });
  afterAll(() => system.stop());

  const issue = async () =>
    JSON.parse(await system.cli('billing', 'invoices', 'issue', '--period', '2026-11', '--json')) as {
      issued: number;
      already: number;
      grossCents: number;
    };
  const xmlOf = async (who: Customer, path: string): Promise<string> => {
    const { status, headers, text } = await who.request('get', path);
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining('application/xml')]);
    return text;
  };

  it('are issued once, and each customer sees its own, with the sums of the statement and its identity', async () => {
    expect(await issue()).toMatchObject({ issued: 3, already: 0 });
    expect(await issue()).toMatchObject({ issued: 0, already: 3 });
    for (const [who, identity] of [
      [ada, '<CodiceFiscale>RSSMRA85T10A562S</CodiceFiscale>'],
      [firm, '<IdCodice>12345670017</IdCodice>'],
    ] as const) {
      const { items } = await who.get<InvoicePage>('/v1/invoices?period=2026-11');
      const { vat, chargedCents } = await who.get(`/v1/contracts/${who.contractId}/statements/2026-11`);
      expect(items).toMatchObject([
        {
          kind: 'TD24',
          contractId: who.contractId,
          netCents: vat[0].netCents,
          vatCents: vat[0].vatCents,
          grossCents: chargedCents,
        },
      ]);
      expect(await xmlOf(who, `/v1/invoices/${items[0]!.id}/fattura.xml`)).toContain(identity);
    }
  });

  it('12-company-own-codice-fiscale, 06-fattura-0000000-and-pec: a body without a VAT number registers with its codice fiscale, and is invoiced by it at its PEC', async () => {
    const {
      items: [invoice],
    } = await house.get<InvoicePage>('/v1/invoices');
    const xml = await xmlOf(house, `/v1/invoices/${invoice!.id}/fattura.xml`);
    const buyer = /<CessionarioCommittente>[\s\S]*<\/CessionarioCommittente>/.exec(xml)![0];
    expect(buyer).toContain('<CodiceFiscale>80012000826</CodiceFiscale>');
    expect(buyer).not.toContain('IdFiscaleIVA');
    expect(xml.replace(/\s+/g, '')).toContain(
      '<CodiceDestinatario>0000000</CodiceDestinatario><PECDestinatario>condominio@pec.example.it</PECDestinatario>',
    );
  });

  it('case 13: another customer’s does not exist', async () => {
    const { items } = await ada.get<InvoicePage>('/v1/invoices');
    expect((await firm.request('get', `/v1/invoices/${items[0]!.id}/fattura.xml`)).status).toBe(404);
    expect((await firm.request('get', `/v1/invoices?contractId=${ada.contractId}`)).status).toBe(404);
  });

  it('staff list them all by number, and the command line writes a file for each', async () => {
    const staff = await admin(system);
    const first = await staff.get<InvoicePage>('/v1/staff/invoices?limit=1');
    const second = await staff.get<InvoicePage>(`/v1/staff/invoices?limit=1&cursor=${first.nextCursor}`);
    expect([first, second].flatMap(({ items }) => items.map(({ number }) => number))).toEqual(['3/2026', '2/2026']);
    const folder = mkdtempSync(join(tmpdir(), 'invoices-'));
    await system.cli('billing', 'invoices', 'export', '--period', '2026-11', '--out', folder);
    expect(readdirSync(folder)).toEqual([
      'IT00743110157_00001.xml',
      'IT00743110157_00002.xml',
      'IT00743110157_00003.xml',
    ]);
    const { text } = await staff.request('get', `/v1/staff/invoices/${second.items[0]!.id}/fattura.xml`);
    expect(readFileSync(join(folder, second.items[0]!.fileName), 'utf8')).toBe(text);
  });

  it('R23: go to SdI and come to their end: at the Agenzia, or rejected, corrected, issued again under the same number, and delivered', async () => {
    const staff = await admin(system);
    const exchange = async () =>
      JSON.parse(await system.cli('billing', 'invoices', 'send', '--json')) as { sent: number };
    const stateOf = async (who: Customer) => (await who.get<InvoicePage>('/v1/invoices')).items[0]!.state;
    const exchanged = (state: string, who: Customer) =>
      eventually(
        `the invoice to be ${state}`,
        async () => (await stateOf(who)) === state || (await exchange(), false),
        60_000,
      );
    await exchanged('undeliverable', ada);
    await exchanged('rejected', firm);
    await exchanged('delivered', house);
    await mailTo(system, ada.email, 'Agenzia delle Entrate');
    const {
      items: [rejected],
    } = await staff.get<InvoicePage>('/v1/staff/invoices?state=rejected');
    const resend = (key: string) =>
      staff
        .request('post', `/v1/staff/invoices/${rejected!.id}/resend`, {
          holder: { ...COMPANY_HOLDER, codiceDestinatario: 'abc1234' },
        })
        .set('Idempotency-Key', key);
    const [first, second] = [await resend('resend-1'), await resend('resend-1')];
    expect([first.status, first.body]).toEqual([
      200,
      expect.objectContaining({ number: rejected!.number, date: rejected!.date, state: 'issued' }),
    ]);
    expect([second.status, second.body]).toEqual([200, first.body]);
    expect((await resend('resend-2')).body).toMatchObject({ code: 'invoice_not_rejected' });
    await exchanged('delivered', firm);
    const { history, messages } = await staff.get<InvoiceDetail>(`/v1/staff/invoices/${rejected!.id}`);
    expect([history.map(({ what }) => what), messages.map(({ kind }) => kind)]).toEqual([
      ['issued', 'sent', 'NS', 'reissued', 'sent', 'RC'],
      ['RC', 'NS'],
    ]);
    const pdf = await firm.request('get', `/v1/invoices/${rejected!.id}/invoice.pdf`).buffer(true);
    expect([pdf.status, pdf.headers['content-type'], (pdf.body as Buffer).subarray(0, 5).toString()]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);
    expect((await ada.request('get', `/v1/invoices/${rejected!.id}/invoice.pdf`)).status).toBe(404);
    expect(JSON.parse(await system.cli('billing', 'invoices', 'status', '--json'))).toMatchObject({
      states: { delivered: 2, undeliverable: 1, rejected: 0, issued: 0, sent: 0 },
    });
  });
});
