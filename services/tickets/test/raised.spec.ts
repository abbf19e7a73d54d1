import { adjustmentChanged } from '#libs/api/billing/adjustments.js';
import { barredCallsMade } from '#libs/api/billing/call-limits.js';
import { creditUnclaimed, handBookingUnproven } from '#libs/api/billing/payments.js';
import { refundChanged, refundQuestioned } from '#libs/api/billing/refunds.js';
import { invoiceMoved, invoicesUnanswered, invoiceStillRejected, sdiMessageOdd } from '#libs/api/billing/sdi.js';
import { assignmentRefused } from '#libs/api/numbers/numbers.js';
import { billingSagasRpc } from '#libs/api/kernel/sagas.js';
import { districtRunsLow } from '#libs/api/numbers/inventory.js';
import { portInChanged, portInCommented } from '#libs/api/numbers/port-in.js';
import { deskRpc, type DeskTicket } from '#libs/api/tickets/desk.js';
import { ticketAnswered, ticketOpened, ticketsRpc } from '#libs/api/tickets/tickets.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { agent, answering, customer, startTickets } from './support/desk.js';

describe('tickets that events raise', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => (service = await startTickets()));
  afterAll(() => service.stop());
  const raised = async (text: string): Promise<DeskTicket[]> =>
    (await service.call(deskRpc.queue, { text }, agent())).items;

  it('a rejected refund raises one ticket, however often and in whatever message it comes; other moves of a refund none', async () => {
    const mario = customer();
    const body = {
      refundId: newId('ref'),
      contractId: newId('con'),
      customerId: mario.customerId,
      amountCents: 1_000,
      at: '2026-12-01T10:00:00.000Z',
    };
    await service.publish(refundChanged, body.refundId, { ...body, state: 'executed' });
    const event = newId('evt');
    await service.publish(refundChanged, body.refundId, { ...body, state: 'rejected', rejectionReason: 'AC04' }, event);
    await service.publish(refundChanged, body.refundId, { ...body, state: 'rejected', rejectionReason: 'AC04' }, event);
    await service.publish(refundChanged, body.refundId, { ...body, state: 'rejected', rejectionReason: 'AC04' });
    const contractId = newId('con');
    await service.publish(assignmentRefused, body.refundId, {
      contractId,
      number: '+390212345678',
      reason: 'reservation expired',
    });
    await eventually('the ticket of the last event', async () => (await raised(contractId)).length > 0);
    const tickets = await raised(body.refundId);
    expect(tickets).toEqual([
      expect.objectContaining({
        category: 'billing',
        priority: 'high',
        customerId: mario.customerId,
        openedBy: 'ticket-rules',
      }),
    ]);
  });

  it('16-pain002-status-codes: each doubt of the bank about a transfer raises one ticket for staff', async () => {
    const body = {
      refundId: newId('ref'),
      contractId: newId('con'),
      customerId: customer().customerId,
      endToEndId: '01K000000000000000000000AB-1',
      at: '2026-12-01T10:00:00.000Z',
    };
    for (const code of ['RVNM', 'BLCK', 'RVNM'])
      await service.publish(refundQuestioned, body.refundId, { ...body, code });
    await eventually('both tickets', async () => (await raised(body.refundId)).length === 2);
    expect(
      (await raised(body.refundId)).map(({ subject, priority }) => [subject.slice(-4), priority]).toSorted(),
    ).toEqual([
      ['BLCK', 'high'],
      ['RVNM', 'high'],
    ]);
  });

  it('a booking by hand that no statement shows raises one ticket for staff', async () => {
    const body = {
      entryId: newId('ent'),
      contractId: newId('con'),
      amountCents: 4_000,
      bankReference: 'MAI ARRIVATO',
      bookedBy: newId('usr'),
      bookedAt: '2026-11-20T09:00:00Z',
    };
    for (let times = 0; times < 2; times++) await service.publish(handBookingUnproven, body.contractId, body);
    await eventually('the ticket', async () => (await raised(body.bankReference)).length === 1);
    expect(await raised(body.bankReference)).toMatchObject([
      { category: 'billing', priority: 'high', contractId: body.contractId },
    ]);
  });

  it('R31: credit of a lapsed registration that nobody asks back raises one ticket, and another when more of it came', async () => {
    const body = {
      contractId: newId('con'),
      customerId: customer().customerId,
      contractNumber: 'C00000777',
      holderName: 'Mario Rossi',
      amountCents: 122,
      days: 14,
    };
    for (const since of ['2026-12-01T10:00:00.000Z', '2026-12-01T10:00:00.000Z', '2026-12-20T10:00:00.000Z'])
      await service.publish(creditUnclaimed, body.contractId, { ...body, since });
    await eventually('both tickets', async () => (await raised(body.contractId)).length === 2);
    expect((await raised(body.contractId))[0]).toMatchObject({
      category: 'billing',
      contractId: body.contractId,
      customerId: body.customerId,
    });
  });

  it('R23: a rejected invoice, one that is still rejected on the third day, and a message of SdI that is odd raise a ticket each, once; so does SdI’s silence', async () => {
    const mario = customer();
    const invoice = {
      invoiceId: newId('inv'),
      contractId: newId('con'),
      customerId: mario.customerId,
      number: '42/2026',
      date: '2026-11-30',
      at: '2026-12-04T10:00:00Z',
      sendAgainBy: '2026-12-09',
    };
    const messageId = newId('sdm');
    for (let times = 0; times < 2; times++) {
      for (const fileName of ['IT1_0000A.xml', 'IT1_0000B.xml'])
        await service.publish(invoiceMoved, invoice.invoiceId, {
          ...invoice,
          fileName,
          state: 'rejected',
          reason: '00311 CodiceDestinatario non valido',
        });
      await service.publish(invoiceMoved, invoice.invoiceId, {
        ...invoice,
        fileName: 'IT1_0000B.xml',
        state: 'delivered',
      });
      await service.publish(invoiceStillRejected, invoice.invoiceId, { ...invoice, reason: '00311' });
      await service.publish(sdiMessageOdd, messageId, {
        messageId,
        fileName: 'odd.xml',
        reason: 'no invoice of ours has that file',
        known: false,
      });
    }
    const oldest = `${newId('x')}/2026`;
    for (let times = 0; times < 2; times++)
      await service.publish(invoicesUnanswered, newId('inv'), { count: 3, number: oldest, sentOn: '2026-12-03' });
    const silent = async () =>
      service.database.collection('tickets').countDocuments({ causeKey: `invoices-unanswered:${oldest}` });
    await eventually('the ticket of the silence', async () => (await silent()) === 1);
    await eventually(
      'all tickets',
      async () => (await raised(messageId)).length > 0 && (await raised(invoice.invoiceId)).length === 3,
    );
    const priorities = (await raised(invoice.invoiceId))
      .map(({ priority, customerId }) => [priority, customerId])
      .toSorted();
    expect(priorities).toEqual([
      ['high', mario.customerId],
      ['high', mario.customerId],
      ['urgent', mario.customerId],
    ]);
    expect(await raised(messageId)).toHaveLength(1);
  });

  it('R27: calls made to closed destinations raise one ticket for each contract and day, without the numbers called', async () => {
    const body = {
      contractId: newId('con'),
      customerId: customer().customerId,
      day: '2026-12-10',
      classes: ['premium'],
      calls: 1,
      at: '2026-12-10T10:00:00.000Z',
    };
    for (const at of ['2026-12-10T10:00:00.000Z', '2026-12-10T11:00:00.000Z'])
      await service.publish(barredCallsMade, body.contractId, { ...body, at });
    await service.publish(barredCallsMade, body.contractId, { ...body, day: '2026-12-11' });
    await eventually('the ticket of the second day', async () => (await raised(body.contractId)).length === 2);
    expect((await raised(body.contractId)).map(({ category, customerId }) => [category, customerId])).toEqual([
      ['technical', body.customerId],
      ['technical', body.customerId],
    ]);
  });

  it("a raised ticket is the staff's own until they write to the customer: not to see, not in a list, no mail, no event of the customer", async () => {
    const [mario, anna] = [customer(), agent()];
    const raise = async (): Promise<DeskTicket> => {
      const refundId = newId('ref');
      await service.publish(refundChanged, refundId, {
        refundId,
        contractId: newId('con'),
        customerId: mario.customerId,
        amountCents: 1_000,
        at: '2026-12-01T10:00:00.000Z',
        state: 'rejected',
        rejectionReason: 'AC04',
      });
      await eventually('the ticket', async () => (await raised(refundId)).length > 0);
      return (await raised(refundId))[0]!;
    };
    const [silent, told] = [await raise(), await raise()];
    expect(silent).toMatchObject({ hidden: true });
    expect(await service.sent(ticketOpened, silent.id)).toMatchObject({ hidden: true });
    const { version } = await service.call(
      deskRpc.note,
      { ticketId: silent.id, text: 'The customer telephoned already' },
      anna,
    );
    await service.call(deskRpc.resolve, { ticketId: silent.id, version }, anna);
    const hidden = { code: 'not_found', status: 404 };
    await expect(service.call(ticketsRpc.get, { ticketId: silent.id }, mario)).rejects.toMatchObject(hidden);
    await expect(
      service.call(ticketsRpc.answer, { ticketId: silent.id, text: 'Guessed' }, mario),
    ).rejects.toMatchObject(hidden);
    expect((await service.call(ticketsRpc.list, {}, mario)).items).toEqual([]);
    expect((await service.call(deskRpc.emails, { customerId: mario.customerId }, anna)).items).toEqual([]);
    await service.call(deskRpc.answer, { ticketId: told.id, text: 'Ci serve un altro IBAN' }, anna);
    expect(await service.call(ticketsRpc.get, { ticketId: told.id }, mario)).toMatchObject({
      subject: expect.stringContaining('Rimborso respinto'),
      messages: [{ text: 'Ci serve un altro IBAN' }],
    });
    expect((await service.call(ticketsRpc.list, {}, mario)).items.map(({ id }) => id)).toEqual([told.id]);
    const answered = (await service.allSent(ticketAnswered, told.id)).at(-1)!;
    expect([answered.internal, answered.hidden]).toEqual([false, undefined]);
    expect((await service.call(deskRpc.emails, { customerId: mario.customerId }, anna)).items).toMatchObject([
      { ticketId: told.id, kind: 'answered' },
    ]);
  });

  it('each rejection of a port-in raises a ticket of its own, once', async () => {
    const body = {
      portInId: newId('pin'),
      contractId: newId('con'),
      customerId: newId('cus'),
      numbers: ['+390212345678'],
    };
    for (const at of ['2026-12-01T10:00:00.000Z', '2026-12-01T10:00:00.000Z', '2026-12-05T10:00:00.000Z'])
      await service.publish(portInChanged, body.portInId, { ...body, state: 'rejected', at });
    await eventually('both tickets', async () => (await raised(body.portInId)).length === 2);
    expect(await raised(body.portInId)).toEqual(
      Array(2).fill(expect.objectContaining({ category: 'portability', customerId: body.customerId })),
    );
  });

  it('what a customer comments on a port-in raises a ticket, once; what staff or the donor comment none', async () => {
    const body = {
      portInId: newId('pin'),
      contractId: newId('con'),
      customerId: newId('cus'),
      numbers: ['+390212345678'],
      text: 'Quando arrivano?',
      at: '2026-12-01T10:00:00.000Z',
    };
    for (const from of ['staff', 'carrier', 'customer', 'customer'] as const)
      await service.publish(portInCommented, body.portInId, { ...body, from });
    await eventually('the ticket', async () => (await raised(body.portInId)).length > 0);
    expect(await raised(body.portInId)).toEqual([
      expect.objectContaining({ category: 'portability', hidden: true, customerId: body.customerId }),
    ]);
  });

  it('an adjustment of credit that waits for another person raises one ticket; one that is booked none', async () => {
    const [contractId, requestedBy] = [newId('con'), newId('usr')];
    const body = {
      adjustmentId: newId('adj'),
      contractId,
      customerId: newId('cus'),
      amountCents: -6_000,
      reason: 'Double top-up',
      requestedBy,
      at: '2026-12-01T10:00:00.000Z',
    };
    await service.publish(adjustmentChanged, body.adjustmentId, {
      ...body,
      adjustmentId: newId('adj'),
      state: 'booked',
    });
    for (let times = 0; times < 2; times++)
      await service.publish(adjustmentChanged, body.adjustmentId, { ...body, state: 'waiting_approval' });
    await eventually('the ticket', async () => (await raised(contractId)).length > 0);
    expect(await raised(contractId)).toEqual([
      expect.objectContaining({ category: 'billing', customerId: body.customerId }),
    ]);
  });

  it('a district that runs low raises a ticket, once each time that it does', async () => {
    const alarm = (at: string) =>
      service.publish(districtRunsLow, '0332', {
        district: '0332',
        locality: 'Varese',
        available: 9,
        lowBelow: 50,
        at,
      });
    for (const at of ['2026-12-01T10:00:00.000Z', '2026-12-01T10:00:00.000Z', '2027-02-01T10:00:00.000Z'])
      await alarm(at);
    await eventually('both tickets', async () => (await raised('varese')).length === 2);
    expect((await raised('varese'))[0]).toMatchObject({ priority: 'high', subject: 'District 0332 (Varese) runs low' });
  });

  it('a dead letter raises one ticket, and stays in its queue', async () => {
    const broken = newId('evt');
    await service.publish(assignmentRefused, newId('con'), { number: 'nonsense' } as never, broken);
    const [ticket] = await eventually('the ticket of the dead letter', async () => {
      const found = await raised(broken);
      return found.length > 0 ? found : undefined;
    });
    expect(ticket).toMatchObject({ category: 'technical', subject: expect.stringContaining(assignmentRefused.name) });
    await new Promise((done) => setTimeout(done, 2_500));
    expect(await raised(broken)).toHaveLength(1);
  });

  it('a stuck saga of whatever service raises one ticket, with its step and failure; a service that is down hides no other', async () => {
    const saga = {
      id: newId('sag'),
      kind: 'billing.change',
      service: 'billing',
      state: 'running',
      step: 'assign numbers',
      stuck: true,
      failure: 'numbers does not answer',
      createdAt: '2026-11-27T10:00:00.000Z',
      history: [],
    };
    const end = await answering(service, [
      [billingSagasRpc.list, ({ stuck }) => (stuck ? { items: [saga] } : undefined)],
    ]);
    const [ticket] = await eventually(
      'the ticket of the saga',
      async () => {
        const found = await raised(saga.id);
        return found.length > 0 ? found : undefined;
      },
      40_000,
    );
    expect(ticket).toMatchObject({
      category: 'technical',
      priority: 'urgent',
      subject: expect.stringContaining('of billing'),
    });
    await new Promise((done) => setTimeout(done, 2_500));
    expect(await raised(saga.id)).toHaveLength(1);
    await end();
  });
});
