import { admin, COMPANY_HOLDER, PRIVATE_HOLDER, type Customer } from './people.js';
import type { System } from './system.js';

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');
const HOLDER = {
  kind: 'private',
  name: `${PRIVATE_HOLDER.givenName} ${PRIVATE_HOLDER.familyName}`,
  taxCode: PRIVATE_HOLDER.codiceFiscale,
};

/** What a customer has and staff keep, by the name that routes give to its id: for requests that shall find something. */
export async function thingsOf(system: System, owner: Customer): Promise<Record<string, string>> {
  const { contractId, number } = owner;
  const { customerId } = await owner.contract();
  const of = `/v1/contracts/${contractId}`;
  const { id: ticketId } = await owner.post('/v1/tickets', {
    category: 'technical',
    subject: 'No calls',
    text: 'The line is dead',
    contractId,
  });
  const {
    body: {
      items: [attachment],
    },
  } = await owner.request('post', `/v1/tickets/${ticketId}/attachments`).attach('files', PDF, 'photo.pdf');
  const { paymentId } = await owner.post(`${of}/card-top-ups`, { amountCents: 1_000 });
  const { changeId } = await owner.post(`${of}/changes`, { services: [{ product: 'extension', quantity: 3 }] });
  const { id: volturaId } = await owner.post(`${of}/volture`, {
    newHolder: COMPANY_HOLDER,
    newHolderEmail: 'new-holder@example.com',
    agreed: true,
  });
  return {
    contractId,
    customerId,
    number,
    ticketId,
    attachmentId: attachment.id,
    paymentId,
    changeId,
    volturaId,
    period: '2026-01',
    ...(await portIn(owner)),
    ...(await keptByStaff(system, contractId)),
  };
}

async function portIn(owner: Customer): Promise<Record<string, string>> {
  const { id: portInId } = await owner.post(`/v1/contracts/${owner.contractId}/port-ins`, {
    ranges: [{ from: '+390298887766', count: 1 }],
    donor: 'Operatore S.p.A.',
    migrationCode: 'ABC0212345678999K',
    holder: HOLDER,
    keepFirstNumber: true,
  });
  const {
    body: {
      documents: [document],
    },
  } = await owner
    .request('post', `/v1/port-ins/${portInId}/documents`)
    .field('kind', 'identity')
    .attach('files', PDF, 'identity.pdf');
  return { portInId, documentId: document.id };
}

async function keptByStaff(system: System, contractId: string): Promise<Record<string, string>> {
  const staff = await admin(system);
  const { id: adjustmentId } = await staff.post('/v1/staff/adjustments', {
    contractId,
    amountCents: 9_000,
    reason: 'Two days without a line',
  });
  const { id: macroId } = await staff.post('/v1/staff/ticket-macros', {
    name: 'Restart',
    textIt: 'Riavvia',
    textEn: 'Restart',
  });
  const { id: viewId } = await staff.post('/v1/staff/ticket-views', { name: 'Mine', shared: true, filter: {} });
  return { adjustmentId, macroId, viewId };
}
