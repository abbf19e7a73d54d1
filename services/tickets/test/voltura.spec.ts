import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { accountsRpc, type ContractView, type Holder } from '#libs/api/accounts/accounts.js';
import { contractCancelled, volturaCompleted, volturaUndone } from '#libs/api/accounts/endings.js';
import type { Actor } from '#libs/api/kernel/actor.js';
import { attachmentsRpc } from '#libs/api/tickets/attachments.js';
import { deskRpc } from '#libs/api/tickets/desk.js';
import { ticketsRpc } from '#libs/api/tickets/tickets.js';
import { volturaApproved, volturaRpc, type VolturaView } from '#libs/api/tickets/voltura.js';
import { newId } from '#libs/platform/ids.js';
import type { ServiceUnderTest } from '#libs/testing/service.js';
import { eventually } from '#libs/testing/wait.js';
import { agent, answering, customer, startTickets } from './support/desk.js';

const address = { street: 'Via Roma 1', cap: '20121', city: 'Milano', province: 'MI' };
const MARIO: Holder = {
  kind: 'private',
  givenName: 'Mario',
  familyName: 'Rossi',
  codiceFiscale: 'RSSMRA85T10A562S',
  address,
};
const ESEMPIO: Holder = {
  kind: 'company',
  companyName: 'Esempio S.r.l.',
  partitaIva: '12345670017',
  codiceDestinatario: 'ABC1234',
  address,
};
const PDF = Buffer.from('%PDF-1.7\n').toString('base64');

describe('R16: voltura requests', () => {
  let service: ServiceUnderTest;
  let folder: string;
  let endNeighbour: () => Promise<void>;
  const contracts = new Map<string, ContractView>();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'voltura-mail-'));
    delete process.env.SMTP_URL;
    service = await startTickets({ env: { MAIL_FOLDER: folder, PUBLIC_URL: 'https://openvoip.example' } });
    endNeighbour = await answering(service, [
      [
        accountsRpc.getContract,
        ({ contractId }, actor) =>
          contracts.get(contractId)?.customerId === actor.customerId ? contracts.get(contractId) : undefined,
      ],
      [
        accountsRpc.me,
        (_request, actor) => ({
          userId: actor.id,
          email: 'mario@customers.example',
          emailConfirmed: true,
          kind: 'customer',
          roles: ['customer'],
        }),
      ],
    ]);
  });
  afterAll(async () => {
    await endNeighbour();
    await service.stop();
  });

  const contractOf = (owner: Actor & { customerId: string }, state: ContractView['state'] = 'active'): string => {
    const id = newId('con');
    contracts.set(id, {
      id,
      contractNumber: 'C00000001',
      customerId: owner.customerId,
      state,
      holder: MARIO,
      createdAt: '2026-11-01T10:00:00Z',
    });
    return id;
  };
  const request = (as: Actor, contractId: string, change: object = {}): Promise<VolturaView> =>
    service.call(
      volturaRpc.request,
      { contractId, newHolder: ESEMPIO, newHolderEmail: 'amministrazione@esempio.example', agreed: true, ...change },
      as,
    );
  const agreementToken = (number: string): Promise<string> =>
    eventually('the invitation to agree', async () => {
      const mails = await Promise.all(
        (await readdir(folder))
          .filter((name) => name.endsWith('.eml'))
          .map(async (name) => simpleParser(await readFile(join(folder, name)))),
      );
      return mails
        .map((mail) => (mail.subject?.includes(number) ? /token=(\S+)/.exec(mail.text ?? '')?.[1] : undefined))
        .find(Boolean);
    });
  const numberOf = async (ticketId: string, as: Actor): Promise<string> =>
    (await service.call(ticketsRpc.get, { ticketId }, as)).number;
  const ready = async (mario: Actor & { customerId: string }): Promise<VolturaView> => {
    const voltura = await request(mario, contractOf(mario));
    for (const documentKind of ['identity', 'company_register'] as const)
      await service.call(
        attachmentsRpc.add,
        { ticketId: voltura.ticketId, fileName: `${documentKind}.pdf`, content: PDF, documentKind },
        mario,
      );
    await service.call(volturaRpc.agree, { token: await agreementToken(await numberOf(voltura.ticketId, mario)) });
    return voltura;
  };

  it('are approved once both sides agreed and the documents are there, carried out by accounts, and told on the ticket', async () => {
    const [mario, anna] = [customer(), agent('supervisor')];
    const voltura = await request(mario, contractOf(mario));
    const { id: volturaId, ticketId, contractId } = voltura;
    expect(voltura).toMatchObject({
      state: 'requested',
      missing: ['new_holder_agreement', 'identity', 'company_register'],
    });
    await expect(service.call(volturaRpc.approve, { volturaId }, anna)).rejects.toMatchObject({
      code: 'voltura_incomplete',
      details: { missing: voltura.missing },
    });
    for (const documentKind of ['identity', 'company_register'] as const)
      await service.call(
        attachmentsRpc.add,
        { ticketId, fileName: `${documentKind}.pdf`, content: PDF, documentKind },
        mario,
      );
    const token = await agreementToken(await numberOf(ticketId, mario));
    await service.call(volturaRpc.agree, { token });
    await service.call(volturaRpc.agree, { token });
    expect((await service.call(volturaRpc.get, { volturaId }, mario)).missing).toEqual([]);
    expect((await service.call(volturaRpc.approve, { volturaId }, anna)).state).toBe('approved');
    expect(await service.sent(volturaApproved, contractId)).toMatchObject({
      volturaId,
      customerId: mario.customerId,
      newHolder: ESEMPIO,
      approvedBy: anna.id,
    });
    const done = {
      volturaId,
      contractId,
      formerCustomerId: mario.customerId,
      customerId: newId('cus'),
      formerHolder: MARIO,
      holder: ESEMPIO,
      email: 'amministrazione@esempio.example',
      effectiveAt: '2026-12-01T09:00:00.000Z',
    };
    const event = newId('evt');
    await service.publish(volturaCompleted, contractId, done, event);
    await service.publish(volturaCompleted, contractId, done, event);
    await service.publish(volturaCompleted, contractId, done);
    const ticket = await eventually('the ticket to be resolved', async () => {
      const seen = await service.call(ticketsRpc.get, { ticketId }, mario);
      return seen.state === 'resolved' ? seen : undefined;
    });
    expect(ticket.messages.at(-1)!.text).toContain('Esempio S.r.l.');
    expect(ticket.messages.filter((message) => message.from === 'system')).toHaveLength(1);
    expect(await service.call(volturaRpc.get, { volturaId }, anna)).toMatchObject({
      state: 'completed',
      effectiveAt: done.effectiveAt,
    });
  });

  it('are approved by one of two members of staff at once, and the change is asked for once', async () => {
    const { id: volturaId, contractId } = await ready(customer());
    const outcomes = await Promise.allSettled(
      [agent('supervisor'), agent('supervisor'), agent('supervisor')].map((one) =>
        service.call(volturaRpc.approve, { volturaId }, one),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    await service.sent(volturaApproved, contractId);
    expect(await service.allSent(volturaApproved, contractId)).toHaveLength(1);
  });

  it('that cannot be carried out come back to staff with the reason, and can be asked again', async () => {
    const [mario, anna] = [customer(), agent('supervisor')];
    const { id: volturaId, contractId, ticketId } = await ready(mario);
    await service.call(volturaRpc.approve, { volturaId }, anna);
    await service.publish(volturaUndone, contractId, {
      volturaId,
      contractId,
      customerId: mario.customerId,
      reason: 'contract_busy',
      textIt: 'Il contratto è in disdetta.',
      textEn: 'The contract is being cancelled.',
    });
    await eventually(
      'the refusal',
      async () => (await service.call(volturaRpc.get, { volturaId }, anna)).state === 'refused',
    );
    expect(await service.call(ticketsRpc.get, { ticketId }, mario)).toMatchObject({ state: 'open' });
    expect((await request(mario, contractId)).state).toBe('requested');
  });

  it('are refused with a reason that the customer reads, or withdrawn by the customer', async () => {
    const [mario, anna] = [customer(), agent('supervisor')];
    const contractId = contractOf(mario);
    const one = await request(mario, contractId);
    await expect(request(mario, contractId)).rejects.toMatchObject({ code: 'voltura_pending' });
    await service.call(volturaRpc.refuse, { volturaId: one.id, reason: 'La visura è scaduta.' }, anna);
    expect((await service.call(ticketsRpc.get, { ticketId: one.ticketId }, mario)).messages.at(-1)).toMatchObject({
      from: 'staff',
      text: 'La visura è scaduta.',
    });
    const two = await request(mario, contractId);
    expect((await service.call(volturaRpc.withdraw, { volturaId: two.id }, mario)).state).toBe('withdrawn');
    await expect(service.call(volturaRpc.approve, { volturaId: two.id }, anna)).rejects.toMatchObject({
      code: 'voltura_state',
    });
    expect((await service.call(deskRpc.get, { ticketId: two.ticketId }, anna)).state).toBe('resolved');
  });

  const ending = (contractId: string, customerId: string) => ({
    contractId,
    customerId,
    reason: 'ported_out',
    endedAt: '2026-12-20T09:00:00.000Z',
  });

  it('end with their contract: the request, its link and its ticket say so, once, and a later request is refused', async () => {
    const [mario, anna] = [customer(), agent('supervisor')];
    const { id: volturaId, ticketId, contractId } = await request(mario, contractOf(mario));
    const token = await agreementToken(await numberOf(ticketId, mario));
    const event = newId('evt');
    for (const id of [event, event, newId('evt')])
      await service.publish(contractCancelled, contractId, ending(contractId, mario.customerId), id);
    await eventually(
      'the request to end',
      async () => (await service.call(volturaRpc.get, { volturaId }, mario)).state === 'lapsed',
    );
    expect(await service.call(volturaRpc.get, { volturaId }, mario)).toMatchObject({
      reason: expect.stringContaining('terminato il 20 dicembre 2026'),
      decidedAt: '2026-12-20T09:00:00.000Z',
    });
    await expect(service.call(volturaRpc.agree, { token })).rejects.toMatchObject({ code: 'voltura_lapsed' });
    await expect(service.call(volturaRpc.approve, { volturaId }, anna)).rejects.toMatchObject({
      code: 'voltura_state',
    });
    // accounts answered that it is active just before it ended.
    await expect(request(mario, contractId)).rejects.toMatchObject({ code: 'contract_not_active' });
    await eventually(
      'the repetitions to be read',
      async () => (await service.database.models.VolturaContract!.findById(contractId).lean()) !== null,
    );
    const ticket = await service.call(ticketsRpc.get, { ticketId }, mario);
    expect(ticket.state).toBe('resolved');
    expect(ticket.messages.slice(1)).toMatchObject([
      { from: 'system', text: expect.stringContaining('The contract ended on 20 December 2026') },
    ]);
  });

  it('that are approved while the contract ends are decided once: by the approval, which accounts undoes, or by the end', async () => {
    const [mario, anna] = [customer(), agent('supervisor')];
    const { id: volturaId, contractId, ticketId } = await ready(mario);
    const [approval] = await Promise.allSettled([
      service.call(volturaRpc.approve, { volturaId }, anna),
      service.publish(contractCancelled, contractId, ending(contractId, mario.customerId)),
    ]);
    await eventually(
      'the end to be read',
      async () =>
        (await service.database.models.VolturaContract!.exists({ _id: contractId, endedAt: { $exists: true } })) !==
        null,
    );
    const { state } = await service.call(volturaRpc.get, { volturaId }, mario);
    expect(state).toBe(approval.status === 'fulfilled' ? 'approved' : 'lapsed');
    if (state === 'approved')
      await service.publish(volturaUndone, contractId, {
        volturaId,
        contractId,
        customerId: mario.customerId,
        reason: 'contract_busy',
        textIt: 'Il contratto non è attivo.',
        textEn: 'The contract is not active.',
      });
    await eventually('an end', async () =>
      ['lapsed', 'refused'].includes((await service.call(volturaRpc.get, { volturaId }, mario)).state),
    );
    expect(
      (await service.call(ticketsRpc.get, { ticketId }, mario)).messages.filter(({ from }) => from === 'system'),
    ).toHaveLength(1);
  });

  it("need an active contract of the caller's own, an agreement, and another holder; case 13: no one else sees them", async () => {
    const [mario, mallory] = [customer(), customer()];
    await expect(request(mario, contractOf(mario, 'awaiting_credit'))).rejects.toMatchObject({
      code: 'contract_not_active',
    });
    await expect(request(mallory, contractOf(mario))).rejects.toMatchObject({ code: 'not_found' });
    await expect(request(mario, contractOf(mario), { agreed: false })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(request(mario, contractOf(mario), { newHolder: MARIO })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    const { id: volturaId } = await request(mario, contractOf(mario));
    for (const call of [volturaRpc.get, volturaRpc.withdraw])
      await expect(service.call(call, { volturaId }, mallory)).rejects.toMatchObject({ code: 'not_found' });
    for (const call of [volturaRpc.approve, volturaRpc.list])
      await expect(service.call(call as typeof volturaRpc.approve, { volturaId }, mario)).rejects.toMatchObject({
        code: 'forbidden',
      });
  });

  it('are agreed to only with the token that was mailed, and only for two weeks', async () => {
    const mario = customer();
    const one = await request(mario, contractOf(mario));
    const two = await request(mario, contractOf(mario));
    const token = await agreementToken(await numberOf(one.ticketId, mario));
    for (const wrong of [
      token.replace(one.id, two.id),
      `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`,
      'nonsense',
      '..',
    ]) {
      await expect(service.call(volturaRpc.agree, { token: wrong })).rejects.toMatchObject({
        code: 'agreement_not_valid',
      });
    }
    service.clock.moveTo(new Date(service.clock.now().getTime() + 15 * 86_400_000));
    await expect(service.call(volturaRpc.agree, { token })).rejects.toMatchObject({ code: 'agreement_not_valid' });
  });
});
