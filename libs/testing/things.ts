import { admin, type Customer } from './people.js';
import type { System } from './system.js';

/** What a customer has and staff keep, by the name that routes give to its id: for requests that shall find something. */
export async function thingsOf(system: System, owner: Customer): Promise<Record<string, string>> {
  const staff = await admin(system);
  const { customerId } = await owner.contract();
  const { id: ticketId } = await owner.post('/v1/tickets', { category: 'technical', subject: 'No calls', text: 'The line is dead', contractId: owner.contractId });
  const { paymentId } = await owner.post(`/v1/contracts/${owner.contractId}/card-top-ups`, { amountCents: 1_000 });
  const { changeId } = await owner.post(`/v1/contracts/${owner.contractId}/changes`, { services: [{ product: 'extension', quantity: 3 }] });
  const { id: adjustmentId } = await staff.post('/v1/staff/adjustments', { contractId: owner.contractId, amountCents: 9_000, reason: 'Two days without a line' });
  const { id: macroId } = await staff.post('/v1/staff/ticket-macros', { name: 'Restart', textIt: 'Riavvia', textEn: 'Restart' });
  const { id: viewId } = await staff.post('/v1/staff/ticket-views', { name: 'Mine', shared: true, filter: {} });
  return { contractId: owner.contractId, customerId, number: owner.number, ticketId, paymentId, changeId, adjustmentId, macroId, viewId, period: '2026-01' };
}
