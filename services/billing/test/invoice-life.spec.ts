import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getModelToken } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { billingInvoicesRpc } from '#libs/api/billing/invoices.js';
import { billingLifecycleRpc } from '#libs/api/billing/lifecycle.js';
import { billingPaymentsRpc } from '#libs/api/billing/payments.js';
import {
  billingSdiRpc,
  invoiceMoved,
  invoicesUnanswered,
  invoiceStillRejected,
  sdiMessageOdd,
} from '#libs/api/billing/sdi.js';
import { billingRpc } from '#libs/api/billing/billing.js';
import type { Holder } from '#libs/api/kernel/holder.js';
import { Lease } from '#libs/messaging/lease.js';
import { newId, sha256Of } from '#libs/platform/ids.js';
import { unfitForPeople } from '#libs/testing/for-people.js';
import { textOfPdf } from '#libs/testing/pdf.js';
import { ServiceUnderTest } from '#libs/testing/service.js';
import { BillingModule } from '../src/billing.module.js';
import { startBillingProcess } from '../src/process/billing.process.js';
import type { Invoice } from '../src/documents/invoices/invoice.schema.js';
import { Invoicing } from '../src/documents/invoices/invoicing.service.js';
import { OperatorConfig } from '#libs/platform/operator.config.js';
import { SdiExchanges } from '../src/documents/sdi/sdi-exchange.service.js';
import { SdiSchedule } from '../src/documents/sdi/sdi.worker.js';
import { JobsModule } from '../src/jobs.module.js';
import { SdiMessages } from '../src/documents/sdi/sdi-messages.service.js';
import { customerOf, operator } from './support.js';

const address = { street: 'Corso Italia 2', cap: '10121', city: 'Torino', province: 'TO' };
const FIRM: Holder = {
  kind: 'company',
  companyName: 'Esempio S.r.l.',
  partitaIva: '12345670017',
  codiceDestinatario: 'ABC1234',
  address,
};
const IDENTITY: Partial<OperatorConfig> = {
  OPERATOR_VAT_NUMBER: '00743110157',
  OPERATOR_STREET: 'Via Dante 1',
  OPERATOR_CAP: '20121',
  OPERATOR_CITY: 'Milano',
  OPERATOR_PROVINCE: 'MI',
};
const ROOTS = {
  RC: 'RicevutaConsegna',
  MC: 'RicevutaImpossibilitaRecapito',
  NS: 'RicevutaScarto',
  AT: 'AttestazioneTrasmissioneFattura',
} as const;
const WRONG_CODE =
  '<ListaErrori><Errore><Codice>00311</Codice><Descrizione>CodiceDestinatario non valido</Descrizione><Suggerimento>Verificare il codice</Suggerimento></Errore></ListaErrori>';

const message = (
  kind: keyof typeof ROOTS,
  about: string,
  { more = '', id = '111' } = {},
): string => `<?xml version="1.0" encoding="UTF-8"?>
<ns3:${ROOTS[kind]} xmlns:ns3="http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fattura/messaggi/v1.0" versione="1.0"><IdentificativoSdI>${id}</IdentificativoSdI><NomeFile>${about}</NomeFile>${more}<MessageId>1</MessageId></ns3:${ROOTS[kind]}>`;

describe('R23: the life of electronic invoices on the real database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sdi-'));
  let billing: ServiceUnderTest;
  let invoices: Model<Invoice>;
  let contracts = 0;
  let files = 0;

  beforeAll(async () => {
    process.env.SDI_FOLDER = folder;
    billing = await ServiceUnderTest.start('billing', BillingModule, '2026-11-21T10:00:00Z');
    invoices = billing.app.get(getModelToken('Invoice'));
    Object.assign(billing.get(OperatorConfig), IDENTITY);
  });
  afterAll(async () => {
    delete process.env.SDI_FOLDER;
    await billing.stop();
    rmSync(folder, { recursive: true });
  });

  const round = () => billing.get(SdiExchanges).round();
  const at = (text: string): void => billing.clock.moveTo(new Date(text));
  const get = (of: { _id: string }): Promise<Invoice> => invoices.findById(of._id).lean<Invoice>().orFail();
  const detail = (of: { _id: string }) => billing.call(billingSdiRpc.invoiceDetail, { invoiceId: of._id }, operator);
  /** Something comes; it was written a while ago. */
  const comes = (content: string | Buffer, name = `message_${(files += 1)}.xml`): string => {
    writeFileSync(join(folder, 'in', name), content);
    const before = Date.now() / 1_000 - 3_600;
    utimesSync(join(folder, 'in', name), before, before);
    return name;
  };
  /** An issued invoice of November, its month over. */
  const issued = async (holder: Holder = FIRM): Promise<Invoice> => {
    at('2026-11-21T10:00:00Z');
    const account = {
      contractId: newId('con'),
      customerId: newId('cus'),
      contractNumber: `C${String(++contracts).padStart(8, '0')}`,
      number: '+390212345678',
      services: [{ product: 'pbx_basic', quantity: 1 }],
    };
    const { paymentReference } = await billing.call(billingRpc.openAccount, {
      ...account,
      holder: { kind: 'company', name: 'Esempio S.r.l.', taxCode: '12345670017' },
      identity: holder,
    });
    await billing.call(
      billingPaymentsRpc.bookBankTransfer,
      { paymentReference, amountCents: 5_000, bankReference: newId('bnk'), receivedOn: '2026-11-21' },
      operator,
    );
    at('2026-12-03T10:00:00Z');
    await billing.get(Invoicing).issue('2026-11');
    return invoices.findOne({ contractId: account.contractId }).lean<Invoice>().orFail();
  };
  const sent = async (holder?: Holder): Promise<Invoice> => {
    const invoice = await issued(holder);
    await round();
    return get(invoice);
  };

  it('goes out by itself, once, as the very file that was issued', async () => {
    const invoice = await issued();
    expect((await get(invoice)).state).toBe('issued');
    // Of rounds at once, one exchanges and the other is told so.
    await Promise.allSettled([round(), round()]);
    await round();
    expect(readFileSync(join(folder, 'out', invoice.fileName), 'utf8')).toBe(invoice.xml);
    expect((await detail(invoice)).history.map(({ what }) => what)).toEqual(['issued', 'sent']);
  });

  it('is delivered, or lies at the Agenzia; told twice, late or in another order it stays what it was', async () => {
    const [one, two] = [await sent(), await sent()];
    comes(message('RC', one.fileName));
    comes(message('MC', two.fileName, { more: '<DataMessaADisposizione>2026-12-04</DataMessaADisposizione>' }));
    expect(await round()).toMatchObject({ taken: 2, odd: 0 });
    comes(message('RC', one.fileName));
    comes(message('MC', one.fileName));
    comes(message('AT', two.fileName));
    await round();
    expect([(await get(one)).state, (await get(two)).state]).toEqual(['delivered', 'undeliverable']);
    expect((await detail(one)).messages.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['MC', 'noted'],
      ['RC', 'moved'],
    ]);
    expect((await billing.allSent(invoiceMoved, two._id)).map(({ state, number }) => [state, number])).toEqual([
      ['undeliverable', two.number],
    ]);
    comes(message('RC', two.fileName));
    await round();
    expect((await billing.allSent(invoiceMoved, two._id)).map(({ state }) => state)).toEqual([
      'undeliverable',
      'delivered',
    ]);
  });

  it('rejected, it is issued again under its number and date with the corrected data, and staff are reminded on the third day', async () => {
    const invoice = await sent();
    comes(message('NS', invoice.fileName, { more: `<Hash>${sha256Of(invoice.xml)}</Hash>${WRONG_CODE}` }));
    await round();
    expect(await detail(invoice)).toMatchObject({
      state: 'rejected',
      sdiId: '111',
      sendAgainBy: '2026-12-08',
      errors: [{ code: '00311', suggestion: 'Verificare il codice' }],
    });
    at('2026-12-05T22:59:00Z');
    await round();
    expect(await billing.allSent(invoiceStillRejected, invoice._id)).toEqual([]);
    at('2026-12-05T23:01:00Z');
    for (let times = 0; times < 2; times++) await round();
    expect(await billing.allSent(invoiceStillRejected, invoice._id)).toMatchObject([
      { number: invoice.number, sendAgainBy: '2026-12-08', reason: expect.stringContaining('00311') },
    ]);

    const context = { actor: operator, idempotencyKey: newId('key') };
    const corrected = { ...FIRM, codiceDestinatario: 'zyx9876' };
    const resend = () =>
      billing.call(billingSdiRpc.resendInvoice, { invoiceId: invoice._id, holder: corrected }, context);
    const again = await resend();
    expect(await resend()).toEqual(again);
    expect(again).toMatchObject({
      number: invoice.number,
      date: invoice.date,
      state: 'issued',
      grossCents: invoice.grossCents,
    });
    expect(again.fileName).not.toBe(invoice.fileName);
    await round();
    const { xml, formerFiles } = await get(invoice);
    expect(readFileSync(join(folder, 'out', again.fileName), 'utf8')).toBe(xml);
    expect(xml).toContain('<CodiceDestinatario>ZYX9876</CodiceDestinatario>');
    const bodyOf = (text: string) => /<FatturaElettronicaBody>[\s\S]*/.exec(text)![0];
    expect(bodyOf(xml)).toBe(bodyOf(invoice.xml));
    expect(formerFiles).toMatchObject([{ fileName: invoice.fileName, xml: invoice.xml, sdiId: '111' }]);

    comes(message('NS', invoice.fileName, { more: WRONG_CODE, id: '112' }));
    comes(message('RC', invoice.fileName, { id: '113' }));
    comes(message('RC', again.fileName, { id: '114' }));
    expect(await round()).toMatchObject({ taken: 2, odd: 1 });
    expect(await detail(invoice)).toMatchObject({ state: 'delivered', sdiId: '114', errors: [] });
    expect((await detail(invoice)).history.map(({ what }) => what)).toEqual([
      'issued',
      'sent',
      'NS',
      'reissued',
      'sent',
      'RC',
    ]);
  });

  it('is issued again as the customer’s data stand today, when nothing else is said; a second rejection begins its own days', async () => {
    const invoice = await sent();
    comes(message('NS', invoice.fileName, { more: WRONG_CODE }));
    await round();
    await billing.database
      .collection<{ _id: string }>('accounts')
      .updateOne({ _id: invoice.contractId }, { $set: { 'holder.identity.codiceDestinatario': 'NEW0001' } });
    at('2026-12-07T10:00:00Z');
    const again = await billing.call(billingSdiRpc.resendInvoice, { invoiceId: invoice._id }, operator);
    expect((await get(invoice)).xml).toContain('NEW0001');
    comes(message('NS', again.fileName, { more: WRONG_CODE }));
    await round();
    expect(await detail(invoice)).toMatchObject({ state: 'rejected', sendAgainBy: '2026-12-12' });
  });

  it('only a rejected one is issued again, and only with data that can be', async () => {
    const invoice = await sent();
    const resend = (holder?: Holder) =>
      billing.call(billingSdiRpc.resendInvoice, { invoiceId: invoice._id, holder }, operator);
    await expect(resend()).rejects.toMatchObject({ code: 'invoice_not_rejected', status: 409 });
    comes(message('NS', invoice.fileName, { more: WRONG_CODE }));
    await round();
    const before = await get(invoice);
    await expect(resend({ ...FIRM, codiceDestinatario: 'XXXXXXX' })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(
      billing.call(billingSdiRpc.resendInvoice, { invoiceId: newId('inv') }, operator),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      billing.call(billingSdiRpc.resendInvoice, { invoiceId: invoice._id }, customerOf(invoice)),
    ).rejects.toMatchObject({ status: 403 });
    expect(await get(invoice)).toEqual(before);
  });

  it('what is odd goes to staff with its reason, kept as it came, and stops nothing', async () => {
    const invoice = await sent();
    const other = await sent();
    const odd: [string | Buffer, string][] = [
      ['this is no XML', 'no XML'],
      ['<FatturaElettronica/>', 'no message of SdI'],
      [message('RC', 'IT00743110157_ZZZZZ.xml'), 'no invoice of ours'],
      ['<!DOCTYPE x [<!ENTITY a "b">]><RicevutaConsegna/>', 'document type'],
      [message('RC', invoice.fileName, { more: `<Hash>${sha256Of('another')}</Hash>` }), 'hash differs'],
      [
        message('NS', invoice.fileName, {
          more: '<ListaErrori><Errore><Codice>00404</Codice><Descrizione>Fattura duplicata</Descrizione></Errore></ListaErrori>',
        }),
        'has had this invoice',
      ],
      [Buffer.alloc(0), 'empty'],
    ];
    const names = odd.map(([content], index) => comes(content, `odd_${index}.xml`));
    comes(message('RC', other.fileName), 'zzz_last.xml');
    expect(await round()).toMatchObject({ taken: 1, odd: odd.length });
    expect([(await get(invoice)).state, (await get(other)).state]).toEqual(['sent', 'delivered']);
    expect(readdirSync(join(folder, 'odd'))).toEqual(expect.arrayContaining(names));
    const told = await billing.allSent(sdiMessageOdd);
    for (const [index, [content, reason]] of odd.entries()) {
      const { messageId } = told.find(({ fileName }) => fileName === names[index])!;
      expect(told.find(({ fileName }) => fileName === names[index])!.reason).toContain(reason);
      expect((await billing.call(billingSdiRpc.getSdiMessage, { messageId }, operator)).content).toBe(
        Buffer.from(content).toString('base64'),
      );
    }
    comes('this is no XML');
    await round();
    expect(await billing.allSent(sdiMessageOdd)).toHaveLength(told.length);
  });

  it('a file that is still being written waits for the next round', async () => {
    const invoice = await sent();
    const whole = message('RC', invoice.fileName);
    writeFileSync(join(folder, 'in', 'half.xml'), whole.slice(0, 100));
    expect(await round()).toMatchObject({ taken: 0, odd: 0 });
    comes(whole, 'half.xml');
    expect(await round()).toMatchObject({ taken: 1 });
    expect((await get(invoice)).state).toBe('delivered');
  });

  it('a message that cannot be taken now is taken later, and holds up neither the others nor what goes out', async () => {
    const [one, two] = [await sent(), await sent()];
    const three = await issued();
    const messages = billing.get(SdiMessages);
    const take = messages.receive.bind(messages);
    messages.receive = (fileName, content) =>
      fileName === 'aaa.xml' ? Promise.reject(new Error('the database blinked')) : take(fileName, content);
    comes(message('RC', one.fileName), 'aaa.xml');
    comes(message('RC', two.fileName), 'bbb.xml');
    expect(await round()).toMatchObject({ taken: 1, odd: 0, sent: 1 });
    messages.receive = take;
    expect([(await get(one)).state, (await get(two)).state, (await get(three)).state]).toEqual([
      'sent',
      'delivered',
      'sent',
    ]);
    await round();
    expect((await get(one)).state).toBe('delivered');
  });

  it('one message taken twice at once counts once', async () => {
    const invoice = await sent();
    const content = Buffer.from(message('RC', invoice.fileName));
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, (_, index) => billing.get(SdiMessages).receive(`copy_${index}.xml`, content)),
    );
    expect(outcomes).toEqual(['moved', 'moved', 'moved', 'moved']);
    expect((await detail(invoice)).messages).toHaveLength(1);
    expect(await billing.allSent(invoiceMoved, invoice._id)).toHaveLength(1);
  });

  it('an intermediary may give the file another name: it is known by what it holds', async () => {
    const invoice = await sent();
    comes(message('RC', 'IT99999999999_0A1B2.xml', { more: `<Hash>${sha256Of(invoice.xml)}</Hash>` }));
    await round();
    expect((await get(invoice)).state).toBe('delivered');
  });

  it('the jobs exchange by themselves; while another process does, they leave it to that one', async () => {
    const invoice = await issued();
    const jobs = await startBillingProcess({ module: JobsModule, config: billing.config, clock: billing.clock });
    try {
      const other = new Lease(billing.database, 'sdi-exchange', 60_000);
      expect(await other.acquire()).toBe(true);
      await jobs.get(SdiSchedule).exchange();
      expect((await get(invoice)).state).toBe('issued');
      await expect(round()).rejects.toMatchObject({ code: 'sdi_busy' });
      await other.release();
      await jobs.get(SdiSchedule).exchange();
      expect((await get(invoice)).state).toBe('sent');
    } finally {
      await jobs.close();
    }
  });

  it('SdI’s silence is told to staff once, for the oldest and all that wait as long', async () => {
    await invoices.updateMany({ state: 'sent' }, { $set: { state: 'delivered' } });
    const [one, two] = [await sent(), await sent()];
    at('2026-12-08T22:59:00Z');
    await round();
    expect(await billing.allSent(invoicesUnanswered)).toEqual([]);
    at('2026-12-08T23:01:00Z');
    for (let times = 0; times < 2; times++) await round();
    expect(await billing.allSent(invoicesUnanswered)).toEqual([{ count: 2, number: one.number, sentOn: '2026-12-03' }]);
    comes(message('RC', one.fileName));
    await round();
    await round();
    expect((await billing.allSent(invoicesUnanswered)).map(({ number }) => number)).toEqual([one.number, two.number]);
  });

  it('those from before were carried by hand: they count as issued and go out only when somebody says so', async () => {
    const invoice = await issued();
    await invoices.updateOne({ _id: invoice._id }, { $unset: { state: 1, toSend: 1, sha256: 1, history: 1 } });
    await round();
    expect((await get(invoice)).state).toBeUndefined();
    const { items } = await billing.call(billingInvoicesRpc.listInvoices, { state: 'issued', limit: 200 }, operator);
    expect(items.map(({ id, state }) => [id, state])).toEqual([[invoice._id, 'issued']]);
    expect(await billing.get(SdiExchanges).queue('2026-11')).toBe(1);
    await round();
    expect((await get(invoice)).state).toBe('sent');
  });

  it('its customer sees where it is and has a copy for people, in either language; nobody else does', async () => {
    const invoice = await sent();
    comes(message('MC', invoice.fileName, { id: '4711' }));
    await round();
    const own = customerOf(invoice);
    expect(await billing.call(billingInvoicesRpc.getInvoice, { invoiceId: invoice._id }, own)).toMatchObject({
      state: 'undeliverable',
      sdiId: '4711',
    });
    const pdf = async (locale: 'it' | 'en') =>
      textOfPdf(
        Buffer.from(
          (await billing.call(billingSdiRpc.invoicePdf, { invoiceId: invoice._id }, { actor: own, locale })).content,
          'base64',
        ),
      );
    const italian = await pdf('it');
    for (const text of [
      `Fattura ${invoice.number} del 30/11/2026`,
      'Esempio S.r.l.',
      'Partita IVA IT12345670017',
      'Totale',
      'Copia di cortesia',
      invoice.fileName,
      'identificativo SdI 4711',
      'Agenzia delle Entrate',
    ])
      expect(italian.replaceAll('\n', ' ')).toContain(text);
    expect(await pdf('en')).toContain(`Invoice ${invoice.number} of 30/11/2026`);
    for (const text of [italian, await pdf('en')])
      expect(unfitForPeople(text.replaceAll('\n', ' ').replace(invoice.fileName, ''))).toEqual([]);
    await expect(
      billing.call(billingSdiRpc.invoicePdf, { invoiceId: invoice._id }, customerOf({ customerId: newId('cus') })),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('R16: after a voltura it is made out again to whom it was made out', async () => {
    const invoice = await sent();
    comes(message('NS', invoice.fileName, { more: WRONG_CODE }));
    await round();
    await billing.call(billingLifecycleRpc.changeIdentity, {
      contractId: invoice.contractId,
      customerId: newId('cus'),
      holder: { ...FIRM, companyName: 'Altra S.r.l.', partitaIva: '00743110157' },
      effectiveAt: billing.clock.now().toISOString(),
    });
    await billing.call(billingSdiRpc.resendInvoice, { invoiceId: invoice._id }, operator);
    expect(await get(invoice)).toMatchObject({ holderName: 'Esempio S.r.l.', state: 'issued' });
  });
});
