import { type Caller, until } from './caller.ts';
import type { DemoCustomer } from './customer.ts';

/** Well formed, and nobody's. */
const IBAN = 'IT60X0542811101000000123456';
const PDF = new Blob(['%PDF-1.4\n%%EOF\n'], { type: 'application/pdf' });

/** A smaller PBX from the 1st on. */
export async function downgrade(customer: DemoCustomer): Promise<void> {
  if ((await customer.get(customer.path('/changes'))).items.length > 0) return;
  const services = [
    { product: 'pbx_professional', quantity: 0 },
    { product: 'pbx_basic', quantity: 1 },
    { product: 'extension', quantity: 2 },
  ];
  const { changeId } = await customer.post(customer.path('/changes'), 'downgrade', { services });
  await customer.post(customer.path(`/changes/${changeId}/confirm`), 'downgrade-confirmed');
}

/** A number of another operator's on its way in, with its papers. */
export async function bringIn(customer: DemoCustomer): Promise<void> {
  const known = (await customer.get('/v1/port-ins')).items[0];
  const order =
    known ??
    (await customer.post(customer.path('/port-ins'), 'port-in', {
      ranges: [{ from: '+390298887766', count: 1 }],
      donor: 'Operatore Dimostrativo S.p.A.',
      migrationCode: 'ABC0212345678999K',
      holder: { kind: 'private', name: customer.person.name, taxCode: customer.person.holder.codiceFiscale },
      keepFirstNumber: true,
    }));
  if (order.state !== 'draft') return;
  for (const kind of ['letter_of_authority', 'identity']) {
    const form = new FormData();
    form.set('kind', kind);
    form.set('files', PDF, `${kind}.pdf`);
    await customer.post(`/v1/port-ins/${order.id}/documents`, kind, form);
  }
  await customer.post(`/v1/port-ins/${order.id}/submissions`, 'port-in-submitted');
}

/** The change of holder to a company, which has not agreed yet. */
export async function handOver(customer: DemoCustomer, newHolder: object): Promise<void> {
  const { items } = await customer.get('/v1/tickets');
  if (items.some(({ category }: { category: string }) => category === 'voltura')) return;
  const newHolderEmail = 'nuovo.intestatario@demo.example';
  await customer.post(customer.path('/volture'), 'voltura', { newHolder, newHolderEmail, agreed: true });
}

/** Another operator asks for the number; the same reference is answered the same. */
export async function takeOut(customer: DemoCustomer, staff: Caller): Promise<void> {
  const { number, state } = await customer.contract();
  if (state !== 'active' || !number) return;
  const { migrationCode } = await customer.get(customer.path(`/numbers/${encodeURIComponent(number)}/migration-code`));
  await staff.post('/v1/staff/port-outs', 'port-out', {
    reference: 'DEMO-PORT-OUT',
    number,
    migrationCode,
    taxCode: customer.person.holder.codiceFiscale,
    recipient: 'Altro Operatore S.p.A.',
  });
}

/** Cancelled; what is left was sent to an account that the bank does not know. */
export async function bounce(customer: DemoCustomer, approver: Caller, cashier: Caller): Promise<void> {
  const account = { iban: IBAN, accountHolder: customer.person.name };
  if ((await customer.contract()).state === 'active')
    await customer.post(customer.path('/cancellation'), 'cancellation', account);
  await customer.becomes(['cancelled']);
  const { id } = await until('the refund', async () => (await customer.get('/v1/refunds')).items[0]);
  const state = async (): Promise<string> => (await approver.get(`/v1/staff/refunds/${id}`)).state;
  if ((await state()) === 'requested')
    await approver.post(`/v1/staff/refunds/${id}/approve`, `approve-${id}`, { iban: IBAN });
  if ((await state()) === 'approved') await approver.post('/v1/staff/refund-batches', `batch-${id}`);
  if ((await state()) !== 'exported') return;
  const { endToEndId } = await approver.get(`/v1/staff/refunds/${id}`);
  const content = `end_to_end_id,status,reason\n${endToEndId},RJCT,AC01\n`;
  await cashier.post('/v1/staff/refund-statuses', `rejected-${id}`, { content });
}
