import { accountsCustomersRpc } from '#libs/api/accounts/customers.js';
import { volturaCompleted } from '#libs/api/accounts/endings.js';
import { accountsRpc, type ContractView, type Holder } from '#libs/api/accounts/accounts.js';
import { attachmentsRpc } from '#libs/api/tickets/attachments.js';
import { ticketAssigned, ticketsRpc } from '#libs/api/tickets/tickets.js';
import { deskRpc } from '#libs/api/tickets/desk.js';
import { deskReportsRpc } from '#libs/api/tickets/reports.js';
import { deskToolsRpc } from '#libs/api/tickets/tools.js';
import { romeDate } from '#libs/italy/rome-time.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { agent, answering, customer, openTicket, staffAnswers, startTickets } from './support/desk.js';

const PDF = Buffer.from('%PDF-1.7\n%âãÏÓ\n').toString('base64');

const address = { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' };
const PERSON: Holder = {
  kind: 'private',
  givenName: 'Ermenegildo',
  familyName: 'Zuccotti',
  codiceFiscale: 'RSSMRA85T10A562S',
  address,
};
const COMPANY: Holder = { kind: 'company', companyName: 'Vetreria Lariana S.r.l.', partitaIva: '12345670017', address };

describe('R19: the staff desk', () => {
  let service: ServiceUnderTest;
  let endNeighbour: () => Promise<void>;
  beforeAll(async () => {
    service = await startTickets({ env: { TICKETS_ATTACHMENT_MAX_BYTES: '10000' } });
    endNeighbour = await answering(service, [
      staffAnswers,
      [accountsRpc.getContract, ({ contractId }) => contracts[contractId]],
      [
        accountsCustomersRpc.get,
        ({ customerId }) =>
          customerId in names
            ? {
                id: customerId,
                identity: names[customerId],
                createdAt: '2026-11-01T10:00:00Z',
                signIns: [],
                contracts: [],
                sagas: [],
                emails: [],
                timeline: [],
              }
            : undefined,
      ],
    ]);
  });
  afterAll(async () => {
    await endNeighbour();
    await service.stop();
  });
  const names: Record<string, Holder> = {};
  const contracts: Record<string, ContractView> = {};
  const contractOf = ({ customerId }: { customerId: string }): string => {
    const id = newId('con');
    contracts[id] = {
      id,
      contractNumber: `C${String(Object.keys(contracts).length + 70_000_001).padStart(8, '0')}`,
      customerId,
      state: 'active',
      holder: PERSON,
      number: '+390287654321',
      createdAt: '2026-11-01T10:00:00Z',
    };
    return id;
  };

  it('gives, hands on and takes back tickets, with the reason as a note', async () => {
    const [anna, bruno] = [agent('supervisor'), agent()];
    const { id: ticketId } = await openTicket(service, customer());
    await service.call(deskRpc.assign, { ticketId, assigneeId: bruno.id }, anna);
    expect((await service.sent(ticketAssigned, ticketId)).assigneeId).toBe(bruno.id);
    const handed = await service.call(
      deskRpc.transfer,
      { ticketId, category: 'billing', reason: 'It is about an invoice' },
      bruno,
    );
    expect(handed).toMatchObject({
      category: 'billing',
      messages: [{}, { internal: true, text: 'It is about an invoice' }],
    });
    expect(handed.assigneeId).toBeUndefined();
    expect((await service.call(deskRpc.claim, { ticketId }, anna)).assigneeId).toBe(anna.id);
  });

  it('gives tickets only to people who work on the desk', async () => {
    const { id: ticketId } = await openTicket(service, customer());
    for (const assigneeId of [customer().id, newId('usr'), agent('carrier').id]) {
      await expect(service.call(deskRpc.assign, { ticketId, assigneeId }, agent('supervisor'))).rejects.toMatchObject({
        code: 'assignee_unfit',
      });
      await expect(
        service.call(deskRpc.transfer, { ticketId, assigneeId, reason: 'Yours' }, agent()),
      ).rejects.toMatchObject({ code: 'assignee_unfit' });
    }
    expect((await service.call(deskRpc.get, { ticketId }, agent())).assigneeId).toBeUndefined();
  });

  it('filters the queue, page by page, by saved views too', async () => {
    const [anna, mario] = [agent(), customer()];
    const opened = [];
    for (const category of ['technical', 'billing', 'billing', 'other'] as const)
      opened.push(await openTicket(service, mario, { category }));
    await service.call(deskRpc.claim, { ticketId: opened[1]!.id }, anna);
    await service.call(
      deskRpc.classify,
      { ticketId: opened[2]!.id, addTags: ['VIP', 'vip '], priority: 'urgent' },
      anna,
    );
    const found = async (query: object): Promise<string[]> =>
      (await service.call(deskRpc.queue, { customerId: mario.customerId, ...query }, anna)).items.map(
        (item) => item.id,
      );
    expect((await found({ categories: ['billing'] })).toSorted()).toEqual([opened[1]!.id, opened[2]!.id].toSorted());
    expect(await found({ assignee: 'me' })).toEqual([opened[1]!.id]);
    expect(await found({ tag: 'vip' })).toEqual([opened[2]!.id]);
    expect((await found({ assignee: 'none', states: ['new'] })).length).toBe(3);
    expect((await found({}))[0]).toBe(opened[2]!.id);
    const first = await service.call(deskRpc.queue, { customerId: mario.customerId, limit: 3 }, anna);
    const second = await service.call(
      deskRpc.queue,
      { customerId: mario.customerId, limit: 3, cursor: first.nextCursor! },
      anna,
    );
    expect(new Set([...first.items, ...second.items].map((item) => item.id)).size).toBe(4);
    const view = await service.call(
      deskToolsRpc.saveView,
      { name: 'Billing', shared: false, filter: { categories: ['billing'] } },
      anna,
    );
    expect(await found({ viewId: view.id, tag: 'vip' })).toEqual([opened[2]!.id]);
    await expect(service.call(deskRpc.queue, { viewId: view.id }, agent())).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(service.call(deskRpc.queue, { cursor: 'nonsense' }, anna)).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('finds words of subject, messages, notes, customer and number by their beginnings; a customer never by a note', async () => {
    const [anna, mario] = [agent(), customer()];
    const { id: ticketId, number } = await openTicket(service, mario, {
      subject: 'Perché il centralino tace',
      text: 'Nessuno squillo',
    });
    await service.call(deskRpc.note, { ticketId, text: 'Codec wrongly negotiated' }, anna);
    await service.call(ticketsRpc.answer, { ticketId, text: 'Anche il citofono' }, mario);
    for (const text of [
      'PERCHE',
      'central squil',
      'citofono',
      'codec negot',
      number,
      String(Number(number.slice(1))),
      mario.customerId,
    ]) {
      expect([text, (await service.call(deskRpc.queue, { text }, anna)).items.map((item) => item.id)]).toEqual([
        text,
        expect.arrayContaining([ticketId]),
      ]);
    }
    expect((await service.call(ticketsRpc.list, { text: 'citof' }, mario)).items).toHaveLength(1);
    expect((await service.call(ticketsRpc.list, { text: 'codec' }, mario)).items).toEqual([]);
    expect((await service.call(deskRpc.queue, { text: 'centralino inesistente' }, anna)).items).toEqual([]);
  });

  it('opens tickets in a customer’s name, on its own contract alone, and finds them by the contract’s numbers', async () => {
    const [anna, mario] = [agent(), customer()];
    const contractId = contractOf(mario);
    const call = { category: 'technical' as const, subject: 'He telephoned', text: 'No calls' };
    const { id } = await service.call(deskRpc.open, { ...call, customerId: mario.customerId, contractId }, anna);
    for (const text of [contracts[contractId]!.contractNumber, '02 87654321', '+39 02 8765 4321'])
      expect([
        text,
        (await service.call(deskRpc.queue, { text, contractId }, anna)).items.map((item) => item.id),
      ]).toEqual([text, [id]]);
    await expect(
      service.call(deskRpc.open, { ...call, customerId: customer().customerId, contractId }, anna),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      service.call(deskRpc.open, { ...call, customerId: customer().customerId }, anna),
    ).rejects.toMatchObject({ code: 'not_found' });
    await service.call(deskRpc.answer, { ticketId: id, text: 'We look into it' }, anna);
    expect((await service.call(deskRpc.emails, { customerId: mario.customerId }, anna)).items).toMatchObject([
      { ticketId: id, kind: 'answered' },
    ]);
  });

  it('finds tickets by the name of their customer, which follows a change of holder', async () => {
    const [anna, mario] = [agent(), customer()];
    const found = async (text: string): Promise<string[]> =>
      (await service.call(deskRpc.queue, { text }, anna)).items.map((item) => item.id).sort();
    names[mario.customerId] = PERSON;
    const one = await openTicket(service, mario, { text: 'Parla con la vetreria' });
    const two = (await Promise.all([openTicket(service, mario), openTicket(service, mario)])).map(({ id }) => id);
    const all = [one.id, ...two].sort();
    await eventually('the name to be learnt', async () => (await found('ermeneg zucco')).length === 3, 40_000);
    expect(await found('zuccotti')).toEqual(all);
    expect((await service.call(ticketsRpc.list, { text: 'zuccotti' }, mario)).items).toEqual([]);
    const done = {
      volturaId: newId('vlt'),
      contractId: newId('con'),
      formerCustomerId: mario.customerId,
      customerId: mario.customerId,
      formerHolder: PERSON,
      holder: COMPANY,
      email: 'a@b.example',
      effectiveAt: '2026-12-01T09:00:00.000Z',
    };
    await service.publish(volturaCompleted, done.contractId, done);
    await eventually('the new name', async () => (await found('lariana')).length === 3);
    expect([await found('zuccotti'), await found('vetreria parla'), await found('lariana')]).toEqual([
      [],
      [one.id],
      all,
    ]);
    expect(await found((await openTicket(service, mario)).number + ' lariana')).toHaveLength(1);
  });

  it("answers with macros in the customer's language", async () => {
    const [anna, mario] = [agent('supervisor'), customer()];
    const macro = await service.call(
      deskToolsRpc.saveMacro,
      {
        name: 'Restart',
        textIt: 'Riavvia, {{number}}',
        textEn: 'Restart, {{number}} {{unknown}}',
        addTags: ['restart'],
        priority: 'low',
      },
      anna,
    );
    const { id: ticketId, number } = await openTicket(service, mario);
    const after = await service.call(deskToolsRpc.applyMacro, { ticketId, macroId: macro.id }, anna);
    expect(after).toMatchObject({
      state: 'waiting_customer',
      tags: ['restart'],
      priority: 'low',
      messages: [{}, { text: `Restart, ${number} {{unknown}}` }],
    });
    await service.call(deskToolsRpc.removeMacro, { macroId: macro.id }, anna);
    await expect(service.call(deskToolsRpc.applyMacro, { ticketId, macroId: macro.id }, anna)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('keeps attachments under their checksum; what staff add is hidden until a public answer shows it', async () => {
    const [anna, mario, mallory] = [agent(), customer(), customer()];
    const { id: ticketId } = await openTicket(service, mario);
    const mine = await service.call(attachmentsRpc.add, { ticketId, fileName: '../bolletta.pdf', content: PDF }, mario);
    expect(mine).toMatchObject({
      fileName: 'bolletta.pdf',
      contentType: 'application/pdf',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await service.call(ticketsRpc.answer, { ticketId, text: 'Here it is', attachmentIds: [mine.id] }, mario);
    const theirs = await service.call(
      attachmentsRpc.add,
      { ticketId, fileName: 'guida.txt', content: Buffer.from('Riavvia').toString('base64') },
      anna,
    );
    await expect(service.call(attachmentsRpc.get, { attachmentId: theirs.id }, mario)).rejects.toMatchObject({
      code: 'not_found',
    });
    await service.call(deskRpc.answer, { ticketId, text: 'See the guide', attachmentIds: [theirs.id] }, anna);
    const seen = await service.call(ticketsRpc.get, { ticketId }, mario);
    expect(seen.messages.map((message) => message.attachments.map((file) => file.fileName))).toEqual([
      [],
      ['bolletta.pdf'],
      ['guida.txt'],
    ]);
    expect((await service.call(attachmentsRpc.get, { attachmentId: theirs.id }, mario)).content).toBe(
      Buffer.from('Riavvia').toString('base64'),
    );
    await expect(service.call(attachmentsRpc.get, { attachmentId: mine.id }, mallory)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      service.call(attachmentsRpc.add, { ticketId, fileName: 'a.pdf', content: PDF }, mallory),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      service.call(ticketsRpc.answer, { ticketId, text: 'Twice', attachmentIds: [mine.id] }, mario),
    ).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      service.call(attachmentsRpc.add, { ticketId, fileName: 'run.exe', content: PDF }, mario),
    ).rejects.toMatchObject({ code: 'attachment_type' });
    await expect(
      service.call(
        attachmentsRpc.add,
        { ticketId, fileName: 'big.txt', content: Buffer.alloc(10_001, 'a').toString('base64') },
        mario,
      ),
    ).rejects.toMatchObject({ code: 'attachment_size' });
  });

  it('records everything in the audit trail, tells the load of each agent, and lets staff watch', async () => {
    const [anna, mario] = [agent(), customer()];
    const { id: ticketId } = await openTicket(service, mario);
    await service.call(deskRpc.claim, { ticketId }, anna);
    await service.call(deskRpc.watch, { ticketId, watch: true }, anna);
    await service.call(ticketsRpc.answer, { ticketId, text: 'Hello?' }, mario);
    const { entries } = await service.call(deskRpc.audit, { ticketId }, anna);
    expect(entries.map((entry) => [entry.actorId, entry.action])).toEqual([
      [mario.id, 'opened'],
      [anna.id, 'claimed'],
      [anna.id, 'watched'],
      [mario.id, 'answered'],
    ]);
    expect((await service.call(deskRpc.queue, { watched: true }, anna)).items).toHaveLength(1);
    const { agents } = await service.call(deskRpc.load, {}, anna);
    expect(agents).toContainEqual(expect.objectContaining({ agentId: anna.id, open: 1, waiting: 0 }));
    expect(agents.find((row) => row.agentId === 'none')!.open).toBeGreaterThan(0);
  });

  it('reports backlog, first answers, resolutions and reopens of a period', async () => {
    const mario = customer();
    const today = romeDate(service.clock.now());
    const all = async () =>
      (await service.call(deskReportsRpc.report, { from: today, to: today }, agent('supervisor'))).rows.find(
        (row) => row.category === 'all',
      )!;
    const before = await all();
    const { id: ticketId } = await openTicket(service, mario);
    const { version } = await service.call(deskRpc.answer, { ticketId, text: 'Is it plugged in?' }, agent());
    await service.call(deskRpc.resolve, { ticketId, version }, agent());
    await service.call(ticketsRpc.answer, { ticketId, text: 'Not at all' }, mario);
    const after = await all();
    for (const what of ['opened', 'firstAnswers', 'resolved', 'reopened', 'backlog'] as const)
      expect([what, after[what]]).toEqual([what, before[what] + 1]);
    expect(after).toMatchObject({
      firstAnswerMedianMinutes: expect.any(Number),
      resolutionMedianMinutes: expect.any(Number),
      firstAnswerBreaches: before.firstAnswerBreaches,
    });
    await expect(
      service.call(deskReportsRpc.report, { from: '2026-12-02', to: '2026-12-01' }, agent('supervisor')),
    ).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
