import { adjustmentChanged, latePortIndemnified } from '#libs/api/billing/adjustments.js';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { accountsRpc } from '#libs/api/accounts/accounts.js';
import { addDays, romeDate } from '#libs/italy/rome-time.js';
import { formatDay } from '#libs/italy/formats.js';
import { formatNumber } from '#libs/italy/phone-number.js';
import { creditLeft, paymentFellShort } from '#libs/api/billing/payments.js';
import { billingRpc, type OpenAccount } from '#libs/api/billing/billing.js';
import { creditorReference } from '#libs/italy/creditor-reference.js';
import { debtOpened, debtReminder } from '#libs/api/billing/debts.js';
import { invoiceMoved } from '#libs/api/billing/sdi.js';
import { portInChanged } from '#libs/api/numbers/port-in.js';
import { numberPortedOut } from '#libs/api/numbers/port-out.js';
import { UnitOfWork } from '#libs/messaging/unit-of-work.js';
import { newId } from '#libs/platform/ids.js';
import { Peer } from '#libs/testing/peer.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { CREDENTIALS_EMAILS } from '../src/credentials/credentials.templates.js';
import { EmailQueue } from '../src/mail/email-queue.service.js';
import { mario, startAccounts, willingBilling, willingNumbers } from './environment.js';

describe('emails through a real SMTP server', () => {
  const received: ParsedMail[] = [];
  let refusals = 0;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) =>
      void simpleParser(stream).then((mail) => {
        if (refusals-- > 0) return done(Object.assign(new Error('try again later'), { responseCode: 451 }));
        received.push(mail);
        return done();
      }),
  });
  let accounts: ServiceUnderTest;
  let peers: Peer[];
  let nextMonth: { nextMonthFrom?: string; nextMonthCents?: number } = {};
  const opened = (contractNumber: string) => {
    const paymentReference = creditorReference(contractNumber);
    return {
      amountDueCents: 1_234,
      amountDueOn: '2026-12-10',
      paymentReference,
      payBy: { ways: ['bank_transfer' as const], paymentReference },
      ...nextMonth,
    };
  };
  beforeAll(async () => {
    await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', listening));
    accounts = await startAccounts({
      SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
      MAIL_FROM: 'OpenVOIP <hello@openvoip.example>',
    });
    peers = [
      await Peer.start(accounts, 'numbers', willingNumbers()),
      await Peer.start(
        accounts,
        'billing',
        willingBilling([[billingRpc.openAccount, ({ contractNumber }: OpenAccount) => opened(contractNumber)]]),
      ),
    ];
  });
  afterAll(async () => {
    await Promise.all(peers.map((peer) => peer.stop()));
    await accounts.stop();
    await new Promise<void>((closed) => smtp.close(closed));
  });
  const to = (email: string): ParsedMail[] =>
    received.filter((mail) => [mail.to].flat().some((address) => address?.text.includes(email)));
  const mailTo = (email: string): Promise<ParsedMail> => eventually('the mail', () => to(email)[0]);

  it('tells a new customer, in its language, what to pay and how to confirm its address', async () => {
    const italian = mario();
    const english = mario();
    await accounts.call(accountsRpc.register, italian, { locale: 'it' });
    const { contract } = await accounts.call(accountsRpc.register, english, { locale: 'en' });
    const [it, en] = [await mailTo(italian.email), await mailTo(english.email)];
    expect(it.subject).toMatch(/^Registrazione ricevuta, contratto C\d{8}$/);
    expect(it.text).toMatch(/12,34\s€/);
    expect(en.text).toContain('€12.34');
    expect(en.text!.replaceAll(' ', '')).toContain(contract.paymentReference);
    expect(en.text).toMatch(/confirm-email\?token=\S+/);
    expect(en.from!.text).toContain('hello@openvoip.example');
  });

  it('R7: tells of a debt and reminds of it, with the amount and the payment reference, once however often it is told', async () => {
    const request = mario();
    const { contract } = await accounts.call(accountsRpc.register, request, { locale: 'it' });
    const { customerId } = (await accounts.database
      .collection('contracts')
      .findOne({ _id: contract.id as never })) as unknown as { customerId: string };
    const debt = {
      contractId: contract.id,
      customerId,
      debtCents: 1_885,
      paymentReference: contract.paymentReference!,
      since: '2026-12-01T00:00:00Z',
    };
    const event = newId('evt');
    for (let times = 0; times < 2; times++) await accounts.publish(debtOpened, contract.id, debt, event);
    await accounts.publish(debtReminder, contract.id, { ...debt, days: 7, reminder: 1 });
    const mails = await eventually('both mails', () =>
      [to(request.email).filter(({ text }) => text!.includes('18,85'))].find((found) => found.length === 2),
    );
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Il tuo credito è sotto zero',
      expect.stringMatching(/^Promemoria: mancano 18,85\s€$/),
    ]);
    for (const { text } of mails) expect(text!.replaceAll(' ', '')).toContain(contract.paymentReference);
  });

  it('R23: tells where an invoice is that could not be delivered, once however often it is told, and of no other move', async () => {
    const request = mario();
    const { contract } = await accounts.call(accountsRpc.register, request, { locale: 'it' });
    const invoice = {
      invoiceId: newId('inv'),
      contractId: contract.id,
      customerId: contract.customerId,
      number: '42/2026',
      date: '2026-11-30',
      fileName: 'IT00743110157_0000A.xml',
      at: '2026-12-04T10:00:00Z',
    };
    const event = newId('evt');
    await accounts.publish(invoiceMoved, invoice.invoiceId, {
      ...invoice,
      state: 'rejected',
      reason: '00311',
      sendAgainBy: '2026-12-09',
    });
    for (let times = 0; times < 2; times++)
      await accounts.publish(invoiceMoved, invoice.invoiceId, { ...invoice, state: 'undeliverable' }, event);
    await accounts.publish(debtOpened, contract.id, {
      contractId: contract.id,
      customerId: contract.customerId,
      debtCents: 1,
      paymentReference: contract.paymentReference!,
      since: '2026-12-01T00:00:00Z',
    });
    await eventually('both mails', () =>
      ['sotto zero', '42/2026'].every((words) => to(request.email).some(({ subject }) => subject!.includes(words))),
    );
    const [mail, ...others] = to(request.email).filter(({ subject }) => subject!.includes('42/2026'));
    expect([mail!.text, others]).toEqual([expect.stringContaining('del 30 novembre 2026'), []]);
    expect(mail!.text).toContain('Agenzia delle Entrate');
  });

  it('R31: tells of a payment that fell short what came, what is missing, how to pay it and until when, once, and holds the number for the whole time', async () => {
    const request = mario();
    const { contract } = await accounts.call(accountsRpc.register, request, { locale: 'it' });
    const { id: contractId, customerId, paymentReference } = contract;
    const short = {
      contractId,
      customerId,
      entryId: newId('ent'),
      reason: 'activation' as const,
      receivedCents: 70,
      dueCents: 122,
      missingCents: 52,
      paymentReference: paymentReference!,
      payBy: {
        ways: ['bank_transfer' as const],
        paymentReference: paymentReference!,
        iban: 'IT60X0542811101000000123456',
        beneficiary: 'OpenVOIP S.r.l.',
      },
      at: '2026-12-10T09:00:00Z',
    };
    for (let times = 0; times < 2; times++) await accounts.publish(paymentFellShort, contractId, short);
    const mail = await eventually('the mail', () =>
      to(request.email).find(({ subject }) => subject!.startsWith('Mancano')),
    );
    expect(mail.subject).toMatch(/^Mancano 0,52\s€ per attivare il contratto C\d{8}$/);
    for (const said of ['0,70', '1,22', 'IT60 X054 2811 1010 0000 0123 456', 'riservato per te fino al'])
      expect(mail.text).toContain(said);
    expect(mail.text).not.toContain('carta');
    const held = await accounts.call(
      accountsRpc.getContract,
      { contractId },
      { actor: { kind: 'customer', id: newId('usr'), roles: ['customer'], customerId } },
    );
    expect(held).toMatchObject({ expiresBecause: 'not_paid', expiresAt: contract.expiresAtOnceConfirmed });
    await accounts.publish(paymentFellShort, contractId, {
      ...short,
      entryId: newId('ent'),
      reason: 'debt',
      payBy: { ...short.payBy, ways: ['card', 'bank_transfer'] },
    });
    await accounts.publish(paymentFellShort, contractId, {
      ...short,
      entryId: newId('ent'),
      reason: 'change',
      until: '2026-12-10T10:00:00Z',
    });
    await eventually('all of them', () => to(request.email).length === 4);
    expect(to(request.email).find(({ subject }) => subject!.startsWith('Mancano ancora'))!.text).toContain('con carta');
  });

  it('R31: tells of money on a contract that is over what can be done, once for each cause', async () => {
    const request = mario();
    const { contract } = await accounts.call(accountsRpc.register, request, { locale: 'it' });
    const left = {
      contractId: contract.id,
      customerId: contract.customerId,
      contractNumber: contract.contractNumber,
      amountCents: 122,
      at: '2026-12-10T09:00:00Z',
    };
    for (let times = 0; times < 2; times++)
      await accounts.publish(creditLeft, contract.id, { ...left, causeId: contract.id, why: 'not_activated' });
    await accounts.publish(creditLeft, contract.id, {
      ...left,
      causeId: newId('ent'),
      why: 'paid_too_late',
      receivedCents: 72,
    });
    await accounts.publish(creditLeft, contract.id, {
      ...left,
      causeId: newId('ent'),
      why: 'contract_ended',
      receivedCents: 72,
    });
    await accounts.publish(creditLeft, contract.id, {
      ...left,
      causeId: newId('ent'),
      why: 'booked_too_late',
      receivedCents: 72,
      receivedOn: '2026-12-01',
    });
    await eventually('all of them', () => to(request.email).length === 5);
    const late = to(request.email).find(({ subject }) => subject!.startsWith('Pagamento registrato dopo'))!;
    for (const said of [formatDay('2026-12-01', 'it'), formatNumber(contract.number!), 'se è ancora libero'])
      expect(late.text).toContain(said);
    const subjects = to(request.email)
      .map(({ subject }) => subject)
      .filter((subject) => !subject!.startsWith('Registrazione'))
      .toSorted();
    expect(subjects).toEqual([
      expect.stringMatching(/^Pagamento arrivato tardi/),
      expect.stringMatching(/^Pagamento dopo la fine/),
      expect.stringMatching(/^Pagamento registrato dopo/),
      expect.stringMatching(/^Ti spettano 1,22/),
    ]);
  });

  it('R31: names both prices with their dates where the number is held beyond the end of the month', async () => {
    const request = mario();
    // Whatever day the test runs on, this one is before the end of the hold.
    const from = addDays(romeDate(accounts.clock.now()), 1);
    nextMonth = { nextMonthFrom: from, nextMonthCents: 1_220 };
    const answer = await accounts.call(accountsRpc.register, request, { locale: 'it' });
    nextMonth = {};
    expect(answer).toMatchObject({
      amountDueUntil: answer.contract.expiresAt,
      nextMonthFrom: from,
      nextMonthCents: 1_220,
      payBy: { ways: ['bank_transfer'] },
    });
    const mail = await mailTo(request.email);
    for (const said of [
      `entro il ${formatDay(addDays(from, -1), 'it')}`,
      `dal ${formatDay(from, 'it')}`,
      '12,20',
      '12,34',
    ])
      expect(mail.text).toContain(said);
  });

  it('R5: tells each step of a port, with the day it comes or what to do, once however often it is told', async () => {
    const request = mario();
    const { contract } = await accounts.call(accountsRpc.register, request, { locale: 'it' });
    const { customerId } = (await accounts.database
      .collection('contracts')
      .findOne({ _id: contract.id as never })) as unknown as { customerId: string };
    const order = {
      portInId: newId('pin'),
      contractId: contract.id,
      customerId,
      numbers: ['+390612345678', '+390612345679'],
      at: '2026-12-10T09:00:00Z',
    };
    const event = newId('evt');
    for (let times = 0; times < 2; times++)
      await accounts.publish(
        portInChanged,
        order.portInId,
        {
          ...order,
          state: 'rejected',
          reason: 'migration_code_wrong',
          whatToDoIt: 'Controlla il codice.',
          whatToDoEn: 'Check the code.',
        },
        event,
      );
    await accounts.publish(portInChanged, order.portInId, { ...order, state: 'accepted', cutOverOn: '2026-12-15' });
    await accounts.publish(numberPortedOut, contract.id, {
      contractId: contract.id,
      customerId,
      number: '+390612345678',
      recipient: 'Altro',
      last: false,
      at: '2026-12-10T09:00:00Z',
    });
    await eventually('all of them', () => to(request.email).length === 4);
    const subjects = to(request.email)
      .map(({ subject }) => subject)
      .toSorted();
    expect(subjects).toEqual([
      expect.stringMatching(/^Il numero .* è passato ad altro operatore$/),
      'Portabilità: i numeri passano il 15 dicembre 2026',
      'Portabilità: richiesta respinta',
      expect.stringMatching(/^Registrazione/),
    ]);
    expect(to(request.email).find(({ subject }) => subject!.endsWith('respinta'))!.text).toContain(
      'Controlla il codice.',
    );
  });

  it('R22: tells of an indemnity what it is for and where it went, and until when numbers are promised', async () => {
    const request = mario();
    const { contract } = await accounts.call(accountsRpc.register, request, { locale: 'it' });
    const { id: contractId, customerId } = contract;
    const at = '2026-12-10T09:00:00Z';
    const late = {
      portInId: newId('pin'),
      contractId,
      customerId,
      numbers: ['+390612345678'],
      daysLate: 1,
      amountCents: 500,
      contractEnded: true,
      at,
    };
    const event = newId('evt');
    for (let times = 0; times < 2; times++) await accounts.publish(latePortIndemnified, contractId, late, event);
    await accounts.publish(adjustmentChanged, newId('adj'), {
      adjustmentId: newId('adj'),
      contractId,
      customerId,
      amountCents: 250,
      reason: 'Risposta dopo dieci giorni',
      ground: 'late_answer',
      state: 'booked',
      requestedBy: newId('usr'),
      at,
    });
    await accounts.publish(portInChanged, late.portInId, {
      portInId: late.portInId,
      contractId,
      customerId,
      numbers: late.numbers,
      state: 'submitted',
      promisedOn: '2026-12-15',
      at,
    });
    await accounts.publish(numberPortedOut, contractId, {
      contractId,
      customerId,
      number: '+390612345678',
      recipient: 'Altro',
      last: false,
      afterEnd: true,
      at,
    });
    await eventually('all of them', () => to(request.email).length === 5);
    const textOf = (subject: RegExp): string => to(request.email).find((mail) => subject.test(mail.subject!))!.text!;
    expect(textOf(/^Indennizzo per portabilità in ritardo: 5,00/)).toMatch(/in ritardo di un giorno(.|\n)*bonifico/);
    expect(textOf(/^Indennizzo per risposta in ritardo: 2,50/)).toContain('Risposta dopo dieci giorni');
    expect(textOf(/richiesta inviata/)).toContain('entro il 15 dicembre 2026');
    expect(textOf(/è passato ad altro operatore/)).toContain("Non c'è nulla da pagare");
  });

  it('tries again what the server refused for now', async () => {
    refusals = 1;
    const request = mario();
    await accounts.call(accountsRpc.register, request);
    expect(await mailTo(request.email)).toBeDefined();
  });

  it('sends one email for one cause, and none when its transaction is undone', async () => {
    const user = {
      _id: newId('usr'),
      email: `once.${newId('x')}@example.it`,
      name: 'Anna',
      locale: 'it' as const,
      customerId: undefined,
    };
    const nobody = { ...user, email: `never.${newId('x')}@example.it` };
    const [work, queue] = [accounts.get(UnitOfWork), accounts.get(EmailQueue)];
    await work.run((tx) => queue.add(CREDENTIALS_EMAILS.passwordChanged, 'cause', user, tx));
    await mailTo(user.email);
    await work.run((tx) => queue.add(CREDENTIALS_EMAILS.passwordChanged, 'cause', user, tx));
    await work
      .run(async (tx) => {
        await queue.add(CREDENTIALS_EMAILS.passwordChanged, 'undone', nobody, tx);
        throw new Error('undone');
      })
      .catch(() => undefined);
    await work.run((tx) => queue.add(CREDENTIALS_EMAILS.passwordChanged, 'last', user, tx));
    await eventually('the last mail', () => to(user.email).length === 2);
    expect(to(nobody.email)).toHaveLength(0);
    expect(to(user.email)[0]!.messageId).not.toBe(to(user.email)[1]!.messageId);
  });
});
